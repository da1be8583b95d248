package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages the bytes of a file in one to four places. The same seed damages alike. */
final class Mutation {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        16,
        255,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] whole) {
        byte[] bytes = whole.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && bytes.length > 0; i++) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        int at = place(bytes.length);
        switch (random.nextInt(8)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2, 3 -> bytes[at] = (byte) random.nextInt(256);
            case 4, 5 -> number(bytes, at);
            case 6 -> {
                int length = Math.min(1 + random.nextInt(64), bytes.length - at);
                System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            }
            default -> {
                return resized(bytes, at);
            }
        }
        return bytes;
    }

    /** Cut off, without a stretch, or with a stretch twice. */
    private byte[] resized(byte[] bytes, int at) {
        int length = Math.min(1 + random.nextInt(256), bytes.length - at);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            default -> join(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
        };
    }

    private void number(byte[] bytes, int at) {
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        int size = random.nextBoolean() ? Integer.BYTES : Long.BYTES;
        // most numbers of a file are aligned
        int place = random.nextBoolean() ? at & -size : at;
        if (place + size <= bytes.length) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes)
                    .order(random.nextInt(4) > 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (size == Integer.BYTES) {
                buffer.putInt(place, (int) value);
            } else {
                buffer.putLong(place, value);
            }
        }
    }

    /** Most of a large file is weights; what says something lies near its ends. */
    private int place(int length) {
        int near = Math.min(length, 1 << (6 + random.nextInt(10)));
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(near);
            case 1 -> length - 1 - random.nextInt(near);
            default -> random.nextInt(length);
        };
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
