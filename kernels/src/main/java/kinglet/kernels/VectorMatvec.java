package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution with one output pixel: a fully connected layer, or the 1x1 convolutions of a gate. Every weight is read once a run, so a large
 * layer is as fast as its weights come from memory. The results go through a small array to
 * wherever the output has them.
 */
record VectorMatvec(
        View output, int vectors, WeightTile[] tiles, int[] outputPlaces, List<Post> posts, Partition partition)
        implements Step {

    /** Vectors of a tile, and of the tiles of a layer that has fewer: a gate, or ten classes. */
    private static final int VECTORS = 4;

    private static final int FEW = 1;

    /** Weights that do not stay in the caches of a core: 1 MB as floats. */
    private static final int MANY = 1 << 18;

    static boolean handles(Convolution c) {
        return c.groups() == 1 && c.output().height() == 1 && c.output().width() == 1;
    }

    static VectorMatvec prepare(Convolution c) {
        int vectors = c.output().channelCount() > (VECTORS - 1) * WIDTH ? VECTORS : FEW;
        boolean many = vectors == VECTORS && c.weights().length > MANY;
        VectorPlaces places = inOrder(c.output(), vectors);
        List<WeightTile> tiles = new ArrayList<>();
        for (int first = 0; first < places.count(); first += vectors) {
            tiles.add(WeightTile.of(PackedTile.pack(c, places, first, vectors), many));
        }
        double work = 3.0 * vectors * WIDTH * tiles.getFirst().offsets().length;
        return new VectorMatvec(
                c.output(),
                vectors,
                tiles.toArray(WeightTile[]::new),
                c.output().channels(),
                List.copyOf(c.posts()),
                Partition.byTiles(1, tiles.size(), work));
    }

    /** Vectors of the channels in their order, whole tiles of them; they lie nowhere. */
    private static VectorPlaces inOrder(View output, int vectors) {
        int tiles = Math.ceilDiv(output.channelCount(), vectors * WIDTH);
        int[][] channels = new int[tiles * vectors][WIDTH];
        for (int i = 0; i < channels.length * WIDTH; i++) {
            channels[i / WIDTH][i % WIDTH] = i < output.channelCount() ? i : VectorPlaces.DEAD;
        }
        return new VectorPlaces(output, new int[channels.length], channels);
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int outputs = vectors * WIDTH;
        // posts work on whole blocks
        float[] sums = Scratch.own().sums(Math.max(outputs, View.LANES));
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            multiply(arena, tiles[t], sums);
            int channel = t * outputs;
            int end = Math.min(channel + outputs, outputPlaces.length);
            finish(arena, sums, channel, end);
        }
        Borders.zero(arena, output, partition, part);
    }

    private static void multiply(float[] arena, WeightTile tile, float[] sums) {
        switch (tile) {
            case PackedTile t
            when t.vectors() == FEW -> VectorMatvecRows.multiplyOne(arena, t.offsets(), t.weights(), sums);
            case PackedTile t -> VectorMatvecRows.multiply(arena, t.offsets(), t.weights(), sums);
            case RoundedTile t ->
                VectorMatvecRows.multiply(arena, t.offsets(), t.weights(), t.scales(), t.bias(), sums);
        }
    }

    /** The posts, and then the results to their places; a residual is added where the results are. */
    private void finish(float[] arena, float[] sums, int channel, int end) {
        for (int p = 0; p < posts.size(); p++) {
            if (posts.get(p) instanceof Post.Add(View residual)) {
                for (int c = channel; c < end; c++) {
                    sums[c - channel] += arena[residual.index(c, 0, 0)];
                }
            } else {
                for (int lane = 0; lane < View.LANES; lane += WIDTH) {
                    VectorPosts.apply(posts.get(p), sums, lane, Math.ceilDiv(vectors * WIDTH, View.LANES));
                }
            }
        }
        for (int c = channel; c < end; c++) {
            arena[outputPlaces[c]] = sums[c - channel];
        }
    }
}
