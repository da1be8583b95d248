package kinglet.formats;

import java.nio.ByteBuffer;
import java.util.List;
import kinglet.graph.Tensor;

/** A tensor that lies in a storage with any strides, as a transposed or sliced one does. */
final class Strided {

    private Strided() {}

    /** Its values in row-major order, after a check that all of them lie within the storage. */
    static Tensor read(
            String name, NumberType type, ByteBuffer storage, long offset, List<Long> dims, List<Long> strides) {
        long available = storage.limit() / type.bytes();
        int count = FileBytes.count("tensor '" + name + "'", dims, type, storage.limit());
        if (strides.size() != dims.size() || offset < 0 || offset > available) {
            throw outside(name, available);
        }
        long last = offset;
        for (int i = 0; i < dims.size() && count > 0; i++) {
            long stride = strides.get(i);
            last += (dims.get(i) - 1) * Math.min(stride, available);
            if (stride < 0 || last >= available) {
                throw outside(name, available);
            }
        }
        if (count > 0 && last >= available) {
            throw outside(name, available);
        }
        float[] values = new float[count];
        int[] at = new int[dims.size()];
        for (int i = 0; i < count; i++) {
            long place = offset;
            for (int d = 0; d < at.length; d++) {
                place += at[d] * strides.get(d);
            }
            values[i] = type.at(storage, (int) place * type.bytes());
            advance(at, dims);
        }
        return Tensor.of(values, FileBytes.dims(dims));
    }

    private static void advance(int[] at, List<Long> dims) {
        for (int d = at.length - 1; d >= 0; d--) {
            if (++at[d] < dims.get(d)) {
                return;
            }
            at[d] = 0;
        }
    }

    private static FormatException outside(String name, long available) {
        return new FormatException("tensor '%s' reaches beyond its storage of %d values".formatted(name, available));
    }
}
