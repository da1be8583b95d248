package kinglet.networks;

import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Node;

/** The papers' count, in a few lines of its own: multiply-adds of convolutions and fully connected layers, without biases. */
final class Count {

    private Count() {}

    static long multAdds(Network network) {
        long sum = 0;
        for (Node node : network.nodes()) {
            sum += switch (node.op()) {
                case Conv2d conv ->
                    (long) node.shape().size()
                            * conv.window().taps()
                            * (node.input().shape().channels() / conv.groups());
                case LearnedGroupConv2d learned ->
                    (long) node.shape().size() * node.input().shape().channels();
                case Linear linear ->
                    (long) node.shape().size() * node.input().shape().size();
                default -> 0;
            };
        }
        return sum;
    }
}
