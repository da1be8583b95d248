package kinglet.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Window;

/**
 * Which channels a layer joins: channels as discs, a line for each pair that a weight joins, and the window in space beside them. A
 * disc has the colours of the input groups that it knows of.
 */
final class DiagramChannels {
    private static final double STEP = 27;
    private static final double RADIUS = 7.5;
    private static final double RISE = 84;
    private static final double CELL = 9;
    private static final int SIDE = 5;
    private static final double SPACE_WIDTH = 104;
    private static final double SMALL = 10.5;
    private static final double THIN = 1.2;
    private static final String EMPTY = "#eef0f3";
    private static final String GRID = "#b9c0c9";
    private static final String TAP = "#7d8896";
    private static final String EDGE = "#2c333c";
    private static final List<String> COLOURS =
            List.of("#3f72c4", "#e2872b", "#3f9a62", "#c4463f", "#8561bd", "#2b9fb3", "#c9a50e", "#b84f92", "#6b7784");

    private final List<DrawShape> shapes = new ArrayList<>();
    /** Of each channel of the current row, the input groups that it knows of. */
    private List<BitSet> known = List.of();

    private DiagramChannels() {}

    /** The panel of a chain of convolutions and shuffles. */
    static DrawPanel panel(String caption, String formula, Network network) {
        List<String> notes = new ArrayList<>();
        if (!formula.isEmpty()) {
            notes.add(formula);
            notes.add(cost(network));
        }
        return new DiagramChannels().draw(caption, notes, network);
    }

    private static String cost(Network network) {
        NetworkCost cost = NetworkCost.of(network);
        return "here %s weights, %s mult-adds"
                .formatted(Quantities.exact(cost.params()), Quantities.exact(cost.multAdds(Convention.PAPER)));
    }

    private DrawPanel draw(String caption, List<String> notes, Network network) {
        List<Node> layers = network.nodes().stream()
                .filter(node -> node.op() instanceof Conv2d || node.op() instanceof ChannelShuffle)
                .toList();
        int widest = network.nodes().stream()
                .mapToInt(node -> node.shape().channels())
                .max()
                .orElse(1);
        known = inputs(network.input().shape().channels(), layers);
        double middle = SPACE_WIDTH + widest * STEP / 2;
        List<DrawShape> discs = new ArrayList<>(row(RADIUS + 1, middle));
        double y = RADIUS + 1;
        for (Node layer : layers) {
            List<BitSet> before = known;
            switch (layer.op()) {
                case Conv2d conv -> convolution(conv, before, layer.shape().channels(), middle, y);
                case ChannelShuffle shuffle -> shuffle(shuffle, before, middle, y);
                default -> throw new IllegalStateException("no layer of channels: " + layer);
            }
            y += RISE;
            discs.addAll(row(y, middle));
        }
        shapes.addAll(discs);
        return new DrawPanel(
                caption, notes, SPACE_WIDTH + widest * STEP, y + RADIUS + 1, shapes, EnumSet.noneOf(DrawKind.class));
    }

    /** Input channels have the colour of their group in the first convolution. */
    private static List<BitSet> inputs(int channels, List<Node> layers) {
        int groups = layers.getFirst().op() instanceof Conv2d conv ? conv.groups() : 1;
        return IntStream.range(0, channels)
                .mapToObj(i -> {
                    BitSet own = new BitSet();
                    own.set(i / (channels / groups));
                    return own;
                })
                .toList();
    }

