package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A convolution as a product ({@link VectorProduct}) with vectors of half a block where there are wider ones: for few outputs, of which half a
 * wide vector would be dead, or which fill a single one, where loads set the pace. A core with 512-bit vectors does two of 256 bits in the same
 * time. GFLOP/s at 16, 24, 40, 72 and 120 outputs: 99, 111, 111, 98 and 105 instead of 78, 84, 95, 92 and 101.
 *
 * @param places the vectors of half a block
 * @param wholes whole vectors of the output
 * @param posts what remains to be done, on whole vectors
 */
record VectorNarrow(
        Convolution convolution,
        int step,
        int runs,
        VectorPlaces places,
        PackedTile[] tiles,
        VectorClamp clamp,
        int wholes,
        VectorPosts posts,
        Partition partition)
        implements PlacedWeights {

    /** Outputs above which half a dead vector is little. */
    private static final int MOST = 128;

    VectorNarrow {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c, VectorPlaces wholes) {
        int step = c.strideWidth() * c.input().pixelStride();
        return VectorLanes.WIDTH == 2 * VectorLanes.NARROW_WIDTH
                && (step == View.LANES || step == 2)
                && c.groups() == 1
                && c.output().channelCount() <= MOST
                && (wholes.count() == 1 || halves(c) % 2 == 1);
    }

    private static int halves(Convolution c) {
        return VectorPlaces.of(c.output(), VectorLanes.NARROW_WIDTH)
                .map(VectorPlaces::count)
                .orElse(0);
    }

    static VectorNarrow prepare(Convolution c, VectorPlaces wholes) {
        Optional<VectorPlaces> places = VectorPlaces.of(c.output(), VectorLanes.NARROW_WIDTH);
        PackedTile[] tiles = PackedTile.cut(c, places.orElseThrow(), VectorProduct.WIDEST);
        View output = c.output();
        double weights = 0;
        for (PackedTile tile : tiles) {
            weights += tile.weights().length;
        }
        VectorClamp clamp = VectorClamp.leading(c.posts());
        return new VectorNarrow(
                c,
                c.strideWidth() * c.input().pixelStride(),
                VectorProduct.runs(output.width()),
                places.orElseThrow(),
                tiles,
                clamp,
                wholes.count(),
                VectorPosts.of(wholes, clamp.rest()),
                Partition.byRows(output.height(), 1, weights * output.width()));
    }

    @Override
    public List<float[]> placed() {
        return Arrays.stream(tiles).map(PackedTile::weights).toList();
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
        View output = convolution.output();
        int rowStep = convolution.strideHeight() * convolution.input().rowStride();
        for (PackedTile tile : tiles) {
            for (int y = rowFrom; y < rowTo; y++) {
                row(arena, tile, y * rowStep, y * output.rowStride());
            }
        }
        posts.apply(arena, 0, wholes, rowFrom, rowTo);
        Borders.zero(arena, output, partition, part);
    }

    private void row(float[] arena, PackedTile tile, int from, int to) {
        int width = convolution.output().width();
        int first = 0;
        for (int i = 1; i <= runs; i++) {
            int next = width * i / runs;
            int target = to + first * View.LANES;
            VectorTiles.narrow(tile, places.places(), next - first, arena, from + first * step, step, target, clamp);
            first = next;
        }
    }
}
