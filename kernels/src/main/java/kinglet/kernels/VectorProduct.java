package kinglet.kernels;

import java.util.Arrays;
import java.util.List;

/**
 * A convolution as a product: a run of up to seven pixels of a row by up to three vectors of outputs stays in registers while the inputs are
 * walked through a table of places. So a kernel of any size, a gather of channels and groups cost nothing extra. The runs of a row differ
 * by one pixel at most.
 *
 * @param step floats from one output pixel's first input to the next one's
 * @param runs into how many runs a row is cut
 */
record VectorProduct(
        Convolution convolution,
        int step,
        int runs,
        VectorPlaces places,
        PackedTile[] tiles,
        VectorClamp clamp,
        VectorPosts posts,
        Partition partition)
        implements PlacedWeights {

    /** Pixels of a run with 32 registers, and with 16. */
    private static final int LONGEST = VectorLanes.MANY_REGISTERS ? 7 : 5;

    /** Vectors of a tile. */
    static final int WIDEST = VectorLanes.MANY_REGISTERS ? 3 : 2;

    VectorProduct {
        convolution = convolution.withoutWeights();
    }

    static VectorProduct prepare(Convolution c, VectorPlaces places, WeightStore store) {
        PackedTile[] tiles = PackedTile.cut(c, places, WIDEST, store);
        View output = c.output();
        double weights = 0;
        for (PackedTile tile : tiles) {
            weights += tile.weights().length;
        }
        double work = weights / tiles.length * output.width();
        double inputs = (double) c.input().channelCount()
                * c.input().height()
                * c.input().width();
        VectorClamp clamp = VectorClamp.leading(c.posts());
        return new VectorProduct(
                c,
                c.strideWidth() * c.input().pixelStride(),
                runs(output.width()),
                places,
                tiles,
                clamp,
                VectorPosts.of(places, clamp.rest()),
                weights > inputs
                        ? Partition.byTiles(output.height(), tiles.length, work)
                        : Partition.byRows(output.height(), tiles.length, work));
    }

    /** The fewest runs that so many pixels take. */
    static int runs(int pixels) {
        return Math.ceilDiv(pixels, LONGEST);
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
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            PackedTile tile = tiles[t];
            for (int y = rowFrom; y < rowTo; y++) {
                row(arena, tile, y * rowStep, y * output.rowStride());
            }
            posts.apply(arena, tile.first(), tile.first() + tile.vectors(), rowFrom, rowTo);
        }
        Borders.zero(arena, output, partition, part);
    }

    private void row(float[] arena, PackedTile tile, int from, int to) {
        int width = convolution.output().width();
        int first = 0;
        for (int i = 1; i <= runs; i++) {
            int next = width * i / runs;
            VectorTiles.run(
                    tile,
                    places.places(),
                    next - first,
                    arena,
                    from + first * step,
                    step,
                    to + first * View.LANES,
                    clamp);
            first = next;
        }
    }
}
