package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private static final int NOTHING = -1;

    /** A step: the place that it reads, the input that each lane gets or {@link #NOTHING}, and its lane there. */
    private record Take(int place, int[] inputs, int[] lanes) {}

    /** Steps of vector {@code u} where each is one input for all lanes. */
    static int together(Convolution c, VectorPlaces places, int u) {
        return inputs(c, places.channels()[u]).length;
    }

    /** Steps of vector {@code u} where each lane takes its own from a vector of inputs. */
    static int apart(Convolution c, VectorPlaces places, int u) {
        return sources(c, places.channels()[u]).values().stream()
                .mapToInt(VectorGroup::longest)
                .sum();
    }

    static VectorGroup packTogether(Convolution c, VectorPlaces places, int u) {
        List<Take> takes = new ArrayList<>();
        int[] outputs = places.channels()[u];
        for (int input : inputs(c, outputs)) {
            int[] each = Arrays.stream(outputs)
                    .map(output ->
                            output != VectorPlaces.DEAD && group(c, output) == input / groupInputs(c) ? input : NOTHING)
                    .toArray();
            takes.add(new Take(c.input().channels()[input], each, new int[outputs.length]));
        }
        VectorGroup group = pack(c, outputs, takes);
        return new VectorGroup(group.offsets, new int[0], group.weights);
    }

    static VectorGroup packApart(Convolution c, VectorPlaces places, int u) {
        List<Take> takes = new ArrayList<>();
        int[] outputs = places.channels()[u];
        sources(c, outputs).forEach((place, lists) -> {
            for (int i = 0; i < longest(lists); i++) {
                int step = i;
                int[] inputs = lists.stream()
                        .mapToInt(list -> step < list.size() ? list.get(step) : NOTHING)
                        .toArray();
                int[] lanes = Arrays.stream(inputs)
                        .map(input -> input == NOTHING ? 0 : c.input().channels()[input] - place)
                        .toArray();
                takes.add(new Take(place, inputs, lanes));
            }
        });
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
            System.arraycopy(take.lanes(), 0, lanes, k * width, width);
            for (int lane = 0; lane < width; lane++) {
                int input = take.inputs()[lane];
                for (int column = 0; column < columns && input != NOTHING; column++) {
                    weights[(k * columns + column + 1) * width + lane] =
                            weight(c, outputs[lane], input, tapRow * columns + column);
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

    private static int group(Convolution c, int output) {
        return output / (c.output().channelCount() / c.groups());
    }

    private static int longest(List<List<Integer>> lists) {
        return lists.stream().mapToInt(List::size).max().orElse(0);
    }

    /** By the place of a vector of inputs: what each lane reads in it. */
    private static SortedMap<Integer, List<List<Integer>>> sources(Convolution c, int[] outputs) {
        SortedMap<Integer, List<List<Integer>>> sources = new TreeMap<>();
        int[] blocks = c.input().blocks().clone();
        Arrays.sort(blocks);
        int each = groupInputs(c);
        for (int lane = 0; lane < outputs.length; lane++) {
            if (outputs[lane] == VectorPlaces.DEAD) {
                continue;
            }
            int first = group(c, outputs[lane]) * each;
            for (int input = first; input < first + each; input++) {
                sources.computeIfAbsent(
                                vectorOf(blocks, c.input().channels()[input]),
                                place -> IntStream.range(0, outputs.length)
                                        .<List<Integer>>mapToObj(i -> new ArrayList<>())
                                        .toList())
                        .get(lane)
                        .add(input);
            }
        }
        return sources;
    }

    /** The place of the vector in which a place lies. */
    private static int vectorOf(int[] blocks, int place) {
        int at = Arrays.binarySearch(blocks, place);
        int block = blocks[at >= 0 ? at : -at - 2];
        return place - (place - block) % VectorLanes.WIDTH;
    }

    /** All inputs that lanes of a vector read. */
    private static int[] inputs(Convolution c, int[] outputs) {
        TreeSet<Integer> groups = new TreeSet<>();
        for (int output : outputs) {
            if (output != VectorPlaces.DEAD) {
                groups.add(group(c, output));
            }
        }
        int each = groupInputs(c);
        return groups.stream()
                .flatMapToInt(g -> IntStream.range(g * each, (g + 1) * each))
                .toArray();
    }
}
