package kinglet.formats;

import kinglet.graph.Tensor;

/** The axes of a tensor in another order. */
final class Axes {

    private Axes() {}

    /** Axis i of the result is axis {@code order[i]} of the tensor. */
    static Tensor of(Tensor tensor, int... order) {
        int rank = order.length;
        if (tensor.rank() != rank) {
            throw new FormatException("a tensor of %d dimensions was expected, but it is %s".formatted(rank, tensor));
        }
        int[] strides = new int[rank];
        for (int d = rank - 1, stride = 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= tensor.dim(d);
        }
        int[] dims = new int[rank];
        int[] steps = new int[rank];
        for (int d = 0; d < rank; d++) {
            dims[d] = tensor.dim(order[d]);
            steps[d] = strides[order[d]];
        }
        float[] from = tensor.data();
        float[] to = new float[from.length];
        int[] at = new int[rank];
        for (int i = 0, place = 0; i < to.length; i++) {
            to[i] = from[place];
            for (int d = rank - 1; d >= 0; d--) {
                place += steps[d];
                if (++at[d] < dims[d]) {
                    break;
                }
                place -= dims[d] * steps[d];
                at[d] = 0;
            }
        }
        return Tensor.of(to, dims);
    }
}