    private List<DrawShape> row(double y, double middle) {
        List<DrawShape> discs = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            List<String> fills =
                    known.get(i).stream().mapToObj(DiagramChannels::colour).toList();
            discs.add(new DrawShape.Disc(x(i, known.size(), middle), y, RADIUS, fills, EDGE));
        }
        return discs;
    }

    private static String colour(int group) {
        return COLOURS.get(group % COLOURS.size());
    }

    private static double x(int channel, int channels, double middle) {
        return middle + (channel - (channels - 1) / 2.0) * STEP;
    }

    private void convolution(Conv2d conv, List<BitSet> before, int out, double middle, double y) {
        List<BitSet> after = new ArrayList<>();
        int inSize = before.size() / conv.groups();
        int outSize = out / conv.groups();
        for (int o = 0; o < out; o++) {
            BitSet reached = new BitSet();
            int group = o / outSize;
            for (int i = group * inSize; i < (group + 1) * inSize; i++) {
                reached.or(before.get(i));
                line(i, before, o, out, middle, y);
            }
            after.add(reached);
        }
        known = after;
        window(conv.window(), y + RISE / 2);
    }

    private void shuffle(ChannelShuffle shuffle, List<BitSet> before, double middle, double y) {
        int channels = before.size();
        known = IntStream.range(0, channels)
                .mapToObj(o -> {
                    int source = shuffle.source(o, channels);
                    line(source, before, o, channels, middle, y);
                    return before.get(source);
                })
                .toList();
        shapes.add(word("shuffle", y + RISE / 2 + 4));
    }

    /** A line has the colour of what comes along it, if that is one. */
    private void line(int from, List<BitSet> before, int to, int out, double middle, double y) {
        BitSet carried = before.get(from);
        String colour = carried.cardinality() == 1 ? colour(carried.nextSetBit(0)) : TAP;
        shapes.add(
                DrawShape.Stroke.line(x(from, before.size(), middle), y, x(to, out, middle), y + RISE, colour, THIN));
    }

    /** A window of the input, and the pixel that is made of it. */
    private void window(Window window, double middle) {
        double top = middle - SIDE * CELL / 2 - 6;
        int firstRow = (SIDE - window.kernelHeight()) / 2;
        int firstColumn = (SIDE - window.kernelWidth()) / 2;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                boolean tap = row >= firstRow
                        && row < firstRow + window.kernelHeight()
                        && column >= firstColumn
                        && column < firstColumn + window.kernelWidth();
                shapes.add(new DrawShape.Box(column * CELL, top + row * CELL, CELL, CELL, 0, tap ? TAP : EMPTY, GRID));
            }
        }
        double pixel = SIDE * CELL + 22;
        double centre = top + SIDE * CELL / 2;
        shapes.add(new DrawShape.Stroke(
                List.of(new DrawShape.Point(SIDE * CELL + 4, centre), new DrawShape.Point(pixel - 2, centre)),
                false,
                true,
                TAP,
                THIN));
        shapes.add(new DrawShape.Box(pixel, centre - CELL / 2, CELL, CELL, 0, TAP, GRID));
        shapes.add(word(window.kernelHeight() + "×" + window.kernelWidth(), top + SIDE * CELL + SMALL + 3));
    }

    private static DrawShape.Label word(String text, double baseline) {
        return new DrawShape.Label(
                SIDE * CELL / 2, baseline, text, SMALL, false, DrawShape.Anchor.MIDDLE, DrawPanel.FAINT);
    }

    /** The steps of a shuffle, on numbered channels: reshaped to groups x n, transposed, flattened. */
    static DrawPanel steps(String caption, ChannelShuffle shuffle, int channels) {
        int groups = shuffle.groups();
        int size = channels / groups;
        DiagramChannels steps = new DiagramChannels();
        double y = 0;
        y = steps.numbers("channels", 1, channels, i -> i, size, y);
        y = steps.numbers("%d groups of %d".formatted(groups, size), groups, size, i -> i, size, y);
        y = steps.numbers("transposed", size, groups, i -> shuffle.source(i, channels), size, y);
        y = steps.numbers("flattened", 1, channels, i -> shuffle.source(i, channels), size, y);
        return new DrawPanel(
                caption, List.of(), channels * STEP, y - STEP, steps.shapes, EnumSet.noneOf(DrawKind.class));
    }

    private interface Order {
        int at(int place);
    }

    private double numbers(String name, int rows, int columns, Order order, int size, double y) {
        int channels = rows * columns;
        double left = (channels - columns) * STEP / 2;
        shapes.add(new DrawShape.Label(
                channels * STEP / 2, y + SMALL, name, SMALL, false, DrawShape.Anchor.MIDDLE, DrawPanel.FAINT));
        double top = y + SMALL + 8;
        for (int i = 0; i < channels; i++) {
            int channel = order.at(i);
            double x = left + i % columns * STEP;
            double at = top + i / columns * STEP;
            shapes.add(new DrawShape.Box(x, at, STEP, STEP, 3, "#ffffff", colour(channel / size)));
            shapes.add(new DrawShape.Label(
                    x + STEP / 2,
                    at + STEP / 2 + 4.5,
                    Integer.toString(channel),
                    12,
                    true,
                    DrawShape.Anchor.MIDDLE,
                    colour(channel / size)));
        }
        return top + rows * STEP + STEP;
    }
}
