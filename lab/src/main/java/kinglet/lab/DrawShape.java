package kinglet.lab;

import java.util.List;

/** What a drawing is made of. Lengths are in pixels, y grows downwards, colours are as CSS writes them in hexadecimal. */
public sealed interface DrawShape {

    /** The same, moved. */
    DrawShape moved(double dx, double dy);

    /** A place. */
    record Point(double x, double y) {
        Point moved(double dx, double dy) {
            return new Point(x + dx, y + dy);
        }
    }

    /** A rectangle with round corners. */
    record Box(double x, double y, double width, double height, double radius, String fill, String stroke)
            implements DrawShape {
        @Override
        public Box moved(double dx, double dy) {
            return new Box(x + dx, y + dy, width, height, radius, fill, stroke);
        }

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        /** Whether some point is in both, nearer to neither edge than {@code slack}. */
        boolean overlaps(Box other, double slack) {
            return x + slack < other.right()
                    && other.x + slack < right()
                    && y + slack < other.bottom()
                    && other.y + slack < bottom();
        }

        boolean contains(Box other, double slack) {
            return other.x >= x - slack
                    && other.y >= y - slack
                    && other.right() <= right() + slack
                    && other.bottom() <= bottom() + slack;
        }
    }

    /** Which point of a text is given. */
    enum Anchor {
        START("start", 0),
        MIDDLE("middle", 0.5),
        END("end", 1);

        private final String css;
        private final double share;

        Anchor(String css, double share) {
            this.css = css;
            this.share = share;
        }

        String css() {
            return css;
        }

        /** How much of the text is left of the point. */
        double share() {
            return share;
        }
    }

    /** A line of text; y is its baseline. */
    record Label(double x, double y, String text, double size, boolean bold, Anchor anchor, String colour)
            implements DrawShape {
        @Override
        public Label moved(double dx, double dy) {
            return new Label(x + dx, y + dy, text, size, bold, anchor, colour);
        }

        double width() {
            return DrawText.width(text, size, bold);
        }

        /** The room that it takes. */
        Box bounds() {
            return new Box(
                    x - anchor.share() * width(),
                    y - DrawText.ascent(size),
                    width(),
                    DrawText.ascent(size) + DrawText.descent(size),
                    0,
                    "none",
                    "none");
        }
    }

    /**
     * A line through points.
     *
     * @param smooth whether it goes from point to point in curves that begin and end vertically
     * @param arrow whether it ends in a head
     */
    record Stroke(List<Point> points, boolean smooth, boolean arrow, String colour, double width) implements DrawShape {
        public Stroke {
            points = List.copyOf(points);
        }

        @Override
        public Stroke moved(double dx, double dy) {
            return new Stroke(points.stream().map(p -> p.moved(dx, dy)).toList(), smooth, arrow, colour, width);
        }

        static Stroke line(double x0, double y0, double x1, double y1, String colour, double width) {
            return new Stroke(List.of(new Point(x0, y0), new Point(x1, y1)), false, false, colour, width);
        }
    }

    /** A disc of equal sectors. */
    record Disc(double x, double y, double radius, List<String> fills, String stroke) implements DrawShape {
        public Disc {
            fills = List.copyOf(fills);
        }

        @Override
        public Disc moved(double dx, double dy) {
            return new Disc(x + dx, y + dy, radius, fills, stroke);
        }
    }
}
