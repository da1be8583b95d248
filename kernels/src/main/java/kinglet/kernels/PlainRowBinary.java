package kinglet.kernels;

import java.util.List;
import java.util.Optional;

/**
 * {@link PlainBinary} where all views hold the same channels in the same lanes: a piece of a row of a block at a time.
 *
 * @param left with a stride of 0 where it is repeated; so is {@code right}
 * @param leftPlaces where each output block's values lie on the left
 * @param rightPlaces and on the right
 * @param pixels of a piece of a row
 */
record PlainRowBinary(
        View left,
        View right,
        int[] leftPlaces,
        int[] rightPlaces,
        PlainBlocks blocks,
        boolean product,
        PlainRowPosts posts,
        int pixels,
        Partition partition)
        implements Step {

    private static final int LANES = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(View left, View right, View output, boolean product, List<Post> posts) {
        Optional<PlainBlocks> blocks = PlainBlocks.of(output);
        Optional<int[]> leftPlaces = blocks.flatMap(b -> b.in(left));
        Optional<int[]> rightPlaces = blocks.flatMap(b -> b.in(right));
        Optional<PlainRowPosts> rowPosts = blocks.flatMap(b -> PlainRowPosts.of(b, posts));
        if (leftPlaces.isEmpty() || rightPlaces.isEmpty() || rowPosts.isEmpty()) {
            return Optional.empty();
        }
        double work = 100.0 * (1 + posts.size()) * output.width();
        return Optional.of(new PlainRowBinary(
                PlainBinary.repeated(left, output),
                PlainBinary.repeated(right, output),
                leftPlaces.get(),
                rightPlaces.get(),
                blocks.get(),
                product,
                rowPosts.get(),
                PlainBlocks.pixels(output),
                Partition.byRows(output.height(), blocks.get().count(), work)));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = blocks.view();
        float[][] rows = PlainScratch.own().inputs(2);
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int b = partition.tileFrom(part); b < partition.tileTo(part); b++) {
                for (int x = 0; x < output.width(); x += pixels) {
                    int count = Math.min(pixels, output.width() - x);
                    gather(arena, left, leftPlaces[b] + y * left.rowStride(), x, count, rows[0]);
                    gather(arena, right, rightPlaces[b] + y * right.rowStride(), x, count, rows[1]);
                    if (product) {
                        PlainRows.multiply(rows[0], rows[1], count * LANES);
                    } else {
                        PlainRows.add(rows[0], rows[1], count * LANES);
                    }
                    posts.apply(arena, rows[0], b, y, x, count);
                    int to = blocks.places()[b] + y * output.rowStride() + x * LANES;
                    System.arraycopy(rows[0], 0, arena, to, count * LANES);
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private static void gather(float[] arena, View view, int from, int column, int count, float[] values) {
        if (view.pixelStride() == LANES) {
            System.arraycopy(arena, from + column * LANES, values, 0, count * LANES);
            return;
        }
        for (int x = 0; x < count; x++) {
            System.arraycopy(arena, from, values, x * LANES, LANES);
        }
    }
}
