package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orientations by their definition (Exif 2.32, table of tag 0x0112): where the stored picture's first row and column lie. */
class OrientationTest {

    @ParameterizedTest
    @CsvSource({
        "1, top, left",
        "2, top, right",
        "3, bottom, right",
        "4, bottom, left",
        "5, left, top",
        "6, right, top",
        "7, right, bottom",
        "8, left, bottom"
    })
    void setsAPictureUpright(int orientation, String firstRow, String firstColumn) {
        Picture upright = Picture.of(Pictures.gradient(5, 3, BufferedImage.TYPE_INT_RGB));
        boolean turned = firstRow.equals("left") || firstRow.equals("right");
        int width = turned ? 3 : 5;
        int height = turned ? 5 : 3;
        byte[] stored = new byte[upright.rgb().length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int x = turned ? along(firstRow, row, 5) : along(firstColumn, column, 5);
                int y = turned ? along(firstColumn, column, 3) : along(firstRow, row, 3);
                System.arraycopy(upright.rgb(), 3 * (y * 5 + x), stored, 3 * (row * width + column), 3);
            }
        }
        Picture turnedUp = Orientation.values()[orientation - 1].apply(Picture.of(stored, width, height));
        assertThat(turnedUp.width()).isEqualTo(5);
        assertThat(turnedUp.rgb()).isEqualTo(upright.rgb());
    }

    private static int along(String side, int i, int length) {
        return side.equals("right") || side.equals("bottom") ? length - 1 - i : i;
    }

    @ParameterizedTest
    @CsvSource({"1, 40, 24", "3, 40, 24", "6, 24, 40", "8, 24, 40", "0, 40, 24", "9, 40, 24"})
    void isReadFromTheFile(int orientation, int width, int height) {
        byte[] jpeg = Pictures.file("jpeg", Pictures.gradient(40, 24, BufferedImage.TYPE_3BYTE_BGR));
        Picture picture =
                ImageDecoder.create().decode(Pictures.withOrientation(jpeg, orientation), "orientation " + orientation);
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
    }

    @Test
    void isUprightWhereTheBlockIsDamaged() {
        assertThat(Orientation.ofExif(new byte[0])).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.ofExif(new byte[] {'M', 'M', 0, '*', 127, 0, 0, 0}))
                .isEqualTo(Orientation.UPRIGHT);
    }
}
