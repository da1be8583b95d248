package kinglet.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.networks.NearestNames;

/**
 * Draws networks and their units.
 *
 * <pre>{@code
 * Files.writeString(Path.of("net.svg"), Draw.network(Catalogue.entry("mobilenet_v2").build()).svg());
 * }</pre>
 */
public final class Draw {
    /** More boxes would be no picture that anybody looks at. */
    private static final int MOST_BOXES = 500;

    private static final int SUGGESTIONS = 3;

    private Draw() {}

    /** A whole network: its units from top to bottom, those that repeat once, with shapes, parameters and mult-adds. */
    public static Drawing network(Network network) {
        return DiagramStages.draw(network);
    }

    /**
     * One unit of a network, layer by layer: the nodes whose names begin with the unit's.
     *
     * @param unit scopes with dots or slashes between them: {@code features.3}
     * @throws KingletException if there are none, with the nearest names; or more than can be drawn
     */
    public static Drawing unit(Network network, String unit) {
        List<String> path = DiagramGraph.path(unit);
        Predicate<Node> inside = node -> isInside(DiagramGraph.path(node.name()), path);
        List<String> units = units(network);
        if (path.isEmpty() || network.nodes().stream().noneMatch(inside)) {
            throw new KingletException("%s has no unit '%s'%s"
                    .formatted(
                            network.name(),
                            unit,
                            units.isEmpty()
                                    ? ": its layers' names have no scopes"
                                    : "; did you mean %s?"
                                            .formatted(String.join(", ", NearestNames.of(unit, units, SUGGESTIONS)))));
        }
        Network part = DiagramGraph.part(network, network.name() + ", " + unit, inside);
        return boxes("%s of %s".formatted(unit, network.name()), part);
    }

    /**
     * Every layer of a network as a box of its own.
     *
     * @throws KingletException if there are more than can be drawn
     */
    public static Drawing layers(Network network) {
        return boxes(network.name(), network);
    }

    private static Drawing boxes(String title, Network network) {
        int boxes = DiagramGraph.of(network).items().size();
        if (boxes > MOST_BOXES) {
            throw new KingletException(
                    "%s has %d layers; draw a unit of it, or the whole folded".formatted(title, boxes));
        }
        return DrawFrame.of(title, "The layers of " + title + ".", List.of(DiagramUnit.panel("", network)), 1);
    }

    private static boolean isInside(List<String> name, List<String> unit) {
        return name.size() > unit.size() && DiagramGraph.begins(name, unit);
    }

    /** The names that units of a network can be asked for by. */
    public static List<String> units(Network network) {
        Set<String> names =
                new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (Node node : network.nodes()) {
            List<String> path = DiagramGraph.path(node.name());
            for (int length = 1; length < path.size(); length++) {
                names.add(String.join(".", path.subList(0, length)));
            }
        }
        return List.copyOf(names);
    }
}
