package kinglet.kernels;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution in narrow groups with three columns of taps: one vector of outputs by a run of pixels of a row, where each input that is
 * brought into a register serves up to three pixels. Groups narrower than a vector lie side by side in it.
 *
 * @param run pixels at a time
 */
record VectorGroups(
        Convolution convolution,
        VectorPlaces places,
        VectorGroup[] tiles,
        int run,
        VectorClamp clamp,
        VectorPosts posts,
        Partition partition)
        implements Step {

    /** Cycles for each step and tap of a run of 7 pixels: where it is one input for all lanes, and where each lane takes its own. */
    private static final double TOGETHER = 7.6;

    private static final double APART = 8.2;

    /** The same for the tiles of {@link VectorProduct} of 0, 1, 2, 3 vectors. */
    private static final double[] PRODUCT = {0, 9.5, 14.5, 21};

    static boolean handles(Convolution c, VectorPlaces places) {
        if (c.groups() == 1
                || c.kernelWidth() != 3
                || c.dilationWidth() != 1
                || c.strideWidth() > 2
                || c.output().width() < 7
                || !c.input().isBlocked()) {
            return false;
        }
        Optional<VectorPlaces> sources = VectorPlaces.of(c.input());
        double product = 0;
        for (PackedTile tile : PackedTile.cut(c, places, VectorProduct.WIDEST)) {
            product += tile.offsets().length * PRODUCT[tile.vectors()];
        }
        double own = 0;
        for (int u = 0; u < places.count(); u++) {
            own += Math.min(together(c, places, u), apart(c, places, sources, u));
        }
        return own * c.kernelHeight() * c.kernelWidth() < product;
    }

    private static double together(Convolution c, VectorPlaces places, int u) {
        return VectorGroup.together(c, places, u) * TOGETHER;
    }

    private static double apart(Convolution c, VectorPlaces places, Optional<VectorPlaces> sources, int u) {
        // vectors of four lanes hold too few groups for it
        return sources.isPresent() && VectorLanes.WIDTH >= 8
                ? VectorGroup.apart(c, places, sources.get(), u) * APART
                : Double.MAX_VALUE;
    }

    static VectorGroups prepare(Convolution c, VectorPlaces places) {
        Optional<VectorPlaces> sources = VectorPlaces.of(c.input());
        VectorGroup[] tiles = IntStream.range(0, places.count())
                .mapToObj(u -> together(c, places, u) <= apart(c, places, sources, u)
                        ? VectorGroup.packTogether(c, places, u)
                        : VectorGroup.packApart(c, places, sources.orElseThrow(), u))
                .toArray(VectorGroup[]::new);
        VectorClamp clamp = VectorClamp.leading(c.posts());
        View output = c.output();
        double weights = 0;
        for (VectorGroup tile : tiles) {
            weights += tile.weights().length;
        }
        return new VectorGroups(
                c,
                places,
                tiles,
                run(output.width()),
                clamp,
                VectorPosts.of(places, clamp.rest()),
                Partition.byTiles(output.height(), tiles.length, weights / tiles.length * output.width()));
    }

    /** With 32 registers 14 pixels at a time, unless that computes too many twice at the end of a row. */
    private static int run(int width) {
        return VectorLanes.MANY_REGISTERS && width >= 14 && (width + 13) / 14 * 14 * 1.1 <= (width + 6) / 7 * 7 * 1.2
                ? 14
                : 7;
    }

    @Override
    public int parts() {
        return partition.parts();
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
        VectorGroup tile = tiles[u];
        int[] offsets = tile.offsets();
        float[] w = tile.weights();
        int fromRow = c.strideHeight() * c.input().rowStride();
        int from = row * fromRow;
        int toRow = c.output().rowStride();
        int to = places.places()[u] + row * toRow;
        int width = c.output().width();
        int low = clamp.low();
        int high = clamp.high();
        int stride = c.strideWidth();
        if (tile.lanes().length == 0) {
            VectorGroupRows3.run(stride, run, a, from, fromRow, offsets, w, low, high, to, toRow, rows, width);
        } else {
            VectorGroupLanes3.run(
                    stride, run, a, from, fromRow, offsets, tile.lanes(), w, low, high, to, toRow, rows, width);
        }
    }
}
