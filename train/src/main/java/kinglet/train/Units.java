package kinglet.train;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import kinglet.graph.*;

/**
 * A network as training sees it.
 *
 * @param all the units, each after those it reads; the first is the input
 * @param output the unit whose result the loss compares
 */
record Units(List<Unit> all, Unit output) {

    /**
     * Cuts a network into units.
     *
     * @throws TrainingException if an op has no gradient here
     */
    static Units of(Network network, Weights weights) {
        return new Cutting(network, weights).units();
    }

    private static final class Cutting {
        private final Network network;
        private final Weights weights;
        private final List<Unit> units = new ArrayList<>();
        private final Map<Node, List<Wire>> wires = new IdentityHashMap<>();

        Cutting(Network network, Weights weights) {
            this.network = network;
            this.weights = weights;
        }

        Units units() {
            network.nodes().forEach(node -> wires.put(node, cut(node)));
            List<Wire> result = wires(network.output());
            Unit output = result.getFirst().unit();
            if (!isWhole(result) || output.shape().height() * output.shape().width() != 1) {
                throw new TrainingException(
                        "network '%s' ends in %s, but a loss needs one value a class; end it in a fully connected layer or a global pool"
                                .formatted(network.name(), network.output()));
            }
            return new Units(List.copyOf(units), output);
        }

        private List<Wire> cut(Node node) {
            return switch (node.op()) {
                case Input _, Conv2d _, LearnedGroupConv2d _, Linear _ -> head(node, node.shape());
                // a mean or maximum of one pixel is that pixel
                case GlobalPool _
                when node.input().shape().height() * node.input().shape().width() == 1 -> wires(node.input());
                case Pool _, GlobalPool _, AdaptiveAveragePool _, Add _, Multiply _ -> head(node, node.shape());
                case Dropout dropout -> dropout.rate() == 0 ? wires(node.input()) : like(node);
                case StochasticDepth depth -> depth.rate() == 0 ? wires(node.input()) : like(node);
                case BatchNorm _ -> norm(node);
                case Activation activation -> activation(node, activation);
                case Concat _ ->
                    node.inputs().stream().flatMap(n -> wires(n).stream()).toList();
                case Slice slice -> pick(node, i -> slice.from() + i * slice.step());
                case ChannelShuffle shuffle ->
                    pick(node, i -> shuffle.source(i, node.shape().channels()));
                case ChannelSelect _ -> {
                    float[] index = weights.tensor(node.name() + ".index").data();
                    yield pick(node, i -> (int) index[i]);
                }
                case Flatten _ -> wires(node.input());
                case Softmax _ when node == network.output() -> wires(node.input());
                case Transpose _ when ChannelPad.endingIn(node).isPresent() -> paddedChannels(node);
                case Transpose _, Pad _ when ChannelPad.allReadersEnd(network, node) -> wires(node.input());
                case Softmax _, LocalResponseNorm _, Reshape _, Transpose _, Pad _, Resize _, Constant _ ->
                    throw new TrainingException(
                            "'%s' (%s) cannot be trained through; train a network without it, or freeze what lies before it"
                                    .formatted(node.name(), node.op().label()));
            };
        }

        private List<Wire> wires(Node node) {
            return Objects.requireNonNull(wires.get(node));
        }

        private List<Wire> pick(Node node, IntUnaryOperator source) {
            List<Wire> in = wires(node.input());
            return IntStream.range(0, node.shape().channels())
                    .mapToObj(i -> in.get(source.applyAsInt(i)))
                    .toList();
        }

        /** The image as it was before its channels became rows is what the head reads. */
        private List<Wire> paddedChannels(Node node) {
            Node source = ChannelPad.endingIn(node).orElseThrow().source();
            return head(node, List.of(source), node.shape());
        }

        private List<Wire> head(Node node, Shape shape) {
            return head(node, node.inputs(), shape);
        }

        private List<Wire> head(Node node, List<Node> inputs, Shape shape) {
            Unit unit = new Unit(node, inputs.stream().map(this::wires).toList(), shape);
            units.add(unit);
            return all(unit);
        }

        /** A head that leaves the shape as it is, also where a flatten came before. */
        private List<Wire> like(Node node) {
            List<Wire> in = wires(node.input());
            return head(node, in.getFirst().unit().shape().withChannels(in.size()));
        }

        private List<Wire> norm(Node node) {
            List<Wire> in = wires(node.input());
            if (isJoinable(node, in) && in.getFirst().unit().joinNorm(node)) {
                return in;
            }
            List<Wire> copy = like(node);
            units.getLast().norm(node);
            return copy;
        }

        private List<Wire> activation(Node node, Activation activation) {
            List<Wire> in = wires(node.input());
            if (isJoinable(node, in) && in.getFirst().unit().joinActivation(node, activation)) {
                return in;
            }
            List<Wire> copy = like(node);
            units.getLast().activation(node, activation);
            return copy;
        }

        private boolean isJoinable(Node node, List<Wire> in) {
            return isWhole(in) && network.consumers(node.input()).size() == 1;
        }

        private static boolean isWhole(List<Wire> channels) {
            return channels.equals(all(channels.getFirst().unit()));
        }

        private static List<Wire> all(Unit unit) {
            return IntStream.range(0, unit.shape().channels())
                    .mapToObj(c -> new Wire(unit, c))
                    .toList();
        }
    }
}
