package kinglet.lab;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Values at a few named places, as lines.
 *
 * @param title above it
 * @param places from left to right
 * @param lines with a point at each place
 */
record LinesPlot(String title, List<String> places, List<Line> lines) {
    private static final int WIDTH = 860;
    private static final int LEFT = 48;
    private static final int RIGHT = 20;
    private static final int PLOT = 240;
    private static final int LEGEND_ROW = 18;
    private static final int LEGEND_COLUMNS = 3;

    /**
     * A line.
     *
     * @param name in the legend
     * @param colour as CSS writes it
     * @param dashed whether it is broken
     * @param points one for each place
     */
    record Line(String name, String colour, boolean dashed, List<Point> points) {}

    /** A value, and where the middle half of those that it stands for lies. */
    record Point(double value, double lower, double upper) {
        static Point of(double value) {
            return new Point(value, value, value);
        }
    }

    private int top() {
        return 34 + LEGEND_ROW * Math.ceilDiv(lines.size(), LEGEND_COLUMNS);
    }

    String svg() {
        int height = top() + PLOT + 30;
        Canvas canvas = new Canvas(WIDTH, height, title);
        canvas.heading(LEFT, 18, title);
        legend(canvas);
        Axis axis = Axis.linear(lines.stream()
                .flatMap(line -> line.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.lower(), point.upper()))
                .toArray());
        for (double tick : axis.ticks()) {
            canvas.hairline(LEFT, y(axis, tick), WIDTH - RIGHT, y(axis, tick));
            canvas.text(LEFT - 8, y(axis, tick) + 4, Canvas.END, Axis.label(tick));
        }
        for (int i = 0; i < places.size(); i++) {
            canvas.text(x(i), top() + PLOT + 20, Canvas.MIDDLE, places.get(i));
        }
        IntStream.range(0, lines.size()).forEach(i -> draw(canvas, axis, lines.get(i), i));
        return canvas.svg();
    }

    private void legend(Canvas canvas) {
        int column = (WIDTH - LEFT - RIGHT) / LEGEND_COLUMNS;
        for (int i = 0; i < lines.size(); i++) {
            double x = LEFT + i % LEGEND_COLUMNS * (double) column;
            double y = 34 + LEGEND_ROW * (double) (i / LEGEND_COLUMNS);
            canvas.line(x, y, x + 22, y, lines.get(i).colour(), lines.get(i).dashed());
            canvas.text(x + 30, y + 4, Canvas.START, lines.get(i).name());
        }
    }

    private void draw(Canvas canvas, Axis axis, Line line, int number) {
        // beside each other, so that whiskers at one place can be told apart
        double aside = 4 * (number - (lines.size() - 1) / 2.0);
        for (int i = 0; i < line.points().size(); i++) {
            Point point = line.points().get(i);
            double x = x(i) + aside;
            if (i > 0) {
                Point before = line.points().get(i - 1);
                canvas.line(
                        x(i - 1) + aside,
                        y(axis, before.value()),
                        x,
                        y(axis, point.value()),
                        line.colour(),
                        line.dashed());
            }
            if (point.upper() > point.lower()) {
                canvas.whisker(x, y(axis, point.lower()), y(axis, point.upper()), line.colour());
            }
            String hint = "%s, %s: %s".formatted(line.name(), places.get(i), Figures.ratio(point.value()));
            canvas.dot(x, y(axis, point.value()), 3.5, line.colour(), hint);
        }
    }

    private double x(int place) {
        double step = (WIDTH - LEFT - RIGHT) / (double) places.size();
        return LEFT + step * (place + 0.5);
    }

    private double y(Axis axis, double value) {
        return top() + PLOT * (1 - axis.share(value));
    }
}
