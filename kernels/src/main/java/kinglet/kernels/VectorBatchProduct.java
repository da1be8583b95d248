package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;

/**
 * The products of weights by vectors of images, for a {@link BatchConvolution} or its way back: the sums of {@value #ROWS} channels by a few
 * vectors stay in registers while sources are walked through, which are taps of channels.
 *
 * @param pixels which sources each result has, as inputs and outputs
 * @param channels of each block of results
 * @param blocks for each of those channels the place of its first weight
 * @param pairs for each pixel of the results, of each source the place of its weight and of its vectors
 * @param ends for each pixel behind which of them each chunk ends
 * @param vectors where the first source's vectors of images lie, {@code [pixel][vector][channel]}: those of a vector lie in the order in which they are read
 * @param step from one to the next
 */
record VectorBatchProduct(
        BatchPixels pixels, int[][] channels, int[][] blocks, int[][] pairs, int[][] ends, int[] vectors, int step) {

    private static final int LANES = View.LANES;
    private static final int ROWS = 8;
    private static final int WIDEST = 2;

    /** Sources of a chunk, about. With half as many, ResNet-18's last two stages take 12 to 19 % longer on the way there: a tap's run of channels is too short. */
    private static final int SOURCES = 512;

    /**
     * @param from where the sources lie
     * @param sources for each block of the sources its channels
     * @param sourceStep from a source channel's weights to the next one's
     * @param results for each block of the results its channels
     * @param resultStep the same for results
     */
    static VectorBatchProduct of(
            BatchPixels pixels, int from, int[][] sources, int sourceStep, int[][] results, int resultStep) {
        int count = Math.ceilDiv(pixels.lanes(), WIDTH);
        int[] vectors = new int[count];
        int step = sources.length * LANES * WIDTH;
        Arrays.setAll(vectors, v -> from + v * step);
        int[][] blocks = new int[results.length][LANES];
        for (int block = 0; block < results.length; block++) {
            for (int lane = 0; lane < LANES; lane++) {
                // a dead lane computes what the first channel does, and is not stored
                blocks[block][lane] = Math.max(0, results[block][lane]) * resultStep;
            }
        }
        int[][] pairs = new int[pixels.outputs()][];
        int[][] ends = new int[pixels.outputs()][];
        Walk walk = new Walk(
                pixels, Arrays.stream(sources).flatMapToInt(Arrays::stream).toArray(), sourceStep);
        for (int pixel = 0; pixel < pairs.length; pixel++) {
            walk.to(pixel, pairs, ends);
        }
        return new VectorBatchProduct(pixels, results, blocks, pairs, ends, vectors, step);
    }

    /** The sources of a pixel: some channels, tap by tap, then the next channels. */
    private record Walk(BatchPixels pixels, int[] sources, int step) {

        void to(int pixel, int[][] pairs, int[][] ends) {
            BatchPixels.Joint[] joints =
                    pixels.joints().stream().filter(j -> j.output() == pixel).toArray(BatchPixels.Joint[]::new);
            int most = pixels.joints().stream()
                            .mapToInt(BatchPixels.Joint::tap)
                            .max()
                            .orElse(0)
                    + 1;
            int slots = Math.ceilDiv(SOURCES, most * LANES) * LANES;
            int live = (int)
                    Arrays.stream(sources).filter(c -> c != VectorPlaces.DEAD).count();
            pairs[pixel] = new int[2 * joints.length * live];
            ends[pixel] = new int[Math.ceilDiv(sources.length, slots)];
            int at = 0;
            for (int chunk = 0; chunk < ends[pixel].length; chunk++) {
                for (BatchPixels.Joint joint : joints) {
                    for (int slot = chunk * slots; slot < Math.min((chunk + 1) * slots, sources.length); slot++) {
                        if (sources[slot] != VectorPlaces.DEAD) {
                            pairs[pixel][at++] = sources[slot] * step + joint.tap();
                            pairs[pixel][at++] = joint.input() * sources.length * pixels.lanes() + slot * WIDTH;
                        }
                    }
                }
                ends[pixel][chunk] = at;
            }
        }
    }

    /** Brings a block of the sources from image by image to across images. */
    void turn(float[] image, int at, float[] arena, int block) {
        for (int pixel = 0; pixel < pixels.inputs(); pixel++) {
            int read = at + pixel * pixels.images() * LANES;
            for (int v = 0; v < vectors.length; v++) {
                int to = vectors[v] + pixel * step * vectors.length + block * LANES * WIDTH;
                int images = Math.min(WIDTH, pixels.images() - v * WIDTH);
                turn(image, read + v * WIDTH * LANES, images, arena, to);
            }
        }
    }

    private static void turn(float[] image, int at, int images, float[] arena, int to) {
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < images; i++) {
                arena[to + lane * WIDTH + i] = image[at + i * LANES + lane];
            }
            for (int i = images; i < WIDTH; i++) {
                arena[to + lane * WIDTH + i] = 0;
            }
        }
    }

    /**
     * A block of the results, image by image.
     *
     * @param bias what is added to each channel, or empty
     */
    void run(float[] weights, float[] bias, float[] arena, int block, float[] image, int to) {
        int size = LANES * pixels.lanes();
        float[] sums = Scratch.own().workspace(pairs.length * size);
        Arrays.fill(sums, 0, pairs.length * size, 0f);
        int chunks = ends[0].length;
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int pixel = 0; pixel < pairs.length; pixel++) {
                int begin = chunk == 0 ? 0 : ends[pixel][chunk - 1];
                multiply(weights, arena, blocks[block], pairs[pixel], begin, ends[pixel][chunk], sums, pixel * size);
            }
        }
        for (int pixel = 0; pixel < pairs.length; pixel++) {
            turnBack(sums, pixel * size, bias, channels[block], image, to + pixel * pixels.images() * LANES);
        }
    }

    private void multiply(
            float[] weights, float[] arena, int[] reads, int[] terms, int begin, int end, float[] sums, int at) {
        for (int row = 0; row < LANES; row += ROWS) {
            for (int first = 0; first < vectors.length; first += WIDEST) {
                int count = Math.min(WIDEST, vectors.length - first);
                int place = at + (first * LANES + row * count) * WIDTH;
                VectorOuter8Apart.run(
                        count, weights, arena, terms, begin, end, reads, row, vectors, first, sums, place);
            }
        }
    }

    /** From the order of the sums, {@code [group][16][images]}. */
    private void turnBack(float[] sums, int from, float[] bias, int[] channels, float[] image, int to) {
        for (int first = 0; first < vectors.length; first += WIDEST) {
            int row = Math.min(WIDEST, vectors.length - first) * WIDTH;
            int images = Math.min(row, pixels.images() - first * WIDTH);
            for (int lane = 0; lane < LANES; lane++) {
                int read = from + first * WIDTH * LANES + lane * row;
                int write = to + first * WIDTH * LANES + lane;
                float term = bias.length == 0 || channels[lane] == VectorPlaces.DEAD ? 0 : bias[channels[lane]];
                for (int i = 0; i < images; i++) {
                    image[write + i * LANES] = sums[read + i] + term;
                }
            }
        }
    }
}
