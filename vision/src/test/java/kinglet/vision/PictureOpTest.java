package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureOpTest {

    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return Picture.of(rgb, width, height);
    }

    /** Grey pixels in a row. */
    private static Picture greys(int... levels) {
        byte[] rgb = new byte[3 * levels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) levels[i / 3];
        }
        return Picture.of(rgb, levels.length, 1);
    }

    private static int[] levels(Picture picture) {
        int[] levels = new int[picture.width() * picture.height()];
        Arrays.setAll(levels, i -> picture.rgb()[3 * i] & 0xff);
        return levels;
    }

    /** torchvision's RandAugment at magnitude 9 of 31 bins, for a picture of 331 x 662. */
    @ParameterizedTest
    @CsvSource({
        "IDENTITY, 0",
        "SHEAR_X, 0.09",
        "SHEAR_Y, 0.09",
        "TRANSLATE_X, 45",
        "TRANSLATE_Y, 90",
        "ROTATE, 9",
        "BRIGHTNESS, 0.27",
        "COLOR, 0.27",
        "CONTRAST, 0.27",
        "SHARPNESS, 0.27",
        "POSTERIZE, 7",
        "SOLARIZE, 178.5",
        "AUTO_CONTRAST, 0",
        "EQUALIZE, 0"
    })
    void hasTorchvisionsMagnitudes(PictureOp op, double magnitude) {
        double actual = Magnitudes.standard(31).of(op, 9, Picture.of(new byte[3 * 331 * 662], 331, 662));
        assertThat(actual).isEqualTo(magnitude, within(1e-9));
    }

    /** torchvision's TrivialAugmentWide at bin 15 of 31. */
    @ParameterizedTest
    @CsvSource({
        "SHEAR_X, 0.495",
        "TRANSLATE_Y, 16",
        "ROTATE, 67.5",
        "CONTRAST, 0.495",
        "POSTERIZE, 5",
        "SOLARIZE, 127.5"
    })
    void hasTheWideMagnitudes(PictureOp op, double magnitude) {
        assertThat(Magnitudes.wide().of(op, 15, greys(1))).isEqualTo(magnitude, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void leavesThePictureItIsGivenAsItIs(PictureOp op) {
        Picture picture = noise(7, 5);
        byte[] before = picture.rgb().clone();
        Picture changed = op.apply(picture, op == PictureOp.POSTERIZE ? 5 : 0.2);
        assertThat(picture.rgb()).isEqualTo(before);
        assertThat(changed.width()).isEqualTo(7);
        assertThat(changed.height()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SHEAR_X",
                "SHEAR_Y",
                "TRANSLATE_X",
                "TRANSLATE_Y",
                "ROTATE",
                "BRIGHTNESS",
                "COLOR",
                "CONTRAST",
                "SHARPNESS"
            })
    void changesNothingAtMagnitudeZero(PictureOp op) {
        Picture picture = noise(7, 5);
        assertThat(op.apply(picture, 0).rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void translatesByWholePixels() {
        assertThat(levels(PictureOp.TRANSLATE_X.apply(greys(10, 20, 30, 40), 1.9)))
                .containsExactly(0, 10, 20, 30);
        assertThat(levels(PictureOp.TRANSLATE_X.apply(greys(10, 20, 30, 40), -2)))
                .containsExactly(30, 40, 0, 0);
    }

    /** Column x of the result is y plus slope times (x + 1/2) of the picture. */
    @Test
    void shearsRows() {
        Picture picture = noise(6, 6);
        Picture sheared = PictureOp.SHEAR_X.apply(picture, 1);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                int source = (int) (x + 0.5 + y + 0.5);
                assertThat(sheared.sample(x, y, 0)).isEqualTo(source < 6 ? picture.sample(source, y, 0) : 0);
            }
        }
    }

    @Test
    void rotatesCounterClockwise() {
        Picture picture = noise(5, 5);
        Picture turned = PictureOp.ROTATE.apply(picture, 90);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 5; x++) {
                assertThat(turned.sample(x, y, 2)).isEqualTo(picture.sample(4 - y, x, 2));
            }
        }
    }

    @Test
    void enhancesFromThePlainPicture() {
        assertThat(levels(Colors.brightness(greys(10, 100, 200), 1.5))).containsExactly(15, 150, 255);
        assertThat(levels(Colors.brightness(greys(10, 100, 200), 0.25))).containsExactly(2, 25, 50);
        // the mean is 103.3, taken as 103
        assertThat(levels(Colors.contrast(greys(10, 100, 200), 0.5))).containsExactly(56, 101, 151);
        assertThat(levels(Colors.contrast(greys(10, 100, 200), 2))).containsExactly(0, 97, 255);
    }

    /** The luma of (200, 100, 50) is 0.299 x 200 + 0.587 x 100 + 0.114 x 50 = 124.2. */
    @Test
    void saturatesFromGrey() {
        Picture picture = Picture.of(new byte[] {(byte) 200, 100, 50}, 1, 1);
        assertThat(Colors.saturation(picture, 0).rgb()).containsExactly(124, 124, 124);
        assertThat(Colors.saturation(picture, 1.5).rgb()).containsExactly((byte) 238, 88, 13);
    }

    /** One bright pixel of 130: smoothed it is 5/13 of that, and its neighbours 1/13. */
    @Test
    void sharpensFromTheSmoothedPicture() {
        byte[] rgb = new byte[3 * 25];
        Arrays.fill(rgb, 36, 39, (byte) 130);
        Picture smooth = Colors.sharpness(Picture.of(rgb, 5, 5), 0);
        assertThat(smooth.sample(2, 2, 0)).isEqualTo(50);
        assertThat(smooth.sample(1, 1, 1)).isEqualTo(10);
        assertThat(smooth.sample(3, 2, 2)).isEqualTo(10);
        assertThat(smooth.sample(0, 2, 0)).isZero();
        assertThat(Colors.sharpness(Picture.of(rgb, 5, 5), 1.5).sample(2, 2, 0)).isEqualTo(170);
    }

    @Test
    void changesLevels() {
        assertThat(levels(Colors.posterize(greys(0, 127, 200, 255), 2))).containsExactly(0, 64, 192, 192);
        assertThat(levels(Colors.posterize(greys(77), 8))).containsExactly(77);
        assertThat(levels(Colors.solarize(greys(100, 128, 255), 128))).containsExactly(100, 127, 0);
        assertThat(levels(Colors.invert(greys(0, 100)))).containsExactly(255, 155);
        assertThat(levels(Colors.autoContrast(greys(100, 120, 151)))).containsExactly(0, 100, 255);
        assertThat(levels(Colors.autoContrast(greys(9, 9)))).containsExactly(9, 9);
    }

    /** 510 pixels of each of two levels: a step is (1020 - 510) / 255 = 2 pixels, so the second level is 511 / 2. */
    @Test
    void equalizes() {
        int[] two = new int[1020];
        Arrays.setAll(two, i -> i % 2 == 0 ? 10 : 200);
        assertThat(levels(Colors.equalize(greys(two)))).containsOnly(0, 255).startsWith(0, 255);
        assertThat(levels(Colors.equalize(greys(3, 5)))).containsExactly(3, 5);
    }

    /** Against the JDK's HSB, whose hue has all its digits; a hue and a turn cut to 8 bits make up to 6 levels each. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -0.1, 0, 0.03, 0.25, 0.5})
    void turnsTheHueAsTheJdkDoes(double turn) {
        Picture picture = noise(40, 40);
        Picture turned = Hue.turn(picture, turn);
        long sum = 0;
        for (int i = 0; i < 1600; i++) {
            float[] hsb = Color.RGBtoHSB(
                    picture.sample(i % 40, i / 40, 0),
                    picture.sample(i % 40, i / 40, 1),
                    picture.sample(i % 40, i / 40, 2),
                    null);
            Color expected = new Color(Color.HSBtoRGB(hsb[0] + (float) turn, hsb[1], hsb[2]));
            int[] rgb = {expected.getRed(), expected.getGreen(), expected.getBlue()};
            for (int c = 0; c < 3; c++) {
                int difference = Math.abs(turned.sample(i % 40, i / 40, c) - rgb[c]);
                assertThat(difference).as("pixel %d, channel %d", i, c).isLessThanOrEqualTo(18);
                sum += difference;
            }
        }
        assertThat(sum / 4800.0).isLessThan(2.5);
    }

    @Test
    void policiesChangeMostPicturesAndTheSameWayForTheSameNumbers() {
        Picture picture = noise(16, 16);
        for (PictureTransform policy :
                new PictureTransform[] {new RandAugment(), new TrivialAugment(), new AutoAugment()}) {
            int changed = 0;
            for (int i = 0; i < 500; i++) {
                byte[] once = policy.apply(picture, new SplittableRandom(i)).rgb();
                assertThat(policy.apply(picture, new SplittableRandom(i)).rgb()).isEqualTo(once);
                changed += Arrays.equals(once, picture.rgb()) ? 0 : 1;
            }
            assertThat(changed).as(policy.toString()).isGreaterThan(300);
        }
    }
}
