package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * A convolution with one output pixel: a fully connected layer, or the 1x1 convolutions of a gate. Every weight is read once, so memory sets the
 * pace; the weights of a tile lie in the order in which they are read. The results go through a small array to wherever
 * the output has them.
 */
record VectorMatvec(View output, PackedTile[] tiles, int[] outputPlaces, List<Post> posts, Partition partition)
        implements Step {

    private static final int VECTORS = 4;
    private static final int OUTPUTS = VECTORS * WIDTH;

    static boolean handles(Convolution c) {
        return c.groups() == 1 && c.output().height() == 1 && c.output().width() == 1;
    }

    static VectorMatvec prepare(Convolution c) {
        VectorPlaces places = inOrder(c.output());
        List<PackedTile> tiles = new ArrayList<>();
        for (int first = 0; first < places.count(); first += VECTORS) {
            tiles.add(PackedTile.pack(c, places, first, VECTORS));
        }
        double work = 3.0 * OUTPUTS * tiles.getFirst().offsets().length;
        return new VectorMatvec(
                c.output(),
                tiles.toArray(PackedTile[]::new),
                c.output().channels(),
                List.copyOf(c.posts()),
                Partition.byTiles(1, tiles.size(), work));
    }

    /** Vectors of the channels in their order, whole tiles of them; they lie nowhere. */
    private static VectorPlaces inOrder(View output) {
        int tiles = (output.channelCount() + OUTPUTS - 1) / OUTPUTS;
        int[][] channels = new int[tiles * VECTORS][WIDTH];
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
        float[] sums = Scratch.own().sums(OUTPUTS);
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            multiply(arena, tiles[t].offsets(), tiles[t].weights(), sums);
            int channel = t * OUTPUTS;
            int end = Math.min(channel + OUTPUTS, outputPlaces.length);
            finish(arena, sums, channel, end);
        }
        Borders.zero(arena, output, partition, part);
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
                    VectorPosts.apply(posts.get(p), sums, lane, OUTPUTS / View.LANES);
                }
            }
        }
        for (int c = channel; c < end; c++) {
            arena[outputPlaces[c]] = sums[c - channel];
        }
    }

    /** Two inputs at a time into eight sums: one sum alone would wait for itself. */
    private static void multiply(float[] a, int[] offsets, float[] w, float[] sums) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector t0 = FloatVector.zero(SPECIES);
        FloatVector t1 = t0;
        FloatVector t2 = t0;
        FloatVector t3 = t0;
        int at = 4 * WIDTH;
        int k = 0;
        for (; k < offsets.length - 1; k += 2, at += 8 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, w, at), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH), s3);
            FloatVector y = FloatVector.broadcast(SPECIES, a[offsets[k + 1]]);
            t0 = y.fma(FloatVector.fromArray(SPECIES, w, at + 4 * WIDTH), t0);
            t1 = y.fma(FloatVector.fromArray(SPECIES, w, at + 5 * WIDTH), t1);
            t2 = y.fma(FloatVector.fromArray(SPECIES, w, at + 6 * WIDTH), t2);
            t3 = y.fma(FloatVector.fromArray(SPECIES, w, at + 7 * WIDTH), t3);
        }
        for (; k < offsets.length; k++, at += 4 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, w, at), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH), s3);
        }
        s0.add(t0).intoArray(sums, 0);
        s1.add(t1).intoArray(sums, WIDTH);
        s2.add(t2).intoArray(sums, 2 * WIDTH);
        s3.add(t3).intoArray(sums, 3 * WIDTH);
    }
}
