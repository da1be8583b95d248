package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What one vector of a grouped convolution's outputs reads, as steps: a step gives each lane one of its group's inputs. Either it is the
 * same input for all, or each lane takes another lane of one vector of inputs, so that several narrow groups are computed side by side
 * and nothing is multiplied by zero.
 *
 * @param offsets for each step and row of taps: what is added to the place of the first pixel's first column
 * @param lanes for each of these, the lane of the input vector that each lane takes; empty when a step is one input for all
 * @param weights the biases of the lanes, then for each of these the weights of the columns of taps
 */
record VectorGroup(int[] offsets, int[] lanes, float[] weights) {

    /** One input that some lanes read in a step, or a lane that has nothing to read any more. */
    private record Read(int input, int lane) {
        static final Read NONE = new Read(-1, 0);
    }

    /** A step: the place that it reads, and what each lane takes from there. */
    private record Take(int place, Read[] reads) {}

    /** Steps of vector {@code u} where each is one input for all lanes. */
    static int together(Convolution c, VectorPlaces places, int u) {
        return inputs(c, places, u).length;
    }

    /** Steps of vector {@code u} where each lane takes its own from a vector of inputs. */
    static int apart(Convolution c, VectorPlaces places, VectorPlaces sources, int u) {
        int steps = 0;
        for (int[] channels : sources.channels()) {
            int most = 0;
            for (int output : places.channels()[u]) {
                most = Math.max(most, lanes(c, channels, output).length);
            }
            steps += most;
        }
        return steps;
    }

    static VectorGroup packTogether(Convolution c, VectorPlaces places, int u) {
        List<Take> takes = new ArrayList<>();
        int[] outputs = places.channels()[u];
        for (int input : inputs(c, places, u)) {
            Read[] reads = new Read[outputs.length];
            for (int lane = 0; lane < outputs.length; lane++) {
                reads[lane] = reads(c, outputs[lane], input) ? new Read(input, 0) : Read.NONE;
            }
            takes.add(new Take(c.input().channels()[input], reads));
        }
        VectorGroup group = pack(c, outputs, takes);
        return new VectorGroup(group.offsets, new int[0], group.weights);
    }

    static VectorGroup packApart(Convolution c, VectorPlaces places, VectorPlaces sources, int u) {
        List<Take> takes = new ArrayList<>();
        int[] outputs = places.channels()[u];
        for (int v = 0; v < sources.count(); v++) {
            int[] channels = sources.channels()[v];
            int[][] each = new int[outputs.length][];
            int most = 0;
            for (int lane = 0; lane < outputs.length; lane++) {
                each[lane] = lanes(c, channels, outputs[lane]);
                most = Math.max(most, each[lane].length);
            }
            for (int step = 0; step < most; step++) {
                Read[] reads = new Read[outputs.length];
                for (int lane = 0; lane < outputs.length; lane++) {
                    reads[lane] = step < each[lane].length
                            ? new Read(channels[each[lane][step]], each[lane][step])
                            : Read.NONE;
                }
                takes.add(new Take(sources.places()[v], reads));
            }
        }
        return pack(c, outputs, takes);
    }

    private static VectorGroup pack(Convolution c, int[] outputs, List<Take> takes) {
        int width = outputs.length;
        int columns = c.kernelWidth();
        int[] offsets = new int[takes.size() * c.kernelHeight()];
        int[] lanes = new int[offsets.length * width];
        float[] weights = new float[(offsets.length * columns + 1) * width];
        int row = c.input().rowStride();
        int corner = -c.padTop() * row - c.padLeft() * c.input().pixelStride();
        for (int k = 0; k < offsets.length; k++) {
            Take take = takes.get(k % takes.size());
            int tapRow = k / takes.size();
            offsets[k] = take.place() + corner + tapRow * c.dilationHeight() * row;
            for (int lane = 0; lane < width; lane++) {
                Read read = take.reads()[lane];
                lanes[k * width + lane] = read.lane();
                for (int column = 0; column < columns && read != Read.NONE; column++) {
                    weights[(k * columns + column + 1) * width + lane] =
                            weight(c, outputs[lane], read.input(), tapRow * columns + column);
                }
            }
        }
        for (int lane = 0; lane < width; lane++) {
            weights[lane] = outputs[lane] == VectorPlaces.DEAD ? 0f : c.bias()[outputs[lane]];
        }
        return new VectorGroup(offsets, lanes, weights);
    }

    private static float weight(Convolution c, int output, int input, int tap) {
        int each = groupInputs(c);
        return c.weights()[(output * each + input % each) * c.kernelHeight() * c.kernelWidth() + tap];
    }

    private static int groupInputs(Convolution c) {
        return c.input().channelCount() / c.groups();
    }

    private static boolean reads(Convolution c, int output, int input) {
        return output != VectorPlaces.DEAD
                && input != VectorPlaces.DEAD
                && output / (c.output().channelCount() / c.groups()) == input / groupInputs(c);
    }

    /** The lanes of a vector of inputs that an output reads. */
    private static int[] lanes(Convolution c, int[] inputs, int output) {
        return IntStream.range(0, inputs.length)
                .filter(lane -> reads(c, output, inputs[lane]))
                .toArray();
    }

    /** All inputs that lanes of a vector read. */
    private static int[] inputs(Convolution c, VectorPlaces places, int u) {
        TreeSet<Integer> groups = new TreeSet<>();
        for (int output : places.channels()[u]) {
            if (output != VectorPlaces.DEAD) {
                groups.add(output / (c.output().channelCount() / c.groups()));
            }
        }
        int each = groupInputs(c);
        return groups.stream()
                .flatMapToInt(g -> IntStream.range(g * each, (g + 1) * each))
                .toArray();
    }
}
