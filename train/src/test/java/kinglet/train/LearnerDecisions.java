package kinglet.train;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kinglet.graph.Activation;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.kernels.View;

/** On which piece a learner's floats fell at every activation and maximum: what each node gave there, after the way forward. */
final class LearnerDecisions implements DoubleNetwork.Decisions {
    private final Map<Node, double[]> seen = new IdentityHashMap<>();
    private double farthest;

    LearnerDecisions(Network network, Learner learner, DoubleNetwork reference, int images) {
        learner.values().forEach((unit, values) -> {
            seen.put(unit.head(), plain(values, images, false));
            unit.norm().ifPresent(norm -> seen.put(norm, plain(values, images, true)));
            unit.activation().ifPresent(activation -> seen.put(unit.last(), activated(activation, values, images)));
        });
        for (Node node : network.nodes()) {
            if (!seen.containsKey(node)) {
                List<double[]> in = node.inputs().stream().map(seen::get).toList();
                seen.put(node, reference.value(node, in, OWN));
            }
        }
    }

    @Override
    public double[] of(Node read, double[] own) {
        double[] floats = Objects.requireNonNull(seen.get(read));
        double difference = 0;
        double length = 0;
        for (int i = 0; i < own.length; i++) {
            difference += (floats[i] - own[i]) * (floats[i] - own[i]);
            length += own[i] * own[i];
        }
        farthest = Math.max(farthest, Math.sqrt(difference / length));
        return floats;
    }

    /** How far the floats of a node that was asked for are from its own values at most: root mean squares, relative. */
    double farthest() {
        return farthest;
    }

    private static double[] activated(Activation activation, Values values, int images) {
        double[] argument = plain(values, images, true);
        double[] results = new double[argument.length];
        Arrays.setAll(results, i -> DoubleActivation.apply(activation, argument[i], argument[i]));
        return results;
    }

    /** Image by image and channel by channel, before the norm or behind it. */
    private static double[] plain(Values values, int images, boolean normalised) {
        int channels = values.shape().channels();
        int pixels = values.pixels();
        double[] all = new double[images * channels * pixels];
        for (int i = 0; i < all.length; i++) {
            int c = i / pixels % channels;
            int at = values.at(i / (pixels * channels), c / View.LANES) + i % pixels * View.LANES + c % View.LANES;
            double stored = values.stored()[at];
            all[i] = normalised ? values.scale[c] * stored + values.shift[c] : stored;
        }
        return all;
    }
}
