package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a drawing as SVG: plain shapes and text, with no style sheet and no script, so that any viewer shows it. */
final class SvgWriter {
    /** Length of an arrow's head; its line ends before the tip. */
    static final double HEAD = 8;

    private static final double HALF_HEAD = 3.6;

    private SvgWriter() {}

    static String write(Drawing drawing) {
        StringBuilder svg = new StringBuilder();
        String width = number(drawing.width());
        String height = number(drawing.height());
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\""
                        .formatted(width, height, width, height));
        svg.append(" aria-label=\"%s\" font-family=\"%s\">\n".formatted(Html.escaped(drawing.title()), DrawText.FONTS));
        svg.append("<title>%s</title>\n".formatted(Html.escaped(drawing.title())));
        svg.append("<desc>%s</desc>\n".formatted(Html.escaped(drawing.description())));
        drawing.shapes().forEach(shape -> svg.append(element(shape)).append('\n'));
        return svg.append("</svg>\n").toString();
    }

    private static String element(DrawShape shape) {
        return switch (shape) {
            case DrawShape.Box box ->
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\"/>"
                        .formatted(
                                number(box.x()),
                                number(box.y()),
                                number(box.width()),
                                number(box.height()),
                                number(box.radius()),
                                box.fill(),
                                box.stroke());
            case DrawShape.Label label ->
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\" fill=\"%s\">%s</text>"
                        .formatted(
                                number(label.x()),
                                number(label.y()),
                                number(label.size()),
                                label.bold() ? " font-weight=\"bold\"" : "",
                                label.anchor().css(),
                                label.colour(),
                                Html.escaped(label.text()));
            case DrawShape.Stroke stroke -> stroke(stroke);
            case DrawShape.Disc disc -> disc(disc);
        };
    }

    private static String stroke(DrawShape.Stroke stroke) {
        List<DrawShape.Point> points = stroke.arrow() ? shortened(stroke.points()) : stroke.points();
        StringBuilder path = new StringBuilder();
        DrawShape.Point last = points.getFirst();
        path.append("M").append(place(last));
        for (DrawShape.Point point : points.subList(1, points.size())) {
            double middle = (last.y() + point.y()) / 2;
            boolean straight = !stroke.smooth() || Math.abs(last.x() - point.x()) < 0.05;
            path.append(
                    straight
                            ? "L" + place(point)
                            : "C%s,%s %s,%s %s"
                                    .formatted(
                                            number(last.x()),
                                            number(middle),
                                            number(point.x()),
                                            number(middle),
                                            place(point)));
            last = point;
        }
        String line = "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>"
                .formatted(path, stroke.colour(), number(stroke.width()));
        return stroke.arrow() ? line + "\n" + head(stroke) : line;
    }

    /** Without the length of the head. */
    static List<DrawShape.Point> shortened(List<DrawShape.Point> points) {
        List<DrawShape.Point> cut = new ArrayList<>(points);
        DrawShape.Point[] head = head(points);
        cut.set(cut.size() - 1, head[3]);
        return cut;
    }

    /** Tip, two corners, and the middle between them. Arrows end downwards, or to the right where the last two points are level. */
    static DrawShape.Point[] head(List<DrawShape.Point> points) {
        DrawShape.Point tip = points.getLast();
        boolean level = Math.abs(tip.y() - points.get(points.size() - 2).y()) < 0.05;
        DrawShape.Point foot = level ? tip.moved(-HEAD, 0) : tip.moved(0, -HEAD);
        return new DrawShape.Point[] {
            tip,
            level ? foot.moved(0, HALF_HEAD) : foot.moved(HALF_HEAD, 0),
            level ? foot.moved(0, -HALF_HEAD) : foot.moved(-HALF_HEAD, 0),
            foot
        };
    }

    private static String head(DrawShape.Stroke stroke) {
        DrawShape.Point[] head = head(stroke.points());
        return "<path d=\"M%sL%sL%sZ\" fill=\"%s\"/>"
                .formatted(place(head[0]), place(head[1]), place(head[2]), stroke.colour());
    }

    private static String disc(DrawShape.Disc disc) {
        StringBuilder text = new StringBuilder();
        int parts = disc.fills().size();
        for (int i = 0; i < parts && parts > 1; i++) {
            text.append("<path d=\"M%sL%sA%s,%s 0 0 1 %sZ\" fill=\"%s\"/>\n"
                    .formatted(
                            place(new DrawShape.Point(disc.x(), disc.y())),
                            place(rim(disc, i, parts)),
                            number(disc.radius()),
                            number(disc.radius()),
                            place(rim(disc, i + 1, parts)),
                            disc.fills().get(i)));
        }
        return text
                + "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\"/>"
                        .formatted(
                                number(disc.x()),
                                number(disc.y()),
                                number(disc.radius()),
                                parts > 1 ? "none" : disc.fills().getFirst(),
                                disc.stroke());
    }

    private static DrawShape.Point rim(DrawShape.Disc disc, int part, int parts) {
        double angle = 2 * Math.PI * part / parts - Math.PI / 2;
        return new DrawShape.Point(
                disc.x() + disc.radius() * StrictMath.cos(angle), disc.y() + disc.radius() * StrictMath.sin(angle));
    }

    private static String place(DrawShape.Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    /** A tenth of a pixel is enough, and its text the same everywhere. */
    private static String number(double value) {
        double tenths = Math.rint(value * 10) / 10 + 0.0;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : String.format(Locale.ROOT, "%.1f", tenths);
    }
}
