package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import kinglet.graph.*;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of small networks that have every op, against central differences of the loss in doubles. */
class GradientsTest {
    private static final int BATCH = 3;

    /** So many that three are done side by side, see {@link Abreast}, and all of them where weights are many, see {@link BatchRun}. */
    private static final int MANY = 24;

    private static final int CLASSES = 5;
    private static final Shape IMAGE = new Shape(3, 9, 8);
    private static final int SAMPLES = 6;

    private record Case(String name, BiFunction<Scope, Node, Node> body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Node activated(Scope s, String name, Activation function, Node x) {
        return s.add(name + ".act", function, s.add(name + ".norm", new BatchNorm(1e-3), x));
    }

    static Stream<Case> cases() {
        Stream<Case> functions = Stream.of(
                        Activation.RELU,
                        Activation.RELU6,
                        Activation.SIGMOID,
                        Activation.HARD_SIGMOID,
                        Activation.SWISH,
                        Activation.HARD_SWISH,
                        Activation.TANH,
                        Activation.leakyRelu(0.1),
                        Activation.clip(-0.5, 0.75))
                .map(f -> new Case(
                        "conv, norm, " + f.label(), (s, x) -> activated(s, "a", f, s.add("c", Conv2d.of(7, 3), x))));
        return Stream.of(functions, convolutions(), joins()).flatMap(c -> c);
    }

    private static Stream<Case> convolutions() {
        Case tiny = new Case("3x3 of 3x2 pixels", (s, x) -> {
            Node y = activated(
                    s, "a", Activation.TANH, s.add("c", Conv2d.of(36, 3).stride(4), x));
            return activated(s, "b", Activation.TANH, s.add("d", Conv2d.of(33, 3), y));
        });
        Stream<Case> others = Stream.of(
                        Conv2d.of(20, 1),
                        Conv2d.of(20, 3).stride(2),
                        Conv2d.of(20, 3).withBias(),
                        Conv2d.of(20, 5),
                        Conv2d.of(20, 3).groups(2),
                        Conv2d.of(20, 1).groups(4),
                        Conv2d.depthwise(20, 3),
                        Conv2d.depthwise(20, 3).stride(2),
                        Conv2d.depthwise(20, 5),
                        Conv2d.of(20, 3).padding(Padding.same()).stride(2),
                        Conv2d.of(20, 3).padding(0))
                .map(conv -> new Case(conv + " behind another", (s, x) -> {
                    Node y = activated(s, "a", Activation.TANH, s.add("c", Conv2d.of(20, 1), x));
                    return activated(s, "b", Activation.TANH, s.add("d", conv, y));
                }));
        return Stream.concat(others, Stream.of(tiny));
    }

    /** Convolutions of images and of pixels, all of which keep their weights in the same memory, see {@link Weighing}. */
    private static Case many() {
        return new Case("many weights", (s, x) -> {
            Node y = activated(
                    s, "a", Activation.TANH, s.add("c", Conv2d.of(130, 3).stride(4), x));
            y = activated(s, "b", Activation.TANH, s.add("d", Conv2d.of(130, 3), y));
            y = activated(s, "e", Activation.TANH, s.add("f", Conv2d.of(130, 3), y));
            y = s.add("g", Conv2d.of(1010, 1).withBias(), s.add("pool", GlobalPool.AVERAGE, y));
            y = s.add("h", Conv2d.of(130, 1).withBias(), s.add("ga", Activation.TANH, y));
            return s.add("ha", Activation.TANH, y);
        });
    }

    /** More weights than pixels, also of a batch. */
    private static Case manyOfFewPixels() {
        return new Case("many weights, few pixels", (s, x) -> {
            Node y = activated(
                    s, "a", Activation.TANH, s.add("c", Conv2d.of(33, 3).stride(4), x));
            return activated(
                    s,
                    "b",
                    Activation.TANH,
                    s.add("d", Conv2d.of(450, 3).stride(2).withBias(), y));
        });
    }

    /** More weights than fit a row of images, between channels that lie in order; a mean of a pixel is that pixel. */
    private static Case onePixel(int from, int to) {
        return new Case(from + " to " + to + " channels of one pixel", (s, x) -> {
            Node y = activated(
                    s, "a", Activation.TANH, s.add("c", Conv2d.of(from, 3).stride(4), x));
            y = s.add("pool", GlobalPool.AVERAGE, y);
            y = activated(s, "b", Activation.TANH, s.add("d", Conv2d.of(to, 1), y));
            y = s.add("same", GlobalPool.AVERAGE, y);
            y = activated(s, "e", Activation.TANH, s.add("f", Conv2d.of(130, 1).withBias(), y));
            return s.add("last", GlobalPool.AVERAGE, y);
        });
    }

    private static Stream<Case> joins() {
        return Stream.of(
                many(),
                onePixel(128, 1040),
                new Case("residual", (s, x) -> {
                    Node y = activated(s, "a", Activation.SWISH, s.add("c", Conv2d.of(18, 3), x));
                    Node z = s.add("dn", new BatchNorm(1e-3), s.add("d", Conv2d.of(18, 3), y));
                    return s.add("r", Activation.TANH, s.add("sum", new Add(), y, z));
                }),
                new Case("gate", (s, x) -> {
                    Node y = activated(s, "a", Activation.SWISH, s.add("c", Conv2d.of(18, 3), x));
                    Node g = s.add("g1", Conv2d.of(6, 1).withBias(), s.add("pool", GlobalPool.AVERAGE, y));
                    g = s.add("g2", Conv2d.of(18, 1).withBias(), s.add("ga", Activation.SWISH, g));
                    return s.add("gated", new Multiply(), y, s.add("gs", Activation.SIGMOID, g));
                }),
                new Case("shuffle, slice and concat", (s, x) -> {
                    Node y = activated(s, "a", Activation.TANH, s.add("c", Conv2d.of(24, 3), x));
                    Node left = s.add("left", Slice.of(0, 12), y);
                    Node right = activated(
                            s, "b", Activation.TANH, s.add("d", Conv2d.of(12, 1), s.add("right", Slice.of(12, 24), y)));
                    Node joined = s.add("shuffle", new ChannelShuffle(2), s.add("cat", new Concat(), left, right));
                    Node down = activated(
                            s,
                            "e",
                            Activation.TANH,
                            s.add("dw", Conv2d.depthwise(24, 3).stride(2), joined));
                    return s.add("f", Conv2d.of(9, 1).groups(3), down);
                }),
                new Case("norms before convolutions, dense connections", (s, x) -> {
                    Node y = s.add("c", Conv2d.of(10, 3), x);
                    for (int i = 0; i < 3; i++) {
                        Node z = s.add("d" + i, Conv2d.of(6, 3), activated(s, "n" + i, Activation.RELU, y));
                        y = s.add("cat" + i, new Concat(), y, z);
                    }
                    return s.add("avg", Pool.average(Window.of(2).stride(2)), y);
                }),
                new Case("the same channels twice", (s, x) -> {
                    Node y = activated(
                            s, "a", Activation.TANH, s.add("c", Conv2d.of(40, 3).stride(4), x));
                    y = activated(
                            s, "b", Activation.TANH, s.add("d", Conv2d.of(24, 3), s.add("cat", new Concat(), y, y)));
                    y = s.add("pool", GlobalPool.AVERAGE, y);
                    return s.add("twice", new Concat(), y, y);
                }),
                new Case("zero channels", (s, x) -> {
                    Transpose channelsAsRows = new Transpose(List.of(1, 0, 2));
                    Node y = activated(s, "a", Activation.TANH, s.add("c", Conv2d.of(18, 3), x));
                    Node few = s.add("few", Pool.max(Window.of(1).stride(2)), y);
                    Node rows = s.add("rows", channelsAsRows, few);
                    Node more = s.add("more", Pad.zeros(new Padding.Explicit(5, 0, 9, 0)), rows);
                    Node z = s.add("d", Conv2d.of(32, 3).stride(2), y);
                    return s.add("sum", new Add(), z, s.add("channels", channelsAsRows, more));
                }),
                new Case("pools", (s, x) -> {
                    Node y = activated(s, "a", Activation.TANH, s.add("c", Conv2d.of(17, 3), x));
                    Node max = s.add("max", Pool.max(Window.of(3).stride(2).padding(1)), y);
                    Node mean =
                            s.add("mean", Pool.average(Window.of(3).stride(2).padding(1)), y);
                    return s.add("sum", new Add(), max, mean);
                }));
    }

    static Stream<Arguments> casesAndKernels() {
        return onAllKernels(cases());
    }

    static Stream<Arguments> convolutionsAndKernels() {
        return onAllKernels(Stream.concat(convolutions(), Stream.of(manyOfFewPixels())));
    }

    static Stream<Arguments> pixelsAndKernels() {
        return onAllKernels(Stream.of(onePixel(16, 40)));
    }

    private static Stream<Arguments> onAllKernels(Stream<Case> cases) {
        List<KernelsProvider> providers = KernelsProviders.all().stream()
                .filter(p -> p.unusableBecause().isEmpty())
                .toList();
        return cases.flatMap(c -> providers.stream().map(p -> Arguments.of(c, p.name(), p)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesAndKernels")
    void areThoseOfTheLoss(Case of, String kernels, KernelsProvider provider) {
        check(of, provider, BATCH);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("convolutionsAndKernels")
    void areThoseOfTheLossSideBySide(Case of, String kernels, KernelsProvider provider) {
        check(of, provider, MANY);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pixelsAndKernels")
    void areThoseOfTheLossOfManyImages(Case of, String kernels, KernelsProvider provider) {
        check(of, provider, 64);
    }

    private static void check(Case of, KernelsProvider provider, int batch) {
        Scope scope = Scope.of("test");
        Node x = of.body().apply(scope, scope.input(IMAGE));
        Network network = scope.build(scope.add("fc", new Linear(CLASSES, true), scope.add("flat", new Flatten(), x)));
        Random random = new Random(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter p : network.parameters()) {
            Tensor t =
                    Tensor.zeros(p.dims().stream().mapToInt(Integer::intValue).toArray());
            for (int i = 0; i < t.size(); i++) {
                t.data()[i] = (float) (p.name().endsWith("var") ? 1 : 0.4 * random.nextGaussian());
            }
            tensors.put(p.name(), t);
        }
        float[] images = new float[batch * IMAGE.size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        int[] labels = random.ints(batch, 0, CLASSES).toArray();
        float[] targets = new float[batch * CLASSES];
        for (int i = 0; i < batch; i++) {
            targets[i * CLASSES + labels[i]] = 1;
        }
        Map<String, double[]> doubles = new LinkedHashMap<>();
        tensors.forEach((name, t) -> {
            double[] d = new double[t.size()];
            Arrays.setAll(d, i -> t.data()[i]);
            doubles.put(name, d);
        });
        LearnerOptions options = LearnerOptions.of(batch).withLabelSmoothing(0.1);
        try (Learner learner = new Learner(network, Weights.of(tensors), options, provider.create())) {
            DoubleNetwork reference = new DoubleNetwork(network, doubles, batch);
            double loss = learner.learn(new Batch(batch, images, targets, labels));
            assertThat(loss).isCloseTo(reference.loss(images, labels, 0.1), within(1e-5));
            for (Slot slot : learner.slots()) {
                compare(slot, reference, Objects.requireNonNull(doubles.get(slot.name())), images, labels, random);
            }
        }
    }

    private static void compare(
            Slot slot, DoubleNetwork reference, double[] values, float[] images, int[] labels, Random random) {
        double largest = 1e-3;
        for (float g : slot.gradient()) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int k = 0; k < SAMPLES; k++) {
            int i = random.nextInt(values.length);
            double was = values[i];
            double step = 1e-5;
            values[i] = was + step;
            double above = reference.loss(images, labels, 0.1);
            values[i] = was - step;
            double below = reference.loss(images, labels, 0.1);
            values[i] = was;
            double expected = (above - below) / (2 * step);
            assertThat(Math.abs(slot.gradient()[i] - expected) / largest)
                    .as("%s[%d]: %s, by differences %s", slot.name(), i, slot.gradient()[i], expected)
                    .isLessThan(3e-4);
        }
    }
}
