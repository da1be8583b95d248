package kinglet.graph;

import java.util.Map;

/**
 * A network with the weights it runs with, and what its file says about itself.
 *
 * @param network the graph
 * @param weights every tensor it needs
 * @param properties facts of the file by name; the ones that other rooms understand have constants here
 */
public record Model(Network network, Weights weights, Map<String, String> properties) {

    /** With {@link #INPUT_OFFSET}: the network reads {@code byte * scale + offset}, as a quantised input tensor says. */
    public static final String INPUT_SCALE = "input.scale";

    public static final String INPUT_OFFSET = "input.offset";

    /** Whose file it was read from, by which customs of preprocessing are guessed: {@link #TENSORFLOW}, or nothing. */
    public static final String FRAMEWORK = "framework";

    public static final String TENSORFLOW = "tensorflow";

    /** The classes in order, one a line. */
    public static final String LABELS = "labels";

    /** The catalogue's id of the network, and its options if it has any: {@code mobilenet_v2 --width 0.5}. */
    public static final String NETWORK = "network";

    /** How pictures are made into its input, as the room {@code vision} writes it. */
    public static final String PREPROCESSING = "preprocessing";

    public Model {
        properties = Map.copyOf(properties);
        weights = weights.fit(network);
    }

    public static Model of(Network network, Weights weights) {
        return new Model(network, weights, Map.of());
    }
}
