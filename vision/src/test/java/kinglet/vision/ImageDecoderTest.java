package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private static final ImageDecoder DECODER = ImageDecoder.create();

    /** The limits are what the format loses: nothing, a palette's rounding, a JPEG's quantisation. */
    @ParameterizedTest
    @CsvSource({
        "alpha.png, 0",
        "plain.bmp, 0",
        "plain.tif, 0",
        "palette.png, 3",
        "plain.gif, 3",
        "plain.webp, 3",
        "progressive.jpg, 3.5",
        "cmyk.jpg, 2.5",
        "exif-orientation-1.jpg, 3.5",
        "exif-orientation-2.jpg, 3.5",
        "exif-orientation-3.jpg, 3.5",
        "exif-orientation-4.jpg, 3.5",
        "exif-orientation-5.jpg, 3.5",
        "exif-orientation-6.jpg, 3.5",
        "exif-orientation-7.jpg, 3.5",
        "exif-orientation-8.jpg, 3.5"
    })
    void seesOnePictureInManyForms(String name, double difference) {
        Path odd = SharedFiles.data("odd");
        Picture upright = DECODER.decode(odd.resolve("upright.png"));
        assertThat(Pictures.difference(DECODER.decode(odd.resolve(name)), upright))
                .as("mean difference of odd/%s from odd/upright.png", name)
                .isLessThanOrEqualTo(difference);
    }

    @Test
    void readsGreyAsTheLumaOfTheColours() {
        Path odd = SharedFiles.data("odd");
        Picture upright = DECODER.decode(odd.resolve("upright.png"));
        byte[] luma = new byte[upright.rgb().length];
        for (int i = 0; i < luma.length; i += 3) {
            byte[] rgb = upright.rgb();
            double value = 0.299 * (rgb[i] & 0xff) + 0.587 * (rgb[i + 1] & 0xff) + 0.114 * (rgb[i + 2] & 0xff);
            Arrays.fill(luma, i, i + 3, (byte) Math.round(value));
        }
        Picture expected = Picture.of(luma, upright.width(), upright.height());
        assertThat(Pictures.difference(DECODER.decode(odd.resolve("gray16.png")), expected))
                .isLessThan(1);
        assertThat(Pictures.difference(DECODER.decode(odd.resolve("gray.jpg")), expected))
                .isLessThan(3);
    }

    @ParameterizedTest
    @CsvSource({"one-pixel.png, 1, 1", "tiny.png, 31, 33", "sliver.jpg, 3000, 7", "sunflower.bmp, 512, 340"})
    void readsPicturesOfAnySize(String name, int width, int height) {
        Picture picture = DECODER.decode(SharedFiles.data("odd/" + name));
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({
        "truncated.jpg, the data end early",
        "not-an-image.jpg, 'not a JPEG, PNG, GIF, BMP, TIFF or WebP'",
        "empty.jpg, the file is empty"
    })
    void refusesWhatIsNoWholePicture(String name, String reason) {
        Path file = SharedFiles.data("odd/" + name);
        assertThatThrownBy(() -> DECODER.decode(file))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void keepsEveryPixelOfALosslessFormat(String format) {
        BufferedImage image = Pictures.gradient(37, 23, BufferedImage.TYPE_3BYTE_BGR);
        assertThat(DECODER.decode(Pictures.file(format, image), format).rgb())
                .isEqualTo(Picture.of(image).rgb());
    }

    @Test
    void staysNearInALossyFormat() throws IOException {
        BufferedImage image = Pictures.gradient(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        Picture exact = Picture.of(image);
        assertThat(Pictures.difference(DECODER.decode(Pictures.file("jpeg", image), "jpeg"), exact))
                .isLessThan(3);
        assertThat(Pictures.difference(DECODER.decode(Pictures.progressiveJpeg(image), "progressive"), exact))
                .isLessThan(3);
        assertThat(Pictures.difference(DECODER.decode(Pictures.file("gif", image), "gif"), exact))
                .isLessThan(12);
    }

    @ParameterizedTest
    @CsvSource({"1, 255", "2, 85", "4, 17", "8, 1"})
    void spreadsGreyOfFewBitsOverTheWholeRange(int depth, int step) {
        int most = (1 << depth) - 1;
        byte[] line = {0, (byte) (most << (8 - depth))};
        Picture picture = DECODER.decode(Pictures.png(1, 1, depth, 0, line), "gray");
        assertThat(picture.sample(0, 0, 0)).isEqualTo(255);
        byte[] dim = {0, (byte) (1 << (8 - depth))};
        assertThat(DECODER.decode(Pictures.png(1, 1, depth, 0, dim), "gray").sample(0, 0, 1))
                .isEqualTo(step);
    }

    @Test
    void keepsTheHighByteOf16BitsAndDropsAlpha() {
        byte[] grayAlpha = {0, 0x12, 0x34, 0x00, 0x00};
        Picture gray = DECODER.decode(Pictures.png(1, 1, 16, 4, grayAlpha), "gray and alpha");
        assertThat(gray.rgb()).containsExactly(0x12, 0x12, 0x12);
        byte[] colorAlpha = {0, 0x12, 0x34, 0x56, 0x78, 0x7a, 0x00, 0x00, 0x00};
        Picture color = DECODER.decode(Pictures.png(1, 1, 16, 6, colorAlpha), "colour and alpha");
        assertThat(color.rgb()).containsExactly(0x12, 0x56, 0x7a);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void takesAnyBufferedImage(int type) {
        assertThat(Picture.of(Pictures.gradient(9, 7, type)).rgb())
                .isEqualTo(Picture.of(Pictures.gradient(9, 7, BufferedImage.TYPE_INT_RGB))
                        .rgb());
        BufferedImage part = Pictures.gradient(9, 7, type).getSubimage(2, 3, 4, 2);
        assertThat(Picture.of(part).sample(3, 1, 0)).isEqualTo(255 * 5 / 8);
    }

    @Test
    void scalesPackedColoursOfFiveAndSixBits() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_565_RGB);
        image.setRGB(0, 0, 0xffffff);
        assertThat(Picture.of(image).rgb()).containsExactly(-1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "gif", "jpeg"})
    void refusesAFileThatIsCutOffAnywhere(String format) {
        byte[] file = Pictures.file(format, Pictures.gradient(160, 120, BufferedImage.TYPE_3BYTE_BGR));
        for (int tenths = 0; tenths <= 9; tenths++) {
            byte[] part = Arrays.copyOf(file, file.length * tenths / 10);
            assertThatThrownBy(() -> DECODER.decode(part, "part"))
                    .as("%s of %d bytes cut to %d", format, file.length, part.length)
                    .isInstanceOf(ImageException.class)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void refusesAHeaderOfABombBeforeAllocating() {
        byte[] png = Pictures.png(60_000, 60_000, 8, 2, new byte[1]);
        assertThatThrownBy(() -> DECODER.decode(png, "bomb.png"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("60000 x 60000 pixels, more than the limit of 178956970");
        byte[] within = Pictures.png(10_000, 10_000, 8, 2, new byte[1]);
        assertThatThrownBy(() -> DECODER.decode(within, "bomb.png"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("take at least");
    }

    @Test
    void hasALimitThatCanBeChosen() {
        byte[] png = Pictures.file("png", Pictures.gradient(10, 10, BufferedImage.TYPE_3BYTE_BGR));
        assertThat(DECODER.withMaxPixels(100).decode(png, "p").width()).isEqualTo(10);
        assertThatThrownBy(() -> DECODER.withMaxPixels(99).decode(png, "p")).hasMessageContaining("limit of 99");
        assertThatThrownBy(() -> DECODER.withMaxPixels(0)).isInstanceOf(ImageException.class);
    }

    @Test
    void saysWhenThereIsNothingToRead(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> DECODER.decode(folder)).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> DECODER.decode(folder.resolve("none.jpg")))
                .hasMessageContaining("there is no such file");
        Path named = Files.write(
                folder.resolve("photo.jpg"),
                Pictures.file("png", Pictures.gradient(3, 2, BufferedImage.TYPE_3BYTE_BGR)));
        assertThat(DECODER.decode(named).height()).as("a PNG called .jpg").isEqualTo(2);
    }

    @Test
    void readsAStream() {
        byte[] png = Pictures.file("png", Pictures.gradient(3, 2, BufferedImage.TYPE_3BYTE_BGR));
        assertThat(DECODER.decode(new ByteArrayInputStream(png)).rgb())
                .isEqualTo(DECODER.decode(png, "p").rgb());
    }
}
