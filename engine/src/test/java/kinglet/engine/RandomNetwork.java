package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kinglet.graph.*;
import kinglet.graph.Padding.Explicit;

/** A network of random ops over random earlier results; the same for the same seed. */
final class RandomNetwork {
    private static final int LARGEST = 6000;

    private final Random random;
    private final Scope scope;
    private final List<Node> made = new ArrayList<>();

    private RandomNetwork(long seed) {
        this.random = new Random(seed);
        this.scope = Scope.of("random " + seed);
    }

    static Network of(long seed) {
        return new RandomNetwork(seed).build();
    }

    private Network build() {
        int inputs = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < inputs; i++) {
            made.add(scope.input(
                    "in" + i, new Shape(1 + random.nextInt(40), 1 + random.nextInt(11), 1 + random.nextInt(11))));
        }
        int ops = 3 + random.nextInt(20);
        while (made.size() < ops) {
            tryToAdd();
        }
        List<Node> outputs = new ArrayList<>(List.of(made.getLast()));
        for (Node node : made) {
            if (node != made.getLast() && random.nextInt(12) == 0) {
                outputs.add(node);
            }
        }
        return scope.build(outputs);
    }

    private void tryToAdd() {
        try {
            add();
        } catch (InvalidNetworkException e) {
            // This op does not fit this shape; another will.
        }
    }

    private void add() {
        Node x = random.nextInt(3) > 0 ? made.getLast() : any();
        Op op = op(x.shape());
        List<Node> inputs = new ArrayList<>(List.of(x));
        if (op instanceof Concat || op instanceof Add || op instanceof Multiply) {
            made.stream()
                    .filter(n ->
                            op instanceof Concat ? samePixels(n.shape(), x.shape()) : broadcasts(n.shape(), x.shape()))
                    .filter(n -> random.nextInt(3) == 0)
                    .limit(2)
                    .forEach(inputs::add);
        }
        if (op.output(inputs.stream().map(Node::shape).toList()).size() > LARGEST) {
            return;
        }
        Node node = scope.add("n" + made.size(), op, inputs);
        made.add(node);
        if (random.nextInt(3) == 0 && (op instanceof Conv2d || op instanceof Linear)) {
            made.add(scope.add("n" + made.size(), new BatchNorm(1e-5), made.getLast()));
        }
        if (random.nextInt(3) == 0 && (op instanceof Conv2d || op instanceof Add)) {
            made.add(scope.add("n" + made.size(), activation(), made.getLast()));
        }
        if (random.nextInt(3) == 0 && op instanceof Conv2d && node.shape().equals(x.shape())) {
            made.add(scope.add(
                    "n" + made.size(),
                    new Add(),
                    random.nextBoolean() ? List.of(x, made.getLast()) : List.of(made.getLast(), x)));
        }
    }

    private Op op(Shape s) {
        int channels = s.channels();
        return switch (random.nextInt(30)) {
            case 0, 1, 2 -> new Conv2d(1 + random.nextInt(40), Window.of(1), 1, random.nextBoolean());
            case 3, 4 -> new Conv2d(1 + random.nextInt(30), window(), 1, random.nextBoolean());
            case 5, 6 -> new Conv2d(channels, window(), channels, random.nextBoolean());
            case 7 -> {
                int groups = divisor(channels);
                yield new Conv2d(groups * (1 + random.nextInt(3)), window(), groups, random.nextBoolean());
            }
            case 8 -> new BatchNorm(1e-3);
            case 9 -> activation();
            case 10 ->
                new Pool(
                        kind(),
                        Window.of(1 + random.nextInt(3)).stride(1 + random.nextInt(2)),
                        random.nextBoolean(),
                        random.nextBoolean());
            case 11 -> new GlobalPool(kind());
            case 12 -> new AdaptiveAveragePool(1 + random.nextInt(6), 1 + random.nextInt(6));
            case 13, 14, 15 -> new Add();
            case 16 -> new Multiply();
            case 17, 18, 19 -> new Concat();
            case 20, 21 -> {
                int from = random.nextInt(channels);
                yield new Slice(from, from + 1 + random.nextInt(channels - from), 1 + random.nextInt(2));
            }
            case 22, 23 -> new ChannelShuffle(divisor(channels));
            case 24 -> new ChannelSelect(1 + random.nextInt(40));
            case 25 ->
                new Pad(
                        new Explicit(
                                random.nextInt(4) - 1,
                                random.nextInt(4) - 1,
                                random.nextInt(4) - 1,
                                random.nextInt(4) - 1),
                        Pad.Mode.CONSTANT,
                        random.nextBoolean() ? 0 : 0.5);
            case 26 ->
                random.nextBoolean()
                        ? new Pad(new Explicit(1, 0, 1, 1), one(Pad.Mode.EDGE, Pad.Mode.REFLECT, Pad.Mode.WRAP), 0)
                        : new Resize(
                                1 + random.nextInt(12),
                                1 + random.nextInt(12),
                                one(Resize.Mode.NEAREST, Resize.Mode.BILINEAR));
            case 27 ->
                random.nextBoolean() ? new Softmax() : new LocalResponseNorm(1 + random.nextInt(5), 0.5, 0.75, 1);
            case 28 -> random.nextBoolean() ? new Transpose(List.of(1, 2, 0)) : new Dropout(0.2);
            default -> s.isVector() ? new Linear(1 + random.nextInt(20), random.nextBoolean()) : new Flatten();
        };
    }

    private Window window() {
        Window window = Window.of(1 + random.nextInt(5), 1 + random.nextInt(5))
                .stride(1 + random.nextInt(3), 1 + random.nextInt(2));
        return switch (random.nextInt(5)) {
            case 0 -> window.padding(new Padding.Same(random.nextBoolean()));
            case 1 -> window.padding(random.nextInt(3));
            case 2 -> Window.of(3).stride(1 + random.nextInt(2));
            case 3 ->
                window.dilation(1 + random.nextInt(2), 1 + random.nextInt(2)).padding(2);
            default -> window;
        };
    }

    private Activation activation() {
        List<Activation> all = List.of(
                Activation.RELU,
                Activation.RELU6,
                Activation.HARD_SWISH,
                Activation.SWISH,
                Activation.TANH,
                Activation.leakyRelu(0.2),
                Activation.SIGMOID,
                Activation.HARD_SIGMOID,
                Activation.clip(-0.5, 0.5));
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    private final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Pool.Kind kind() {
        return one(Pool.Kind.MAX, Pool.Kind.AVERAGE);
    }

    private int divisor(int channels) {
        List<Integer> divisors = new ArrayList<>();
        for (int d = 1; d <= channels; d++) {
            if (channels % d == 0) {
                divisors.add(d);
            }
        }
        return divisors.get(random.nextInt(divisors.size()));
    }

    private Node any() {
        return made.get(random.nextInt(made.size()));
    }

    private static boolean samePixels(Shape a, Shape b) {
        return a.height() == b.height() && a.width() == b.width();
    }

    private static boolean broadcasts(Shape a, Shape b) {
        return a.equals(b) || (a.channels() == b.channels() && a.isVector()) || (samePixels(a, b) && a.channels() == 1);
    }
}
