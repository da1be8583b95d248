package kinglet.vision;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file in memory, with reads that are checked against its end. */
record Bytes(byte[] data) {

    int length() {
        return data.length;
    }

    boolean startsWith(int at, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return at + expected.length <= data.length
                && Arrays.equals(data, at, at + expected.length, expected, 0, expected.length);
    }

    int u8(int at) {
        need(at, 1);
        return data[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    int u16Little(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32Little(int at) {
        return u16Little(at) | (long) u16Little(at + 2) << 16;
    }

    byte[] slice(int from, long length) {
        need(from, length);
        return Arrays.copyOfRange(data, from, from + (int) length);
    }

    private void need(int at, long length) {
        if (at < 0 || length < 0 || at + length > data.length) {
            throw new ImageException(
                    "the file ends early (it has %d bytes); it is cut off or damaged".formatted(data.length));
        }
    }
}
