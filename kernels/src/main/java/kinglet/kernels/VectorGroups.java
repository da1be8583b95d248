package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution in narrow groups with one or three columns of taps: one vector of outputs by a run of pixels of a row, where each input that
 * is brought into a register serves up to three pixels. Groups narrower than a vector lie side by side in it. Groups of one channel make it
 * a gather of channels from any lanes into any lanes.
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
        implements PlacedWeights {

    /** Cycles for each step and tap of a run of 7 pixels where it is one input for all lanes. */
    private static final double TOGETHER = 7.6;

    /** The same where each lane takes its own: with three columns of taps, and with one. */
    private static final double APART = 8.2;

    private static final double APART_ALONE = 13;

    VectorGroups {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c, VectorPlaces places) {
        if (c.groups() == 1 || !fits(c) || c.output().width() < 7) {
            return false;
        }
        double product = 0;
        for (PackedTile tile : PackedTile.cut(c, places, VectorProduct.WIDEST)) {
            product += tile.offsets().length * PackedTile.CYCLES[tile.vectors()];
        }
        double own = 0;
        for (int u = 0; u < places.count(); u++) {
            own += Math.min(together(c, places, u), apart(c, places, u));
        }
        return own * c.kernelHeight() * c.kernelWidth() < product;
    }

    private static boolean fits(Convolution c) {
        // vectors of four lanes hold too few groups
        return VectorLanes.WIDTH >= 8
                && (c.kernelWidth() == 1 || c.kernelWidth() == 3 && c.dilationWidth() == 1)
                && c.strideWidth() <= 2
                && c.input().isBlocked();
    }

    private static double together(Convolution c, VectorPlaces places, int u) {
        return c.kernelWidth() == 3 ? VectorGroup.together(c, places, u) * TOGETHER : Double.MAX_VALUE;
    }

    private static double apart(Convolution c, VectorPlaces places, int u) {
        return VectorGroup.apart(c, places, u) * (c.kernelWidth() == 3 ? APART : APART_ALONE);
    }

    static VectorGroups prepare(Convolution c, VectorPlaces places) {
        VectorGroup[] tiles = IntStream.range(0, places.count())
                .mapToObj(u -> together(c, places, u) <= apart(c, places, u)
                        ? VectorGroup.packTogether(c, places, u)
                        : VectorGroup.packApart(c, places, u))
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

    /** {@code scale[c] * x + shift[c]} and then the posts, from any lanes of whole blocks into any others. */
    static Optional<Step> affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        Convolution each =
                new Convolution(input, output, 1, 1, 1, 1, 1, 1, 0, 0, input.channelCount(), scale, shift, posts);
        return fits(each) ? VectorPlaces.of(output).map(places -> prepare(each, places)) : Optional.empty();
    }

    /** With 32 registers 14 pixels at a time, unless that computes too many twice at the end of a row. */
    private static int run(int width) {
        if (width < 7) {
            return 1;
        }
        boolean fourteen =
                VectorLanes.MANY_REGISTERS && width >= 14 && (width + 13) / 14 * 14 <= (width + 6) / 7 * 7 * 1.1;
        return fourteen ? 14 : 7;
    }

    @Override
    public List<float[]> placed() {
        return Arrays.stream(tiles).map(VectorGroup::weights).toList();
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
        VectorGroup tile = tiles[u];
        int[] k = tile.offsets();
        int[] lanes = tile.lanes();
        float[] w = tile.weights();
        int fromRow = c.strideHeight() * c.input().rowStride();
        int from = row * fromRow;
        int toRow = c.output().rowStride();
        int to = places.places()[u] + row * toRow;
        int width = c.output().width();
        int low = clamp.low();
        int high = clamp.high();
        int stride = c.strideWidth();
        if (lanes.length == 0) {
            VectorGroupRows3.run(stride, run, a, from, fromRow, k, w, low, high, to, toRow, rows, width);
        } else if (c.kernelWidth() == 3) {
            VectorGroupLanes3.run(stride, run, a, from, fromRow, k, lanes, w, low, high, to, toRow, rows, width);
        } else {
            VectorGroupLanes1.run(stride, run, a, from, fromRow, k, lanes, w, low, high, to, toRow, rows, width);
        }
    }
}
