package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;

/**
 * The gradient of the input of a {@link BatchConvolution} of one pixel, which is the product of that of the output, a row an image, and the weights
 * as they lie: vectors along the input's channels, of which some blocks are done together.
 *
 * @param images rows
 * @param channels of the input
 * @param outputs for each term its row of the weights
 * @param pairs for each term where the output's gradient lies in the first image, and where its weights lie among those of its chunk
 * @param reads for each image how far it lies from the first
 */
record VectorBatchRows(int images, int channels, int[] outputs, int[] pairs, int[] reads) {
    private static final int LANES = View.LANES;
    private static final int ROWS = 8;

    /** Vectors of a kernel. */
    private static final int VECTORS = 2;

    /** Blocks of the input. */
    static final int TOGETHER = Math.clamp(VECTORS * WIDTH / LANES, 1, BatchConvolution.MOST_TOGETHER);

    private static final int COLUMNS = TOGETHER * LANES;

    /** Terms whose weights, side by side, stay in the nearest cache. As they lie, a power of two apart, few of them would. */
    private static final int CHUNK = 256;

    private static final int[] PLACES = new int[COLUMNS / WIDTH];

    static {
        Arrays.setAll(PLACES, v -> v * WIDTH);
    }

    /** Empty where there are more pixels, or where the input's channels do not lie in order. */
    static Optional<VectorBatchRows> of(Convolution c, BatchPixels pixels, int[][] inputs, VectorPlaces outputs) {
        boolean single = pixels.inputs() == 1 && pixels.outputs() == 1 && c.kernelHeight() * c.kernelWidth() == 1;
        if (!single || !isInOrder(inputs)) {
            return Optional.empty();
        }
        int[] rows = new int[c.output().channelCount()];
        int[] pairs = new int[2 * rows.length];
        int terms = 0;
        for (int block = 0; block < outputs.count(); block++) {
            for (int lane = 0; lane < LANES; lane++) {
                int channel = outputs.channels()[block][lane];
                if (channel != VectorPlaces.DEAD) {
                    rows[terms] = channel;
                    pairs[2 * terms] = outputs.places()[block] + lane;
                    pairs[2 * terms + 1] = terms % CHUNK * COLUMNS;
                    terms++;
                }
            }
        }
        int[] reads = new int[Math.ceilDiv(pixels.images(), ROWS) * ROWS];
        // behind the last image it is done once more, and not kept
        Arrays.setAll(reads, i -> Math.min(i, pixels.images() - 1) * LANES);
        return Optional.of(new VectorBatchRows(pixels.images(), c.input().channelCount(), rows, pairs, reads));
    }

    private static boolean isInOrder(int[][] inputs) {
        for (int block = 0; block < inputs.length; block++) {
            for (int lane = 0; lane < LANES; lane++) {
                if (inputs[block][lane] != block * LANES + lane) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * That of some blocks.
     *
     * @param block the first of them
     * @param to where it is left, image by image
     * @param step from one block's to the next one's
     */
    void run(float[] weights, float[] arena, int block, float[] image, int to, int step) {
        int blocks = Math.min(TOGETHER, channels / LANES - block);
        Scratch own = Scratch.own();
        float[] sums = own.workspace(reads.length * COLUMNS);
        float[] panel = own.inputs(0, CHUNK * COLUMNS);
        Arrays.fill(sums, 0, reads.length * COLUMNS, 0f);
        for (int chunk = 0; chunk < outputs.length; chunk += CHUNK) {
            int end = Math.min(chunk + CHUNK, outputs.length);
            for (int term = chunk; term < end; term++) {
                int from = outputs[term] * channels + block * LANES;
                System.arraycopy(weights, from, panel, (term - chunk) * COLUMNS, blocks * LANES);
            }
            for (int row = 0; row < reads.length; row += ROWS) {
                for (int v = 0; v < PLACES.length; v += VECTORS) {
                    int at = place(row, v);
                    VectorOuter8Apart.run(
                            VECTORS, arena, panel, pairs, 2 * chunk, 2 * end, reads, row, PLACES, v, sums, at);
                }
            }
        }
        for (int i = 0; i < images; i++) {
            for (int lane = 0; lane < blocks * LANES; lane += WIDTH) {
                int target = to + lane / LANES * step + i * LANES + lane % LANES;
                System.arraycopy(sums, place(i, lane / WIDTH), image, target, WIDTH);
            }
        }
    }

    /** Where the sums of an image lie: {@code [8 images][2 vectors]} side by side. */
    private static int place(int i, int v) {
        int group = i / ROWS * PLACES.length + v / VECTORS * VECTORS;
        return ((group * ROWS + i % ROWS * VECTORS) + v % VECTORS) * WIDTH;
    }
}
