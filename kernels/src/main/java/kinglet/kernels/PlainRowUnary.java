package kinglet.kernels;

import java.util.List;
import java.util.Optional;

/**
 * {@link PlainUnary} where input and output hold the same channels in the same lanes: a piece of a row of a block at a time.
 *
 * @param sources where each output block's inputs lie
 * @param scale for each block the factors of its lanes, once for each pixel of a piece; empty for a plain copy
 * @param shift likewise
 * @param pixels of a piece of a row
 */
record PlainRowUnary(
        View input,
        PlainBlocks blocks,
        int[] sources,
        float[][] scale,
        float[][] shift,
        PlainRowPosts posts,
        int pixels,
        Partition partition)
        implements Step {

    private static final int LANES = View.LANES;

    /** A copy followed by posts; empty if the lanes differ. */
    static Optional<Step> copy(View input, View output, List<Post> posts) {
        return PlainBlocks.of(output).flatMap(blocks -> prepare(blocks, input, new float[0][], new float[0][], posts));
    }

    /** An affine map followed by posts; empty if the lanes differ. */
    static Optional<Step> affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        return PlainBlocks.of(output)
                .flatMap(blocks -> prepare(blocks, input, repeated(blocks, scale), repeated(blocks, shift), posts));
    }

    private static float[][] repeated(PlainBlocks blocks, float[] values) {
        int pixels = PlainBlocks.pixels(blocks.view());
        float[][] rows = new float[blocks.count()][];
        for (int b = 0; b < rows.length; b++) {
            rows[b] = blocks.repeated(b, pixels, values, 0, 1);
        }
        return rows;
    }

    private static Optional<Step> prepare(
            PlainBlocks blocks, View input, float[][] scale, float[][] shift, List<Post> posts) {
        View output = blocks.view();
        double work = 80.0 * (1 + posts.size()) * output.width();
        Partition partition = Partition.byRows(output.height(), blocks.count(), work);
        return blocks.in(input)
                .flatMap(sources -> PlainRowPosts.of(blocks, posts)
                        .map(rowPosts -> new PlainRowUnary(
                                input,
                                blocks,
                                sources,
                                scale,
                                shift,
                                rowPosts,
                                PlainBlocks.pixels(output),
                                partition)));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int width = input.width();
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int b = partition.tileFrom(part); b < partition.tileTo(part); b++) {
                for (int x = 0; x < width; x += pixels) {
                    piece(arena, b, y, x, Math.min(pixels, width - x));
                }
            }
        }
        Borders.zero(arena, blocks.view(), partition, part);
    }

    private void piece(float[] arena, int block, int row, int column, int count) {
        int from = sources[block] + row * input.rowStride() + column * LANES;
        int to = blocks.places()[block] + row * blocks.view().rowStride() + column * LANES;
        int length = count * LANES;
        if (scale.length == 0 && posts.posts().isEmpty()) {
            System.arraycopy(arena, from, arena, to, length);
            return;
        }
        float[] values = PlainScratch.own().sums(1)[0];
        System.arraycopy(arena, from, values, 0, length);
        if (scale.length > 0) {
            PlainRows.map(values, scale[block], shift[block], length);
        }
        posts.apply(arena, values, block, row, column, count);
        System.arraycopy(values, 0, arena, to, length);
    }
}
