package kinglet.lab;

import java.util.List;
import java.util.function.Supplier;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Block;

/**
 * A figure that papers and notes on compact networks draw again and again, made from Kinglet's own graphs.
 *
 * @param name on the command line
 * @param title above it
 * @param description for those who cannot see it
 * @param source where it was drawn first
 * @param columns panels in a row
 * @param panels makes them
 */
public record DrawFigure(
        String name, String title, String description, Source source, int columns, Supplier<List<DrawPanel>> panels) {

    /** Draws it. */
    public Drawing draw() {
        return DrawFrame.of(title, description + " (" + source + ")", panels.get(), columns);
    }

    /** A panel of one block on an input of its own. */
    static DrawPanel unit(String caption, Block block, Shape in) {
        return DiagramUnit.panel(caption, network(caption, block, in));
    }

    static Network network(String name, Block block, Shape in) {
        Scope net = Scope.of(name);
        Node out = block.add(net, net.input(in));
        return net.build(out);
    }
}
