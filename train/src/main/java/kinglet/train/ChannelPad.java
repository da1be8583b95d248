package kinglet.train;

import java.util.List;
import java.util.Optional;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Transpose;

/**
 * Zero channels around those of an image, as ResNet's shortcuts without parameters add them (He et al. 2016, section 3.3, option A). A graph says
 * so in three nodes: channels become rows, rows of zeros are added, rows become channels.
 *
 * @param source whose channels they are
 * @param before how many zero channels come before them
 */
record ChannelPad(Node source, int before) {
    private static final List<Integer> CHANNELS_AS_ROWS = List.of(1, 0, 2);

    /** The pad whose result is the node's. */
    static Optional<ChannelPad> endingIn(Node node) {
        if (swaps(node) && addsRows(node.input()) && swaps(node.input().input())) {
            Pad pad = (Pad) node.input().op();
            return Optional.of(
                    new ChannelPad(node.input().input().input(), pad.padding().top()));
        }
        return Optional.empty();
    }

    /** Whether all that reads the node is a pad of channels, or leads to one. */
    static boolean allReadersEnd(Network network, Node node) {
        List<Node> readers = network.consumers(node);
        return !readers.isEmpty()
                && readers.stream()
                        .allMatch(reader -> endingIn(reader).isPresent()
                                || addsRows(reader) && swaps(node) && allReadersEnd(network, reader));
    }

    private static boolean swaps(Node node) {
        return node.op() instanceof Transpose transpose && transpose.order().equals(CHANNELS_AS_ROWS);
    }

    private static boolean addsRows(Node node) {
        return node.op() instanceof Pad pad
                && pad.mode() == Pad.Mode.CONSTANT
                && pad.value() == 0
                && addsRows(pad.padding());
    }

    private static boolean addsRows(Explicit padding) {
        return padding.top() >= 0 && padding.bottom() >= 0 && padding.left() == 0 && padding.right() == 0;
    }
}
