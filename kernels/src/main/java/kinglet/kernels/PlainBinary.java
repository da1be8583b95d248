package kinglet.kernels;

import java.util.Arrays;
import java.util.List;

/** The sum or product of two activations; a dimension of 1 is repeated. */
record PlainBinary(View left, View right, View output, boolean product, List<Post> posts, Partition partition)
        implements Step {

    static PlainBinary prepare(View left, View right, View output, boolean product, List<Post> posts) {
        Partition partition =
                Partition.byRows(output.height(), output.channelCount(), 15.0 * (1 + posts.size()) * output.width());
        return new PlainBinary(
                repeated(left, output), repeated(right, output), output, product, List.copyOf(posts), partition);
    }

    /** The same values with the output's channels, rows and columns: a stride of 0 repeats. */
    static View repeated(View view, View output) {
        int[] channels = view.channels();
        if (channels.length != output.channelCount()) {
            channels = new int[output.channelCount()];
            Arrays.fill(channels, view.channels()[0]);
        }
        return new View(
                output.height(),
                output.width(),
                view.height() == output.height() ? view.rowStride() : 0,
                view.width() == output.width() ? view.pixelStride() : 0,
                view.blocks(),
                channels,
                view.border());
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        int from = partition.tileFrom(part);
        int to = partition.tileTo(part);
        for (int y = rowFrom; y < rowTo; y++) {
            for (int c = from; c < to; c++) {
                if (product) {
                    multiply(arena, left.index(c, y, 0), right.index(c, y, 0), output.index(c, y, 0));
                } else {
                    add(arena, left.index(c, y, 0), right.index(c, y, 0), output.index(c, y, 0));
                }
            }
        }
        PlainPosts.apply(arena, posts, output, from, to, rowFrom, rowTo);
        Borders.zero(arena, output, partition, part);
    }

    private void add(float[] arena, int a, int b, int to) {
        for (int x = 0; x < output.width(); x++) {
            arena[to + x * output.pixelStride()] =
                    arena[a + x * left.pixelStride()] + arena[b + x * right.pixelStride()];
        }
    }

    private void multiply(float[] arena, int a, int b, int to) {
        for (int x = 0; x < output.width(); x++) {
            arena[to + x * output.pixelStride()] =
                    arena[a + x * left.pixelStride()] * arena[b + x * right.pixelStride()];
        }
    }
}
