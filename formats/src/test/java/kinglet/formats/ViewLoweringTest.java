package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Flatten;
import kinglet.graph.Input;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Pad;
import kinglet.graph.Reshape;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.Transpose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of reshapes, transposes and slices on views, against the nodes made of them and run place by place. */
class ViewLoweringTest {

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNodesShowWhatTheViewShows(int seed) {
        Random random = new Random(seed);
        Shape shape = new Shape(1 + random.nextInt(12), 1 + random.nextInt(6), 1 + random.nextInt(6));
        View view = View.batched(1, shape.channels(), shape.height(), shape.width());
        for (int i = random.nextInt(6); i >= 0; i--) {
            view = change(view, random);
        }
        OnnxBuilder builder = new OnnxBuilder("test");
        Node input = builder.input("x", shape);
        Shape flat = Shape.vector((int) view.size());
        Node output = builder.layOut(input, view, flat, "y");
        Model model = builder.build(Map.of("y", output), Map.of());
        assertThat(run(model))
                .as("seed %d: %s of %s", seed, Arrays.toString(view.dims()), shape)
                .isEqualTo(view.places());
    }

    private static View change(View view, Random random) {
        Optional<View> changed = switch (random.nextInt(4)) {
            case 0 -> Optional.of(view.transpose(order(view.rank(), random)));
            case 1 -> {
                int axis = random.nextInt(view.rank());
                int start = random.nextInt(view.dim(axis));
                int step = 1 + random.nextInt(3);
                int most = Math.ceilDiv(view.dim(axis) - start, step);
                yield view.slice(axis, start, 1 + random.nextInt(most), step);
            }
            default -> view.reshape(factors((int) view.size(), random));
        };
        return changed.orElse(view);
    }

    private static int[] order(int rank, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static int[] factors(int size, Random random) {
        List<Integer> factors = new ArrayList<>();
        int rest = size;
        for (int i = random.nextInt(4); i > 0; i--) {
            int now = rest;
            List<Integer> divisors = IntStream.rangeClosed(1, now)
                    .filter(d -> now % d == 0)
                    .boxed()
                    .toList();
            factors.add(divisors.get(random.nextInt(divisors.size())));
            rest /= factors.getLast();
        }
        factors.add(rest);
        return factors.stream().mapToInt(i -> i).toArray();
    }

    /** The network on an input that holds the number of each place. */
    private static int[] run(Model model) {
        Map<Node, int[]> values = new HashMap<>();
        for (Node node : model.network().nodes()) {
            int[] in = node.inputs().isEmpty() ? new int[0] : values.getOrDefault(node.input(), new int[0]);
            Shape shape = node.shape();
            int[] out = new int[shape.size()];
            for (int i = 0; i < out.length; i++) {
                int c = i / shape.area();
                int y = i / shape.width() % shape.height();
                int x = i % shape.width();
                out[i] = node.op() instanceof Input ? i : in[source(model, node, c, y, x)];
            }
            values.put(node, out);
        }
        return values.getOrDefault(model.network().output(), new int[0]);
    }

    private static int source(Model model, Node node, int c, int y, int x) {
        Shape in = node.input().shape();
        Shape out = node.shape();
        int place = (c * out.height() + y) * out.width() + x;
        int pixel = y * out.width() + x;
        Op op = node.op();
        if (op instanceof Slice slice) {
            return (slice.from() + c * slice.step()) * in.area() + pixel;
        }
        if (op instanceof ChannelShuffle shuffle) {
            return shuffle.source(c, in.channels()) * in.area() + pixel;
        }
        if (op instanceof ChannelSelect) {
            return (int) model.weights().tensor(node.name() + ".index").data()[c] * in.area() + pixel;
        }
        if (op instanceof Transpose transpose) {
            int[] at = new int[3];
            at[transpose.order().get(0)] = c;
            at[transpose.order().get(1)] = y;
            at[transpose.order().get(2)] = x;
            return (at[0] * in.height() + at[1]) * in.width() + at[2];
        }
        if (op instanceof Pad pad) {
            return (c * in.height() + y - pad.padding().top()) * in.width()
                    + x
                    - pad.padding().left();
        }
        assertThat(op).isInstanceOfAny(Reshape.class, Flatten.class);
        return place;
    }
}
