package kinglet.lab;

import java.util.Locale;

/** An SVG element in the making: text that can be read, whose ink is that of the page around it. */
final class Canvas {
    static final String START = "start";
    static final String MIDDLE = "middle";
    static final String END = "end";

    private final StringBuilder svg = new StringBuilder();

    Canvas(int width, int height, String title) {
        svg.append(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                                + "font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"currentColor\">\n")
                        .formatted(width, height, width, height));
        svg.append("<title>%s</title>\n".formatted(Html.escaped(title)));
    }

    void heading(double x, double y, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" font-size=\"14\" font-weight=\"600\">%s</text>\n"
                .formatted(place(x), place(y), Html.escaped(text)));
    }

    void text(double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(place(x), place(y), anchor, Html.escaped(text)));
    }

    /** Text on something coloured. */
    void paleText(double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"#fff\">%s</text>\n"
                .formatted(place(x), place(y), anchor, Html.escaped(text)));
    }

    /** Reads upwards. */
    void upwards(double x, double y, String text) {
        svg.append(
                "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" fill-opacity=\"0.75\">%s</text>\n"
                        .formatted(place(x), place(y), Html.escaped(text)));
    }

    /** A thin line of the grid. */
    void hairline(double x1, double y1, double x2, double y2) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"currentColor\" stroke-opacity=\"0.13\"/>\n"
                .formatted(place(x1), place(y1), place(x2), place(y2)));
    }

    void line(double x1, double y1, double x2, double y2, String colour, boolean dashed) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"2\"%s/>\n"
                .formatted(
                        place(x1), place(y1), place(x2), place(y2), colour, dashed ? " stroke-dasharray=\"5 4\"" : ""));
    }

    /** A thin upright line, as for a spread. */
    void whisker(double x, double y1, double y2, String colour) {
        svg.append(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"5\" stroke-opacity=\"0.35\"/>\n"
                        .formatted(place(x), place(y1), place(x), place(y2), colour));
    }

    /** A dot that says what it is when pointed at. */
    void dot(double x, double y, double radius, String colour, String hint) {
        svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"><title>%s</title></circle>\n"
                .formatted(place(x), place(y), place(radius), colour, Html.escaped(hint)));
    }

    /** A filled box that says what it is when pointed at. */
    void box(double x, double y, double width, double height, String colour, String hint) {
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>\n"
                .formatted(place(x), place(y), place(width), place(height), colour, Html.escaped(hint)));
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
