package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import kinglet.kernels.BatchPixels.Joint;

/**
 * The gradient of the weights of a {@link BatchConvolution}: for each tap the products of the output's gradient by vectors of the input's channels, over
 * the pixels that the tap joins, of all images. The sums of all taps are brought into the order of the weights while they are
 * in the nearest cache, and written once.
 *
 * @param filter weights of an output
 * @param outputs for each block its channels
 * @param places of each block of the output's gradient, lane by lane
 * @param inputs the vectors of the input
 * @param targets for each of their lanes the place of its first weight in an output's, {@link #NOTHING} for dead ones
 * @param firsts the first of each group that is done together
 * @param inOrder for each group whether its weights lie one after the other
 * @param pairs for each tap the places of each pixel of each image, relative to the first, in the output and in the input
 */
record VectorBatchGradient(
        int filter,
        int[][] outputs,
        int[][] places,
        VectorPlaces inputs,
        int[][] targets,
        int[] firsts,
        boolean[] inOrder,
        int[][] pairs) {

    private static final int LANES = View.LANES;
    private static final int ROWS = 8;
    private static final int NOTHING = -1;

    static VectorBatchGradient of(Convolution c, BatchPixels pixels, VectorPlaces inputs, VectorPlaces outputs) {
        int[][] places = new int[outputs.count()][LANES];
        for (int block = 0; block < places.length; block++) {
            int first = outputs.places()[block];
            Arrays.setAll(places[block], lane -> first + lane);
        }
        int taps = c.kernelHeight() * c.kernelWidth();
        int[][] pairs = new int[taps][];
        for (int tap = 0; tap < taps; tap++) {
            pairs[tap] = pairs(c, pixels, tap);
        }
        int[][] targets = targets(inputs, taps);
        int[] firsts = VectorWinograd.firsts(inputs.count());
        boolean[] inOrder = new boolean[firsts.length];
        for (int g = 0; g < firsts.length; g++) {
            int end = g + 1 < firsts.length ? firsts[g + 1] : targets.length;
            inOrder[g] = isInOrder(Arrays.copyOfRange(targets, firsts[g], end));
        }
        return new VectorBatchGradient(
                c.input().channelCount() * taps, outputs.channels(), places, inputs, targets, firsts, inOrder, pairs);
    }

    private static int[][] targets(VectorPlaces inputs, int taps) {
        int[][] targets = new int[inputs.count()][WIDTH];
        for (int v = 0; v < targets.length; v++) {
            int[] channels = inputs.channels()[v];
            Arrays.setAll(targets[v], lane -> channels[lane] == VectorPlaces.DEAD ? NOTHING : channels[lane] * taps);
        }
        return targets;
    }

    private static boolean isInOrder(int[][] targets) {
        int first = targets[0][0];
        for (int i = 0; i < targets.length * WIDTH; i++) {
            int target = targets[i / WIDTH][i % WIDTH];
            if (target == NOTHING || target != first + i) {
                return false;
            }
        }
        return true;
    }

    private static int[] pairs(Convolution c, BatchPixels pixels, int tap) {
        Joint[] joints = pixels.joints().stream().filter(j -> j.tap() == tap).toArray(Joint[]::new);
        int[] pairs = new int[2 * joints.length * pixels.images()];
        int at = 0;
        for (Joint joint : joints) {
            for (int image = 0; image < pixels.images(); image++) {
                pairs[at++] = place(c.output(), joint.output()) + image * LANES;
                pairs[at++] = place(c.input(), joint.input()) + image * LANES;
            }
        }
        return pairs;
    }

    private static int place(View view, int pixel) {
        return pixel / view.width() * view.rowStride() + pixel % view.width() * view.pixelStride();
    }

    /** Those of the weights of a block of the output. */
    void run(float[] arena, int block, float[] gradient) {
        for (int g = 0; g < firsts.length; g++) {
            int end = g + 1 < firsts.length ? firsts[g + 1] : inputs.count();
            for (int row = 0; row < LANES; row += ROWS) {
                run(arena, block, row, g, end - firsts[g], gradient);
            }
        }
    }

    private void run(float[] arena, int block, int row, int group, int vectors, float[] gradient) {
        int first = firsts[group];
        int size = ROWS * vectors * WIDTH;
        float[] sums = Scratch.own().workspace(pairs.length * size);
        Arrays.fill(sums, 0, pairs.length * size, 0f);
        for (int tap = 0; tap < pairs.length; tap++) {
            int[] terms = pairs[tap];
            VectorOuter8.run(
                    vectors,
                    arena,
                    terms,
                    0,
                    terms.length,
                    places[block],
                    row,
                    inputs.places(),
                    first,
                    sums,
                    tap * size);
        }
        for (int r = 0; r < ROWS; r++) {
            int output = outputs[block][row + r];
            if (output == VectorPlaces.DEAD) {
                continue;
            }
            if (inOrder[group]) {
                int to = output * filter + targets[first][0];
                System.arraycopy(sums, r * vectors * WIDTH, gradient, to, vectors * WIDTH);
            } else {
                for (int v = 0; v < vectors; v++) {
                    bring(sums, (r * vectors + v) * WIDTH, size, targets[first + v], output * filter, gradient);
                }
            }
        }
    }

    private void bring(float[] sums, int from, int size, int[] vector, int to, float[] gradient) {
        for (int tap = 0; tap < pairs.length; tap++) {
            bring(sums, from + tap * size, vector, to + tap, gradient);
        }
    }

    private static void bring(float[] sums, int from, int[] targets, int to, float[] gradient) {
        for (int lane = 0; lane < WIDTH; lane++) {
            int target = targets[lane];
            if (target != NOTHING) {
                gradient[to + target] = sums[from + lane];
            }
        }
    }
}
