package kinglet.vision;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads JPEG (baseline and progressive; grey, RGB, YCbCr, CMYK, YCCK), PNG, GIF (its first frame), BMP, TIFF (its first page) and
 * WebP, by content whatever the name, and sets the picture upright as its Exif orientation says.
 *
 * <p>Transparency is dropped, grey becomes three equal channels, 16-bit samples keep their high byte and colour profiles are not
 * applied: published networks were trained on pictures read so. The size is checked from the header before anything is
 * decoded, and a file that is cut off is an error, not a half grey picture. Safe for use by many threads.
 */
public final class ImageDecoder {
    /** Larger pictures are refused unless asked for: 2 GiB / 12, the size at which Pillow refuses too. */
    public static final long DEFAULT_MAX_PIXELS = (1L << 31) / 12;

    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;
    private static final int MOST_BYTES = 1 << 30;

    private final long maxPixels;

    private ImageDecoder(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    public static ImageDecoder create() {
        return new ImageDecoder(DEFAULT_MAX_PIXELS);
    }

    /** The same decoder with another limit of width times height, at most 2^29 - 1. */
    public ImageDecoder withMaxPixels(long pixels) {
        if (pixels < 1 || pixels > MOST_PIXELS) {
            throw new ImageException(
                    "the limit of pixels must lie between 1 and %d, but is %d".formatted(MOST_PIXELS, pixels));
        }
        return new ImageDecoder(pixels);
    }

    /**
     * The picture in a file.
     *
     * @throws ImageException if it is no picture, damaged, cut off, or larger than the limit
     */
    public Picture decode(Path file) {
        return decode(readFile(file), file.toString());
    }

    /**
     * The picture in a stream, which is read to its end and left open.
     *
     * @throws ImageException if it is no picture, damaged, cut off, or larger than the limit
     */
    public Picture decode(InputStream stream) {
        try {
            byte[] data = stream.readNBytes(MOST_BYTES);
            return decode(data, "input stream");
        } catch (IOException e) {
            throw new ImageException("cannot read picture from the input stream: " + reason(e), e);
        }
    }

    /**
     * The picture in an array that holds a whole file.
     *
     * @param name what to call it in an error
     * @throws ImageException if it is no picture, damaged, cut off, or larger than the limit
     */
    public Picture decode(byte[] data, String name) {
        try {
            if (data.length == 0) {
                throw new ImageException("the file is empty");
            }
            Bytes file = new Bytes(data);
            PictureFormat format = PictureFormat.of(file)
                    .orElseThrow(() -> new ImageException("it is not a JPEG, PNG, GIF, BMP, TIFF or WebP"));
            ImageFile image = ImageFile.open(file, format);
            image.size().check(maxPixels, image.leastBytes(), data.length);
            return image.decode();
        } catch (ImageException e) {
            throw new ImageException("cannot read picture '%s': %s".formatted(name, e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            // readers answer damaged files with exceptions of every kind
            throw new ImageException(
                    "cannot read picture '%s': the file is damaged (%s)".formatted(name, reason(e)), e);
        } catch (OutOfMemoryError e) {
            throw new ImageException(
                    "cannot read picture '%s': it does not fit in memory; give the JVM more with -Xmx".formatted(name),
                    e);
        }
    }

    private static byte[] readFile(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ImageException("cannot read picture '%s': it is a folder".formatted(file));
            }
            if (!Files.exists(file)) {
                throw new ImageException("cannot read picture '%s': there is no such file".formatted(file));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ImageException(
                        "cannot read picture '%s': it has more than %d bytes".formatted(file, MOST_BYTES));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ImageException("cannot read picture '%s': %s".formatted(file, reason(e)), e);
        }
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return "its data end early";
            }
        }
        String message = e.getMessage();
        String kind = e.getClass()
                .getSimpleName()
                .replaceAll("(Exception|Error)$", "")
                .toLowerCase(Locale.ROOT);
        return message == null || message.isBlank()
                ? kind
                : message.strip().lines().findFirst().orElse(kind);
    }
}
