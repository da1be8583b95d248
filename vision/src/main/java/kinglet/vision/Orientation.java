package kinglet.vision;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/** How the camera was held: the Exif orientation 1 to 8 (Exif 2.32, tag 0x0112), and how a picture is set upright. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    MIRRORED_UPSIDE_DOWN,
    TRANSPOSED,
    TURNED_LEFT,
    TRANSVERSED,
    TURNED_RIGHT;

    /** What an Exif block says; a block that is damaged or silent means upright. */
    static Orientation ofExif(byte[] exif) {
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(exif), metadata);
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer value = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return value == null || value < 1 || value > 8 ? UPRIGHT : values()[value - 1];
    }

    /** The picture turned or mirrored so that its top is up. */
    Picture apply(Picture stored) {
        int w = stored.width();
        int h = stored.height();
        return switch (this) {
            case UPRIGHT -> stored;
            case MIRRORED -> map(stored, w, h, w - 1, -1, w);
            case UPSIDE_DOWN -> map(stored, w, h, w * h - 1, -1, -w);
            case MIRRORED_UPSIDE_DOWN -> map(stored, w, h, w * (h - 1), 1, -w);
            case TRANSPOSED -> map(stored, h, w, 0, w, 1);
            case TURNED_LEFT -> map(stored, h, w, w * (h - 1), -w, 1);
            case TRANSVERSED -> map(stored, h, w, w * h - 1, -w, -1);
            case TURNED_RIGHT -> map(stored, h, w, w - 1, w, -1);
        };
    }

    /** Pixel (x, y) of the result is the stored pixel {@code first + x * perX + y * perY}. */
    private static Picture map(Picture stored, int width, int height, int first, int perX, int perY) {
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0, t = 0; y < height; y++) {
            int pixel = first + y * perY;
            for (int x = 0; x < width; x++, t += 3, pixel += perX) {
                to[t] = from[3 * pixel];
                to[t + 1] = from[3 * pixel + 1];
                to[t + 2] = from[3 * pixel + 2];
            }
        }
        return Picture.of(to, width, height);
    }
}
