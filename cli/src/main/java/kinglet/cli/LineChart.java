package kinglet.cli;

import java.util.List;
import java.util.Locale;
import kinglet.lab.Html;
import kinglet.lab.Quantities;

/**
 * Curves over a common axis as SVG: small, readable as text, and in the colours of the page around it.
 *
 * @param title above it
 * @param xTitle below it
 * @param curves drawn in this order
 * @param percent whether values are shares, from 0 to 1
 */
record LineChart(String title, String xTitle, List<Curve> curves, boolean percent) {
    static final int WIDTH = 560;
    static final int HEIGHT = 300;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 52;
    private static final int BOTTOM = 44;
    private static final int TICKS = 5;
    private static final double FAINT = 0.3;

    /**
     * A curve.
     *
     * @param colour as CSS writes it
     * @param faint whether it stands behind the others
     */
    record Curve(String name, String colour, boolean faint, List<Point> points) {}

    record Point(double x, double y) {}

    /** An {@code svg} element of {@link #WIDTH} x {@link #HEIGHT}, moved down by {@code y}. */
    String svg(int y) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" y=\"%d\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                        .formatted(y, WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append("font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"currentColor\">\n");
        svg.append("<title>%s</title>\n".formatted(Html.escaped(title)));
        svg.append("<text x=\"%d\" y=\"18\" font-size=\"14\" font-weight=\"600\">%s</text>\n"
                .formatted(LEFT, Html.escaped(title)));
        legend(svg);
        double[] x = range(true);
        double[] y2 = range(false);
        grid(svg, x, y2);
        curves.stream().filter(Curve::faint).forEach(curve -> draw(svg, curve, x, y2));
        curves.stream().filter(curve -> !curve.faint()).forEach(curve -> draw(svg, curve, x, y2));
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        int x = LEFT;
        for (Curve curve : curves) {
            if (!curve.faint()) {
                svg.append("<rect x=\"%d\" y=\"29\" width=\"14\" height=\"4\" rx=\"2\" fill=\"%s\"/>"
                        .formatted(x, curve.colour()));
                svg.append("<text x=\"%d\" y=\"35\">%s</text>\n".formatted(x + 20, Html.escaped(curve.name())));
                x += 34 + 7 * curve.name().length();
            }
        }
    }

    /** From the first to the last round number around all values. */
    private double[] range(boolean horizontal) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            for (Point point : curve.points()) {
                double value = horizontal ? point.x() : point.y();
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (!(least <= most)) {
            return new double[] {0, 1, 1};
        }
        if (horizontal) {
            least = 0;
        }
        double step = step(Math.max(most - least, 1e-9) / TICKS, horizontal);
        return new double[] {
            Math.floor(least / step) * step,
            horizontal ? most : Math.max(Math.ceil(most / step), Math.floor(least / step) + 1) * step,
            step
        };
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double step(double about, boolean whole) {
        double power = Math.pow(10, Math.floor(Math.log10(about)));
        double rest = about / power;
        double step = power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
        return whole ? Math.max(1, step) : step;
    }

    private void grid(StringBuilder svg, double[] x, double[] y) {
        for (int i = 0; y[0] + i * y[2] <= y[1] + y[2] / 1e6; i++) {
            double value = y[0] + i * y[2];
            double at = vertical(value, y);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" stroke-opacity=\"0.12\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    at,
                    at));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 8,
                    at + 4,
                    label(value, y[2])));
        }
        for (int i = 0; x[0] + i * x[2] <= x[1] + x[2] / 1e6; i++) {
            double value = x[0] + i * x[2];
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>%n",
                    horizontal(value, x),
                    HEIGHT - BOTTOM + 18,
                    value));
        }
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill-opacity=\"0.7\">%s</text>\n"
                .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escaped(xTitle)));
    }

    private String label(double value, double step) {
        double shown = percent ? 100 * value : value;
        double shownStep = percent ? 100 * step : step;
        int places = (int) Math.max(0, -Math.floor(Math.log10(shownStep) + 1e-9));
        return Quantities.decimal(shown + 0.0, places) + (percent ? " %" : "");
    }

    private static void draw(StringBuilder svg, Curve curve, double[] x, double[] y) {
        if (curve.points().isEmpty()) {
            return;
        }
        StringBuilder points = new StringBuilder();
        for (Point point : curve.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", horizontal(point.x(), x), vertical(point.y(), y)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\" stroke-linejoin=\"round\"/>%n",
                points.toString().strip(),
                curve.colour(),
                curve.faint() ? "1" : "2",
                curve.faint() ? FAINT : 1));
        Point last = curve.points().getLast();
        if (!curve.faint()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    horizontal(last.x(), x),
                    vertical(last.y(), y),
                    curve.colour()));
        }
    }

    private static double horizontal(double value, double[] x) {
        return LEFT + (value - x[0]) / Math.max(1e-12, x[1] - x[0]) * (WIDTH - LEFT - RIGHT);
    }

    private static double vertical(double value, double[] y) {
        return HEIGHT - BOTTOM - (value - y[0]) / Math.max(1e-12, y[1] - y[0]) * (HEIGHT - BOTTOM - TOP);
    }
}
