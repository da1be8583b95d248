package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution with one output pixel: a fully connected layer, or the 1x1 convolutions of a gate. The results go through a small array to
 * wherever the output has them.
 */
record VectorMatvec(View output, MatvecTile[] tiles, int[] outputPlaces, List<Post> posts, Partition partition)
        implements Step {

    private static final int OUTPUTS = MatvecTile.VECTORS * WIDTH;

    static boolean handles(Convolution c) {
        return c.groups() == 1 && c.output().height() == 1 && c.output().width() == 1;
    }

    static VectorMatvec prepare(Convolution c) {
        VectorPlaces places = inOrder(c.output());
        List<MatvecTile> tiles = new ArrayList<>();
        for (int first = 0; first < places.count(); first += MatvecTile.VECTORS) {
            tiles.add(MatvecTile.of(PackedTile.pack(c, places, first, MatvecTile.VECTORS), c.weights().length));
        }
        double work = 3.0 * OUTPUTS * tiles.getFirst().inputs();
        return new VectorMatvec(
                c.output(),
                tiles.toArray(MatvecTile[]::new),
                c.output().channels(),
                List.copyOf(c.posts()),
                Partition.byTiles(1, tiles.size(), work));
    }

    /** Vectors of the channels in their order, whole tiles of them; they lie nowhere. */
    private static VectorPlaces inOrder(View output) {
        int tiles = (output.channelCount() + OUTPUTS - 1) / OUTPUTS;
        int[][] channels = new int[tiles * MatvecTile.VECTORS][WIDTH];
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
            tiles[t].multiply(arena, sums);
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
}
