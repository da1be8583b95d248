package kinglet.kernels;

import java.util.List;
import java.util.Optional;

/**
 * A convolution of each channel by itself where input and output hold the same channels in the same lanes: vectors along the channels, some
 * pixels of a row at a time, so that one load serves every tap that reads it.
 *
 * @param sources where each output vector's inputs lie
 * @param weights for each vector its biases and then its taps, 16 floats apart
 */
record VectorDepthwise(
        Convolution convolution,
        VectorPlaces places,
        int[] sources,
        float[] weights,
        VectorClamp clamp,
        VectorPosts posts,
        Partition partition)
        implements PlacedWeights {

    private static final int LANES = View.LANES;

    VectorDepthwise {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c, VectorPlaces places) {
        boolean columns = c.kernelWidth() % 2 == 1 && c.kernelWidth() <= 7 && c.dilationWidth() == 1;
        boolean strides = c.strideWidth() <= 2;
        return columns
                && strides
                && PlainDepthwise.handles(c)
                && places.in(c.input()).isPresent();
    }

    static VectorDepthwise prepare(Convolution c, VectorPlaces places) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int size = (taps + 1) * LANES;
        float[] weights = new float[places.count() * size];
        for (int u = 0; u < places.count(); u++) {
            for (int lane = 0; lane < VectorLanes.WIDTH; lane++) {
                int channel = places.channels()[u][lane];
                if (channel == VectorPlaces.DEAD) {
                    continue;
                }
                weights[u * size + lane] = c.bias()[channel];
                for (int tap = 0; tap < taps; tap++) {
                    weights[u * size + (tap + 1) * LANES + lane] = c.weights()[channel * taps + tap];
                }
            }
        }
        Optional<int[]> sources = places.in(c.input());
        VectorClamp clamp = VectorClamp.leading(c.posts());
        View output = c.output();
        double work = 3.0 * taps * VectorLanes.WIDTH * output.width();
        return new VectorDepthwise(
                c,
                places,
                sources.orElseThrow(),
                weights,
                clamp,
                VectorPosts.of(places, clamp.rest()),
                Partition.byTiles(output.height(), places.count(), work));
    }

    @Override
    public List<float[]> placed() {
        return List.of(weights);
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public int rowsTo(int part) {
        return partition.rowTo(part);
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            vector(arena, u, rowFrom, rowTo - rowFrom);
        }
        posts.apply(arena, partition.tileFrom(part), partition.tileTo(part), rowFrom, rowTo);
        Borders.zero(arena, convolution.output(), partition, part);
    }

    private void vector(float[] a, int u, int row, int rows) {
        Convolution c = convolution;
        int inputRow = c.input().rowStride();
        int fromRow = c.strideHeight() * inputRow;
        int from = sources[u] + row * fromRow - c.padTop() * inputRow - c.padLeft() * LANES;
        int toRow = c.output().rowStride();
        int to = places.places()[u] + row * toRow;
        int width = c.output().width();
        int size = (c.kernelHeight() * c.kernelWidth() + 1) * LANES;
        int at = u * size;
        int low = clamp.low();
        int high = clamp.high();
        int stride = c.strideWidth();
        if (unrolled()) {
            if (stride == 1) {
                VectorDepthwise3x3.stride1(a, from, inputRow, weights, at, low, high, to, toRow, rows, width);
            } else {
                VectorDepthwise3x3.stride2(a, from, inputRow, weights, at, low, high, to, toRow, rows, width);
            }
            return;
        }
        int tapRow = c.dilationHeight() * inputRow;
        int end = at + size;
        switch (c.kernelWidth()) {
            case 1 ->
                VectorDepthwiseRows1.run(
                        stride, a, from, fromRow, tapRow, weights, at, end, low, high, to, toRow, rows, width);
            case 3 ->
                VectorDepthwiseRows3.run(
                        stride, a, from, fromRow, tapRow, weights, at, end, low, high, to, toRow, rows, width);
            case 5 ->
                VectorDepthwiseRows5.run(
                        stride, a, from, fromRow, tapRow, weights, at, end, low, high, to, toRow, rows, width);
            default ->
                VectorDepthwiseRows7.run(
                        stride, a, from, fromRow, tapRow, weights, at, end, low, high, to, toRow, rows, width);
        }
    }

    /** Whether the kernel that keeps a 3x3 filter in registers fits. */
    private boolean unrolled() {
        Convolution c = convolution;
        return VectorLanes.MANY_REGISTERS
                && c.kernelHeight() == 3
                && c.kernelWidth() == 3
                && c.strideHeight() == c.strideWidth()
                && c.dilationHeight() == 1
                && c.output().width() >= 7;
    }
}
