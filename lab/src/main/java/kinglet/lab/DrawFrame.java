package kinglet.lab;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Puts panels side by side under a title, and explains their colours below. The ground is light, so that it can be read on a dark page. */
final class DrawFrame {
    private static final double MARGIN = 24;
    private static final double TITLE_SIZE = 17;
    private static final double TITLE_HEIGHT = 34;
    private static final double BETWEEN = 44;
    private static final double BETWEEN_ROWS = 34;
    private static final double LEGEND_SIZE = 11;
    private static final double SWATCH = 14;
    private static final double LEGEND_LINE = 22;
    private static final double LEGEND_GAP = 20;
    private static final double LEAST_WIDTH = 420;

    private final List<DrawShape> shapes = new ArrayList<>();
    private double width;
    private double bottom;

    private DrawFrame() {}

    /** So many panels in a row. */
    static Drawing of(String title, String description, List<DrawPanel> panels, int columns) {
        return new DrawFrame().draw(title, description, panels, columns);
    }

    private Drawing draw(String title, String description, List<DrawPanel> panels, int columns) {
        List<List<DrawPanel>> rows = new ArrayList<>();
        for (int i = 0; i < panels.size(); i += columns) {
            rows.add(panels.subList(i, Math.min(panels.size(), i + columns)));
        }
        double[] widths = new double[Math.min(columns, panels.size())];
        for (List<DrawPanel> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).fullWidth());
            }
        }
        double inner = BETWEEN * (widths.length - 1);
        for (double w : widths) {
            inner += w;
        }
        double titleWidth = DrawText.width(title, TITLE_SIZE, true);
        width = Math.max(LEAST_WIDTH, Math.max(inner, titleWidth) + 2 * MARGIN);
        shapes.add(new DrawShape.Label(
                MARGIN, MARGIN + TITLE_SIZE, title, TITLE_SIZE, true, DrawShape.Anchor.START, DrawPanel.INK));
        bottom = MARGIN + TITLE_HEIGHT;
        for (List<DrawPanel> row : rows) {
            row(row, widths, (width - inner) / 2);
        }
        Set<DrawKind> kinds = EnumSet.noneOf(DrawKind.class);
        panels.forEach(panel -> kinds.addAll(panel.kinds()));
        legend(kinds);
        double height = bottom + MARGIN;
        List<DrawShape> all = new ArrayList<>();
        all.add(new DrawShape.Box(0.5, 0.5, width - 1, height - 1, 8, "#fcfcfd", "#d5d9de"));
        all.addAll(shapes);
        return new Drawing(title, description, width, height, all);
    }

    private void row(List<DrawPanel> row, double[] widths, double left) {
        double head = row.stream().mapToDouble(DrawPanel::headHeight).max().orElse(0);
        double height = row.stream().mapToDouble(DrawPanel::height).max().orElse(0);
        double x = left;
        for (int c = 0; c < row.size(); c++) {
            shapes.addAll(row.get(c).placed(x, bottom, widths[c], head));
            x += widths[c] + BETWEEN;
        }
        bottom += head + height + BETWEEN_ROWS;
    }

    private void legend(Set<DrawKind> kinds) {
        bottom -= BETWEEN_ROWS;
        if (kinds.isEmpty()) {
            return;
        }
        bottom += LEGEND_LINE;
        double x = MARGIN;
        for (DrawKind kind : kinds) {
            double taken = SWATCH + 6 + DrawText.width(kind.words(), LEGEND_SIZE, false);
            if (x > MARGIN && x + taken > width - MARGIN) {
                x = MARGIN;
                bottom += LEGEND_LINE;
            }
            shapes.add(new DrawShape.Box(x, bottom, SWATCH, SWATCH, 3, kind.fill(), kind.ink()));
            shapes.add(new DrawShape.Label(
                    x + SWATCH + 6,
                    bottom + SWATCH - 3,
                    kind.words(),
                    LEGEND_SIZE,
                    false,
                    DrawShape.Anchor.START,
                    DrawPanel.FAINT));
            x += taken + LEGEND_GAP;
        }
        bottom += SWATCH;
    }
}
