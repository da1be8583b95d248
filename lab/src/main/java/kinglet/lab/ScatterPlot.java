package kinglet.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Dots over two axes, of which the horizontal one is logarithmic.
 *
 * @param title above it
 * @param xTitle below it, with the unit
 * @param yTitle beside it, with the unit
 * @param logarithmic whether the upright axis is too
 * @param dots in any order
 * @param front whether those that no other beats, further left and higher, are joined by a line
 */
record ScatterPlot(String title, String xTitle, String yTitle, boolean logarithmic, List<Dot> dots, boolean front) {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;
    private static final int LEFT = 66;
    private static final int RIGHT = 24;
    private static final int TOP = 36;
    private static final int BOTTOM = 48;
    private static final double RADIUS = 4.5;
    private static final double LETTER = 7.1;
    private static final int LINE = 13;

    /**
     * A dot.
     *
     * @param name beside it, or shown when pointed at
     * @param named whether it is beside it, if there is room
     * @param colour as CSS writes it
     */
    record Dot(double x, double y, String name, boolean named, String colour) {
        /** Behind others. */
        Dot faint() {
            return new Dot(x, y, name, named, Ink.PAPER);
        }
    }

    private record Box(double x, double y, double width, double height) {
        boolean meets(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    String svg() {
        Axis x = Axis.logarithmic(dots.stream().mapToDouble(Dot::x).toArray());
        double[] heights = dots.stream().mapToDouble(Dot::y).toArray();
        Axis y = logarithmic ? Axis.logarithmic(heights) : Axis.linear(heights);
        Canvas canvas = new Canvas(WIDTH, HEIGHT, title);
        canvas.heading(LEFT, 18, title);
        grid(canvas, x, y);
        List<Box> frontBoxes = front ? front(canvas, x, y) : List.of();
        for (Dot dot : dots) {
            canvas.dot(right(x, dot), down(y, dot), RADIUS, dot.colour(), dot.name());
        }
        names(canvas, x, y, frontBoxes);
        return canvas.svg();
    }

    private void grid(Canvas canvas, Axis x, Axis y) {
        for (double tick : x.ticks()) {
            double at = LEFT + x.share(tick) * (WIDTH - LEFT - RIGHT);
            canvas.hairline(at, TOP, at, HEIGHT - BOTTOM);
            canvas.text(at, HEIGHT - BOTTOM + 18, Canvas.MIDDLE, Axis.label(tick));
        }
        for (double tick : y.ticks()) {
            double at = TOP + (1 - y.share(tick)) * (HEIGHT - TOP - BOTTOM);
            canvas.hairline(LEFT, at, WIDTH - RIGHT, at);
            canvas.text(LEFT - 8, at + 4, Canvas.END, Axis.label(tick));
        }
        canvas.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, Canvas.MIDDLE, xTitle);
        canvas.upwards(16, (TOP + HEIGHT - BOTTOM) / 2.0, yTitle);
    }

    /** A staircase: to the right of each step nothing is better until the next. Returns where it is. */
    private List<Box> front(Canvas canvas, Axis x, Axis y) {
        List<Dot> best = frontOf(dots);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i + 1 < best.size(); i++) {
            double level = down(y, best.get(i));
            double corner = right(x, best.get(i + 1));
            double next = down(y, best.get(i + 1));
            canvas.line(right(x, best.get(i)), level, corner, level, Ink.PAPER, true);
            canvas.line(corner, level, corner, next, Ink.PAPER, true);
            boxes.add(new Box(right(x, best.get(i)), level - 1, corner - right(x, best.get(i)), 2));
            boxes.add(new Box(corner - 1, next, 2, level - next));
        }
        return boxes;
    }

    /** The dots that no other beats, from left to right. */
    static List<Dot> frontOf(List<Dot> dots) {
        return ParetoFront.of(dots, Dot::x, Dot::y);
    }

    /** Each name beside its dot, above or below, where it covers nothing; otherwise it is left out. */
    private void names(Canvas canvas, Axis x, Axis y, List<Box> lines) {
        List<Box> taken = new ArrayList<>(lines);
        for (Dot dot : dots) {
            taken.add(new Box(right(x, dot) - RADIUS, down(y, dot) - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
        for (Dot dot : dots) {
            if (dot.named()) {
                double width = LETTER * dot.name().length();
                double at = right(x, dot);
                double level = down(y, dot);
                List.of(
                                new Box(at + 8, level - LINE / 2.0, width, LINE),
                                new Box(at - 8 - width, level - LINE / 2.0, width, LINE),
                                new Box(at - width / 2, level - 7 - LINE, width, LINE),
                                new Box(at - width / 2, level + 7, width, LINE),
                                new Box(at - RADIUS, level - 7 - LINE, width, LINE),
                                new Box(at - RADIUS, level + 7, width, LINE),
                                new Box(at + RADIUS - width, level - 7 - LINE, width, LINE),
                                new Box(at + RADIUS - width, level + 7, width, LINE))
                        .stream()
                        .filter(box -> box.x() > LEFT && box.x() + width < WIDTH - 4)
                        .filter(box -> taken.stream().noneMatch(box::meets))
                        .findFirst()
                        .ifPresent(box -> {
                            taken.add(box);
                            canvas.text(box.x(), box.y() + LINE - 3, Canvas.START, dot.name());
                        });
            }
        }
    }

    private static double right(Axis x, Dot dot) {
        return LEFT + x.share(dot.x()) * (WIDTH - LEFT - RIGHT);
    }

    private static double down(Axis y, Dot dot) {
        return TOP + (1 - y.share(dot.y())) * (HEIGHT - TOP - BOTTOM);
    }
}
