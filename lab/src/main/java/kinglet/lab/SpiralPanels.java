package kinglet.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Curves in the plane beside each other, each coloured from its beginning to its end, at the size that fills its panel.
 *
 * @param title above all
 * @param panels from left to right
 */
record SpiralPanels(String title, List<Panel> panels) {
    private static final int SIDE = 136;
    private static final int GAP = 8;
    private static final int TOP = 34;
    private static final int COLUMNS = 6;
    /** Of the colours' circle: the end must not look like the beginning. */
    private static final double HUES = 280;

    /**
     * A curve.
     *
     * @param caption below it
     * @param points two numbers a point
     */
    record Panel(String caption, double[] points) {
        double reach() {
            return Math.max(
                    1e-9,
                    IntStream.range(0, points.length)
                            .mapToDouble(i -> Math.abs(points[i]))
                            .max()
                            .orElse(1));
        }
    }

    String svg() {
        int rows = Math.ceilDiv(panels.size(), COLUMNS);
        int columns = Math.min(panels.size(), COLUMNS);
        Canvas canvas = new Canvas(columns * (SIDE + GAP) + GAP, TOP + rows * (SIDE + 2 * GAP + 14), title);
        canvas.heading(GAP, 18, title);
        for (int i = 0; i < panels.size(); i++) {
            double left = GAP + i % COLUMNS * (double) (SIDE + GAP);
            double top = TOP + (double) (i / COLUMNS) * (SIDE + 2 * GAP + 14);
            draw(canvas, panels.get(i), left, top);
        }
        return canvas.svg();
    }

    private static void draw(Canvas canvas, Panel panel, double left, double top) {
        double middle = SIDE / 2.0;
        canvas.hairline(left, top + middle, left + SIDE, top + middle);
        canvas.hairline(left + middle, top, left + middle, top + SIDE);
        double scale = (middle - 4) / panel.reach();
        double[] points = panel.points();
        for (int i = 2; i < points.length; i += 2) {
            canvas.line(
                    left + middle + scale * points[i - 2],
                    top + middle - scale * points[i - 1],
                    left + middle + scale * points[i],
                    top + middle - scale * points[i + 1],
                    String.format(Locale.ROOT, "hsl(%.0f, 65%%, 50%%)", HUES * i / points.length),
                    false);
        }
        canvas.text(left + middle, top + SIDE + 14, Canvas.MIDDLE, panel.caption());
    }
}
