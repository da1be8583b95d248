package kinglet.vision;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory, for readers. Some take the end of the data for more data, and would go on for ever or until memory is full
 * (lossless WebP's list of transforms): after some reads past the end they are stopped.
 */
final class FileInput extends ImageInputStreamImpl {
    /** Readers that look ahead need a few. */
    private static final int READS_PAST_END = 1000;

    private final byte[] data;
    private int past;

    FileInput(Bytes file) {
        this.data = file.data();
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < data.length ? data[(int) streamPos++] & 0xff : end();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= data.length) {
            return end();
        }
        int count = (int) Math.min(length, data.length - streamPos);
        System.arraycopy(data, (int) streamPos, to, offset, count);
        streamPos += count;
        return count;
    }

    private int end() {
        if (++past > READS_PAST_END) {
            throw new ImageException("the data end early; the file is cut off or damaged");
        }
        return -1;
    }

    @Override
    public long length() {
        return data.length;
    }
}
