package kinglet.formats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes pickles (protocol 2) value by value, as PyTorch's checkpoints are made of. */
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        opcode(0x80).opcode(2);
    }

    Pickle opcode(int opcode) {
        out.write(opcode);
        return this;
    }

    Pickle raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Pickle text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return opcode('X').raw(little(bytes.length)).raw(bytes);
    }

    Pickle number(long value) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return opcode(0x8a).opcode(Long.BYTES).raw(bytes.array());
    }

    Pickle numbers(long... values) {
        opcode('(');
        for (long value : values) {
            number(value);
        }
        return opcode('t');
    }

    Pickle global(String module, String name) {
        return opcode('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A tensor: {@code _rebuild_tensor_v2(storage, offset, dims, strides, False, OrderedDict())}. */
    Pickle tensor(String storageType, String key, long count, long offset, long[] dims, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2")
                .opcode('(')
                .opcode('(')
                .text("storage")
                .global("torch", storageType);
        text(key)
                .text("cpu")
                .number(count)
                .opcode('t')
                .opcode('Q')
                .number(offset)
                .numbers(dims)
                .numbers(strides);
        return opcode(0x89)
                .global("collections", "OrderedDict")
                .opcode(')')
                .opcode('R')
                .opcode('t')
                .opcode('R');
    }

    /** The pickle so far, ended. */
    byte[] end() {
        byte[] bytes = out.toByteArray();
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
        ended[bytes.length] = '.';
        return ended;
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
