package kinglet.formats;

import java.nio.ByteBuffer;

/** How a file stores a number; whatever it is, Kinglet computes in single precision. */
enum NumberType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    BOOL(1);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The number that begins at this byte, in the buffer's byte order. */
    float at(ByteBuffer data, int place) {
        return switch (this) {
            case F64 -> (float) data.getDouble(place);
            case F32 -> data.getFloat(place);
            case F16 -> Float.float16ToFloat(data.getShort(place));
            case BF16 -> Float.intBitsToFloat(data.getShort(place) << 16);
            case I64 -> data.getLong(place);
            case I32 -> data.getInt(place);
            case I16 -> data.getShort(place);
            case I8 -> data.get(place);
            case U64 -> unsigned(data.getLong(place));
            case U32 -> Integer.toUnsignedLong(data.getInt(place));
            case U16 -> Short.toUnsignedInt(data.getShort(place));
            case U8 -> Byte.toUnsignedInt(data.get(place));
            case BOOL -> data.get(place) == 0 ? 0 : 1;
        };
    }

    /** Half of it, and twice that: the lowest bit is kept so that the rounding stays right. */
    private static float unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2f;
    }

    /** So many numbers from this byte on. The caller has seen that they are there. */
    float[] read(ByteBuffer data, int place, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = at(data, place + i * bytes);
        }
        return values;
    }
}
