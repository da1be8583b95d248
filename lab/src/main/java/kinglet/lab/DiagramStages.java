package kinglet.lab;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.cost.NetworkCost;
import kinglet.graph.Network;

/** A whole network as a table that flows from top to bottom: a row a unit, its layers as chips, units that repeat drawn once. */
final class DiagramStages {
    private static final double BADGE = 58;
    private static final double WIDEST_UNIT = 500;
    private static final double NARROWEST_UNIT = 240;
    /** Between chips of which one does not read the other. */
    private static final double BREAK = 12;

    private static final double CHIP = 20;
    private static final double CHIP_SIZE = 11;
    private static final double CHIP_SIDES = 7;
    private static final double CHIP_GAP = 5;
    private static final double INSET = 8;
    private static final double NAME_SIZE = 10;
    private static final double NAME_LINE = 14;
    private static final double TEXT = 11.5;
    private static final double GAP = 20;
    private static final double COLUMN_GAP = 22;
    private static final int CHIPS_SHOWN = 24;
    private static final String RULE = "#c3c9d1";
    private static final String KEY =
            "kernel / stride, output channels; dw: depthwise, gN: N groups; figures are of all repeats";
    private static final List<String> HEADS = List.of("output", "parameters", "mult-adds");

    private final List<DrawShape> shapes = new ArrayList<>();
    private final Set<DrawKind> kinds = EnumSet.noneOf(DrawKind.class);
    private double unitWidth;
    private double[] columns = {};
    private double y;

    private DiagramStages() {}

    static Drawing draw(Network network) {
        NetworkCost cost = NetworkCost.of(network);
        List<DiagramRows.Fold> folds = DiagramRows.of(network);
        DrawPanel panel = new DiagramStages().panel(cost, folds);
        String description = "The layers of %s from its input to its output, %s parameters and %s mult-adds: %s."
                .formatted(
                        network.name(),
                        Quantities.count(cost.params()),
                        Quantities.count(cost.multAdds(Convention.PAPER)),
                        folds.stream().map(DiagramStages::words).collect(Collectors.joining("; ")));
        return DrawFrame.of(network.name(), description, List.of(panel), 1);
    }

