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
    /** A unit of more boxes would be no figure. */
    private static final int MOST_BOXES = 160;

    private static final int SUGGESTIONS = 3;

    private Draw() {}

    /** A whole network: its units from top to bottom, those that repeat once, with shapes, parameters and mult-adds. */
    public static Drawing network(Network network) {
        return DiagramStages.draw(network);
    }

    /**
     * One unit of a network, layer by layer: the nodes whose names begin with the unit's and a dot or a slash.
     *
     * @throws KingletException if there are none, with the nearest names; or more than can be drawn
     */
    public static Drawing unit(Network network, String unit) {
        Predicate<Node> inside =
                node -> node.name().startsWith(unit + ".") || node.name().startsWith(unit + "/");
        if (network.nodes().stream().noneMatch(inside)) {
            throw new KingletException("%s has no unit '%s'; it has %s"
                    .formatted(
                            network.name(),
                            unit,
                            String.join(", ", NearestNames.of(unit, units(network), SUGGESTIONS))));
        }
        Network part = DiagramGraph.part(network, network.name() + ", " + unit, inside);
        int boxes = DiagramGraph.of(part).items().size();
        if (boxes > MOST_BOXES) {
            throw new KingletException("'%s' has %d layers; draw a unit in it, such as %s"
                    .formatted(
                            unit,
                            boxes,
                            units(network).stream()
                                    .filter(name -> name.startsWith(unit + ".") || name.startsWith(unit + "/"))
                                    .findFirst()
                                    .orElse("one of its own")));
        }
        String title = "%s of %s".formatted(unit, network.name());
        return DrawFrame.of(title, "The layers of " + title + ".", List.of(DiagramUnit.panel("", part)), 1);
    }

    /** The names that units of a network can be asked for by. */
    public static List<String> units(Network network) {
        Set<String> names =
                new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (Node node : network.nodes()) {
            String name = node.name();
            for (int i = 1; i < name.length(); i++) {
                if (name.charAt(i) == '.' || name.charAt(i) == '/') {
                    names.add(name.substring(0, i));
                }
            }
        }
        return List.copyOf(names);
    }
}
