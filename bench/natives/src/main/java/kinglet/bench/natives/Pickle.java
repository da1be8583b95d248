package kinglet.bench.natives;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes Python's pickle protocol 2, as much as a TorchScript module of tensors needs. */
final class Pickle {
    private static final int PROTO = 0x80;
    private static final int NEW_TRUE = 0x88;
    private static final int NEW_FALSE = 0x89;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        out.write(PROTO);
        out.write(2);
    }

    /** The pickle of {@code ()}. */
    static byte[] emptyTuple() {
        Pickle pickle = new Pickle();
        pickle.op(").");
        return pickle.out.toByteArray();
    }

    /** Begins an object of a class, whose attributes follow. */
    void beginModule(String module, String name) {
        global(module, name);
        op(")");
        out.write(0x81); // NEWOBJ
        op("}(");
        text("training");
        out.write(NEW_FALSE);
    }

    byte[] endModule() {
        op("ub.");
        return out.toByteArray();
    }

    /** An attribute: a tensor whose values are the archive's file {@code data/number}. */
    void tensor(String name, int number, String storage, boolean learns, int... dims) {
        text(name);
        global("torch._utils", "_rebuild_tensor_v2");
        op("((");
        text("storage");
        global("torch", storage);
        text(Integer.toString(number));
        text("cpu");
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        number(size);
        op("tQ");
        number(0);
        numbers(dims);
        numbers(strides(dims));
        out.write(learns ? NEW_TRUE : NEW_FALSE);
        global("collections", "OrderedDict");
        op(")RtR");
    }

    private static int[] strides(int[] dims) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    private void numbers(int[] values) {
        op("(");
        for (int value : values) {
            number(value);
        }
        op("t");
    }

    private void number(int value) {
        op("J");
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        op("X");
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        out.writeBytes(bytes);
    }

    private void global(String module, String name) {
        op("c" + module + "\n" + name + "\n");
    }

    private void op(String codes) {
        out.writeBytes(codes.getBytes(StandardCharsets.US_ASCII));
    }
}