    private static String words(DiagramRows.Fold fold) {
        String rows = fold.rows().stream()
                .map(row -> row.items().stream().map(DiagramItem::brief).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" and "));
        return fold.times() > 1 ? fold.times() + " times " + rows : rows;
    }

    private DrawPanel panel(NetworkCost cost, List<DiagramRows.Fold> folds) {
        List<List<String>> cells = new ArrayList<>();
        for (DiagramRows.Fold fold : folds) {
            for (int i = 0; i < fold.rows().size(); i++) {
                cells.add(cells(fold, i));
            }
        }
        List<String> totals =
                List.of("total", Quantities.count(cost.params()), Quantities.count(cost.multAdds(Convention.PAPER)));
        unitWidth = folds.stream()
                .flatMap(fold -> fold.rows().stream())
                .mapToDouble(DiagramStages::natural)
                .max()
                .orElse(0);
        unitWidth = Math.clamp(unitWidth, NARROWEST_UNIT, WIDEST_UNIT);
        columns = edges(cells, totals);
        line(HEADS, 12, false);
        y += 20;
        int row = 0;
        for (DiagramRows.Fold fold : folds) {
            double top = y;
            for (DiagramRows.Row part : fold.rows()) {
                double height = row(part, cells.get(row));
                row++;
                boolean last = row == cells.size();
                if (!last) {
                    arrow(y + height);
                }
                y += height + (last ? 0 : GAP);
            }
            if (fold.times() > 1) {
                repeated(fold, top, y - (row == cells.size() ? 0 : GAP));
            }
        }
        y += 12;
        shapes.add(DrawShape.Stroke.line(BADGE, y, columns[columns.length - 1], y, RULE, 1));
        line(totals, 18, true);
        return new DrawPanel("", List.of(KEY), columns[columns.length - 1], y + 26, shapes, kinds);
    }

    /** How wide a row is if nothing is wrapped. */
    private static double natural(DiagramRows.Row row) {
        double width = 2 * INSET;
        for (int i = 0; i < row.items().size(); i++) {
            width += chipWidth(row.items().get(i).brief()) + (i == 0 ? 0 : row.isBreak(i) ? BREAK : CHIP_GAP);
        }
        return width;
    }

    private static double chipWidth(String text) {
        return DrawText.width(text, CHIP_SIZE, false) + 2 * CHIP_SIDES;
    }

    private static List<String> cells(DiagramRows.Fold fold, int row) {
        List<LayerCost> layers = fold.layers(row);
        long params = layers.stream().mapToLong(LayerCost::params).sum();
        long multAdds = layers.stream()
                .mapToLong(layer -> layer.multAdds(Convention.PAPER))
                .sum();
        return List.of(
                fold.last(row).result(),
                params == 0 ? "–" : Quantities.count(params),
                multAdds == 0 ? "–" : Quantities.count(multAdds));
    }

    /** The right edges of the columns of figures. */
    private double[] edges(List<List<String>> cells, List<String> totals) {
        double[] edges = new double[HEADS.size()];
        double x = BADGE + unitWidth;
        for (int c = 0; c < edges.length; c++) {
            double widest =
                    Math.max(DrawText.width(HEADS.get(c), TEXT, true), DrawText.width(totals.get(c), TEXT, true));
            for (List<String> row : cells) {
                widest = Math.max(widest, DrawText.width(row.get(c), TEXT, false));
            }
            x += COLUMN_GAP + widest;
            edges[c] = x;
        }
        return edges;
    }

    private void line(List<String> texts, double below, boolean bold) {
        for (int c = 0; c < texts.size(); c++) {
            shapes.add(new DrawShape.Label(
                    columns[c],
                    y + below,
                    texts.get(c),
                    TEXT,
                    bold,
                    DrawShape.Anchor.END,
                    bold ? DrawPanel.INK : DrawPanel.FAINT));
        }
    }

    /** Draws a row and says how high it is. */
    private double row(DiagramRows.Row row, List<String> cells) {
        int box = shapes.size();
        double left = BADGE + INSET;
        double right = BADGE + unitWidth - INSET;
        double x = left;
        double at = y + INSET;
        if (!row.name().isEmpty()) {
            shapes.add(new DrawShape.Label(
                    left,
                    at + NAME_SIZE - 1,
                    DrawText.fitted(row.name(), NAME_SIZE, false, right - left),
                    NAME_SIZE,
                    false,
                    DrawShape.Anchor.START,
                    DrawPanel.FAINT));
            at += NAME_LINE;
        }
        int count = Math.min(CHIPS_SHOWN, row.items().size());
        for (int i = 0; i < count; i++) {
            DiagramItem item = row.items().get(i);
            String text = DrawText.fitted(item.brief(), CHIP_SIZE, false, right - left - 2 * CHIP_SIDES);
            double gap = i == 0 ? 0 : row.isBreak(i) ? BREAK : CHIP_GAP;
            if (x > left && x + gap + chipWidth(text) > right) {
                x = left;
                at += CHIP + CHIP_GAP;
            } else {
                x += gap;
                if (gap == BREAK) {
                    shapes.add(DrawShape.Stroke.line(x - BREAK / 2, at + 2, x - BREAK / 2, at + CHIP - 2, RULE, 1));
                }
            }
            x += chip(text, item.kind(), x, at);
        }
        if (count < row.items().size()) {
            String more = "and %d more".formatted(row.items().size() - count);
            if (x + CHIP_GAP + chipWidth(more) > right) {
                x = left - CHIP_GAP;
                at += CHIP + CHIP_GAP;
            }
            chip(more, DrawKind.OTHER, x + CHIP_GAP, at);
        }
        double height = at + CHIP + INSET - y;
        shapes.add(box, new DrawShape.Box(BADGE, y, unitWidth, height, 7, "#ffffff", RULE));
        line(cells, height / 2 + 4, false);
        return height;
    }

    /** Draws a chip and says how wide it is. */
    private double chip(String text, DrawKind kind, double x, double top) {
        double width = chipWidth(text);
        kinds.add(kind);
        shapes.add(new DrawShape.Box(x, top, width, CHIP, 4, kind.fill(), kind.ink()));
        shapes.add(new DrawShape.Label(
                x + width / 2, top + 14, text, CHIP_SIZE, false, DrawShape.Anchor.MIDDLE, DrawPanel.INK));
        return width;
    }

    private void arrow(double from) {
        double x = BADGE + unitWidth / 2;
        shapes.add(new DrawShape.Stroke(
                IntStream.of(0, 1)
                        .mapToObj(i -> new DrawShape.Point(x, from + i * GAP))
                        .toList(),
                false,
                true,
                DrawPanel.FAINT,
                1.4));
    }

    /** A bracket beside the rows that are there several times. */
    private void repeated(DiagramRows.Fold fold, double top, double end) {
        double x = BADGE - 10;
        for (double edge : new double[] {top, end}) {
            shapes.add(DrawShape.Stroke.line(x, edge, x + 6, edge, DrawPanel.FAINT, 1.4));
        }
        shapes.add(DrawShape.Stroke.line(x, top, x, end, DrawPanel.FAINT, 1.4));
        shapes.add(new DrawShape.Label(
                x - 7, (top + end) / 2 + 5, "× " + fold.times(), 13, true, DrawShape.Anchor.END, DrawPanel.INK));
    }
}
