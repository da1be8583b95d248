package kinglet.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Input;
import kinglet.graph.Network;
import kinglet.graph.Node;

/** Which channels of its input each channel of a chain of convolutions and shuffles depends on. */
final class Reach {

    private Reach() {}

    /** A set of input channels for each channel of the output. */
    static List<BitSet> of(Network chain) {
        List<BitSet> known = List.of();
        for (Node node : chain.nodes()) {
            known = switch (node.op()) {
                case Input _ ->
                    IntStream.range(0, node.shape().channels())
                            .mapToObj(Reach::only)
                            .toList();
                case Conv2d conv -> through(conv, known);
                case ChannelShuffle shuffle -> through(shuffle, known);
                default -> throw new IllegalStateException("no layer of a chain: " + node);
            };
        }
        return known;
    }

    /** Pairs of an input and an output channel of which the second depends on the first. */
    static long connections(Network chain) {
        return of(chain).stream().mapToLong(BitSet::cardinality).sum();
    }

    /** How many of so many equal groups of input channels each output knows of; distinct numbers, in the order of the outputs. */
    static List<Integer> groups(Network chain, int groups) {
        int size = chain.input().shape().channels() / groups;
        return of(chain).stream()
                .map(inputs ->
                        (int) inputs.stream().map(i -> i / size).distinct().count())
                .distinct()
                .toList();
    }

    private static List<BitSet> through(Conv2d conv, List<BitSet> inputs) {
        int read = inputs.size() / conv.groups();
        int made = conv.outChannels() / conv.groups();
        List<BitSet> outputs = new ArrayList<>();
        for (int group = 0; group < conv.groups(); group++) {
            BitSet all = new BitSet();
            inputs.subList(group * read, (group + 1) * read).forEach(all::or);
            for (int i = 0; i < made; i++) {
                outputs.add(all);
            }
        }
        return outputs;
    }

    private static List<BitSet> through(ChannelShuffle shuffle, List<BitSet> inputs) {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> inputs.get(shuffle.source(i, inputs.size())))
                .toList();
    }

    private static BitSet only(int channel) {
        BitSet one = new BitSet();
        one.set(channel);
        return one;
    }
}
