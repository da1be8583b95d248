package kinglet.vision;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A file of the format that MNIST came in: two zero bytes, a code of the type (8: bytes), the number of dimensions, each
 * dimension as a big-endian int, the values (yann.lecun.com/exdb/mnist). Compressed by gzip or not.
 */
final class IdxFile {
    static final int IMAGES = 0x0803;
    static final int LABELS = 0x0801;

    private IdxFile() {}

    /** The first four bytes, past any compression, or 0 if there are not so many. */
    static int magic(FileTree tree, int file) {
        try (DataInputStream in = open(tree, file)) {
            return in.readInt();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Pictures, {@code [n][height * width]}, and their size. */
    @SuppressWarnings("ArrayRecordComponent")
    record Images(byte[][] pixels, int width, int height) {}

    static Images images(FileTree tree, int file, long mostBytes) {
        String place = tree.place(file);
        try (DataInputStream in = open(tree, file)) {
            in.readInt();
            int count = in.readInt();
            int height = in.readInt();
            int width = in.readInt();
            if (count < 1 || height < 1 || width < 1 || (long) height * width > ImageDecoder.DEFAULT_MAX_PIXELS) {
                throw new DatasetException("'%s' is said to hold %d pictures of %d x %d pixels; it is damaged"
                        .formatted(place, count, width, height));
            }
            if ((long) count * height * width > mostBytes) {
                throw new DatasetException(
                        "'%s' is said to hold %d pictures of %d x %d pixels, more than fit in memory; give the JVM more with -Xmx"
                                .formatted(place, count, width, height));
            }
            return new Images(split(in, count, height * width), width, height);
        } catch (EOFException e) {
            throw new DatasetException("'%s' ends early; it is cut off, fetch it again".formatted(place), e);
        } catch (IOException e) {
            throw new DatasetException("cannot read '%s': %s".formatted(place, e.getMessage()), e);
        }
    }

    /** Reads picture by picture, so that no more is allocated than is there. */
    private static byte[][] split(InputStream in, int count, int area) throws IOException {
        var pixels = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            byte[] picture = in.readNBytes(area);
            if (picture.length < area) {
                throw new EOFException();
            }
            pixels.add(picture);
        }
        return pixels.toArray(byte[][]::new);
    }

    /** The label of each picture. */
    static byte[] labels(FileTree tree, int file, int expected) {
        String place = tree.place(file);
        try (DataInputStream in = open(tree, file)) {
            in.readInt();
            int count = in.readInt();
            if (count != expected) {
                throw new DatasetException(
                        "'%s' has %d labels for %d pictures; labels do not match".formatted(place, count, expected));
            }
            byte[] labels = in.readNBytes(count);
            if (labels.length < count) {
                throw new EOFException();
            }
            return labels;
        } catch (EOFException e) {
            throw new DatasetException("'%s' ends early; it is cut off, fetch it again".formatted(place), e);
        } catch (IOException e) {
            throw new DatasetException("cannot read '%s': %s".formatted(place, e.getMessage()), e);
        }
    }

    private static DataInputStream open(FileTree tree, int file) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(tree.open(file), 1 << 16);
        try {
            stored.mark(2);
            boolean gzip = stored.read() == 0x1f && stored.read() == 0x8b;
            stored.reset();
            return new DataInputStream(gzip ? new BufferedInputStream(new GZIPInputStream(stored, 1 << 16)) : stored);
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }
}
