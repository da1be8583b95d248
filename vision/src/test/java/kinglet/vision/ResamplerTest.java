package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import kinglet.networks.Interpolation;
import kinglet.networks.Resizing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    /** torchvision over Pillow made these; from the same decoded pixels not one differs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/n01440764_tench.JPEG",
                "images/n01667114_mud_turtle.JPEG",
                "images/n01950731_sea_slug.JPEG",
                "images/n02099267_flat-coated_retriever.JPEG",
                "images/n02823428_beer_bottle.JPEG",
                "images/n03532672_hook.JPEG",
                "images/n04033995_quilt.JPEG",
                "images/n13044778_earthstar.JPEG",
                "odd/gray.jpg",
                "odd/sliver.jpg",
                "odd/tiny.png"
            })
    void makesTheCropsOfTorchvision(String name) {
        ImageDecoder decoder = ImageDecoder.create();
        Picture picture = decoder.decode(SharedFiles.data(name));
        String stem = Path.of(name).getFileName().toString().replaceFirst("\\.\\w+$", "");
        for (Interpolation interpolation : Interpolation.values()) {
            String golden = "%s.%s.png".formatted(stem, interpolation.toString().toLowerCase(Locale.ROOT));
            Picture expected = decoder.decode(SharedFiles.data("golden-crops/" + golden));
            assertThat(Pictures.difference(Resampler.resizeAndCrop(picture, 256, 224, interpolation), expected))
                    .as("mean difference of %s from golden-crops/%s", name, golden)
                    .isLessThan(0.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesAPictureOfTheRightSizeAlone(Interpolation interpolation) {
        Picture picture = noise(19, 11);
        assertThat(Resampler.resize(picture, 19, 11, interpolation).rgb()).isEqualTo(picture.rgb());
    }

    @ParameterizedTest
    @EnumSource
    void keepsOneColourOneColour(Interpolation interpolation) {
        byte[] rgb = new byte[3 * 50 * 40];
        Arrays.fill(rgb, (byte) 201);
        for (int side : new int[] {1, 7, 40, 123}) {
            assertThat(Resampler.resize(Picture.of(rgb, 50, 40), side, side, interpolation)
                            .rgb())
                    .containsOnly(201);
        }
    }

    /** Half a size, bilinear with antialias: weights 1 3 3 1 over 8 in each direction. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void weighsByATriangle(int channel) {
        Picture picture = noise(8, 8);
        int[] weights = {1, 3, 3, 1};
        double sum = 0;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                sum += weights[y] * weights[x] * picture.sample(3 + x, 1 + y, channel) / 64.0;
            }
        }
        int half = Resampler.resize(picture, 4, 4, Interpolation.BILINEAR).sample(2, 1, channel);
        assertThat((double) half).isBetween(sum - 1, sum + 1);
    }

    @ParameterizedTest
    @EnumSource
    void cropsTheCentreOfTheResizedPicture(Interpolation interpolation) {
        Picture picture = noise(61, 40);
        Picture whole = Resampler.resize(picture, 30, 20, interpolation);
        Picture crop = Resampler.resizeAndCrop(picture, 20, 14, interpolation);
        for (int y = 0; y < 14; y++) {
            for (int x = 0; x < 14; x++) {
                assertThat(crop.sample(x, y, 1)).isEqualTo(whole.sample(x + 8, y + 3, 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void addsBlackAroundAPictureSmallerThanTheCrop(Interpolation interpolation) {
        byte[] white = new byte[3 * 4 * 4];
        Arrays.fill(white, (byte) 255);
        Picture crop = Resampler.resizeAndCrop(Picture.of(white, 4, 4), 4, 7, interpolation);
        assertThat(crop.sample(0, 3, 0)).isZero();
        assertThat(crop.sample(1, 1, 0)).isEqualTo(255);
        assertThat(crop.sample(4, 4, 0)).isEqualTo(255);
        assertThat(crop.sample(5, 4, 0)).isZero();
    }

    /** Where no half pixel is to be rounded, the two ways differ by the rounding to 8 bits alone. */
    @ParameterizedTest
    @EnumSource
    void keepsFractionsForTensorFlow(Interpolation interpolation) {
        Picture picture = Picture.of(Pictures.gradient(64, 40, BufferedImage.TYPE_3BYTE_BGR));
        for (int crop : new int[] {12, 20, 26}) {
            Picture whole = Resampler.resizeAndCrop(picture, 20, crop, interpolation);
            float[] fractional = Resampler.fractional(picture, 20, crop, interpolation);
            for (int i = 0; i < fractional.length; i++) {
                assertThat(fractional[i]).as("value %d", i).isCloseTo(whole.rgb()[i] & 0xff, within(1.1f));
            }
        }
    }

    /** Of 33 pixels resized to 22, torchvision takes 11 from the 6th on and TensorFlow from the 5th. */
    @Test
    void roundsTheCornerOfTheCentreDownForTensorFlow() {
        Picture picture = noise(33, 33);
        assertThat(Centre.of(picture, 22, 11, Resizing.WHOLE_LEVELS).rows().from())
                .isEqualTo(6);
        assertThat(Centre.of(picture, 22, 11, Resizing.FRACTIONAL_LEVELS).rows().from())
                .isEqualTo(5);
        assertThat(Centre.of(noise(35, 33), 22, 11, Resizing.WHOLE_LEVELS)
                        .columns()
                        .side())
                .isEqualTo(23);
        assertThat(Centre.of(noise(43, 33), 22, 11, Resizing.WHOLE_LEVELS)
                        .columns()
                        .side())
                .isEqualTo(28);
        assertThat(Centre.of(noise(43, 33), 22, 11, Resizing.FRACTIONAL_LEVELS)
                        .columns()
                        .side())
                .isEqualTo(29);
    }

    /** In full, the resized line would have 15 million pixels a row. */
    @ParameterizedTest
    @EnumSource
    void takesALineOfPixels(Interpolation interpolation) {
        assertThat(Resampler.resizeAndCrop(noise(60_000, 1), 256, 224, interpolation)
                        .width())
                .isEqualTo(224);
        assertThat(Resampler.resizeAndCrop(noise(1, 60_000), 256, 224, interpolation)
                        .height())
                .isEqualTo(224);
    }

    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(7).nextBytes(rgb);
        return Picture.of(rgb, width, height);
    }
}
