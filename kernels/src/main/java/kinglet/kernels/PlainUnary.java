package kinglet.kernels;

import java.util.List;

/**
 * {@code scale[c] * x + shift[c]} and then the posts; or, where there is no scale, the value itself and then the posts: a copy, a pointwise
 * function, an affine map.
 *
 * @param scale one for each channel, or none at all
 * @param shift likewise
 */
record PlainUnary(View input, View output, float[] scale, float[] shift, List<Post> posts, Partition partition)
        implements Step {

    private static final float[] NONE = {};

    static PlainUnary copy(View input, View output, List<Post> posts) {
        return affine(input, output, NONE, NONE, posts);
    }

    static PlainUnary affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        Partition partition =
                Partition.byRows(output.height(), output.channelCount(), 10.0 * (1 + posts.size()) * output.width());
        return new PlainUnary(input, output, scale.clone(), shift.clone(), List.copyOf(posts), partition);
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
                if (scale.length == 0) {
                    copy(arena, input.index(c, y, 0), output.index(c, y, 0));
                } else {
                    affine(arena, input.index(c, y, 0), output.index(c, y, 0), scale[c], shift[c]);
                }
            }
        }
        PlainPosts.apply(arena, posts, output, from, to, rowFrom, rowTo);
        Borders.zero(arena, output, partition, part);
    }

    private void copy(float[] arena, int from, int to) {
        if (input.pixelStride() == 1 && output.pixelStride() == 1) {
            System.arraycopy(arena, from, arena, to, output.width());
            return;
        }
        for (int x = 0; x < output.width(); x++) {
            arena[to + x * output.pixelStride()] = arena[from + x * input.pixelStride()];
        }
    }

    private void affine(float[] arena, int from, int to, float scale, float shift) {
        for (int x = 0; x < output.width(); x++) {
            arena[to + x * output.pixelStride()] = arena[from + x * input.pixelStride()] * scale + shift;
        }
    }
}
