package kinglet.lab;

import java.util.List;

/**
 * A drawing: shapes in the order in which they are painted, which become SVG or a picture of pixels.
 *
 * @param title what it shows, in a few words
 * @param description the same in sentences, for those who cannot see it
 * @param width in pixels
 * @param height in pixels
 * @param shapes that it is made of
 */
public record Drawing(String title, String description, double width, double height, List<DrawShape> shapes) {

    public Drawing {
        shapes = List.copyOf(shapes);
    }

    /** An SVG document of its own: the same bytes wherever it is made. */
    public String svg() {
        return SvgWriter.write(this);
    }

    /** A PNG file, so many times as large. */
    public byte[] png(double scale) {
        return DrawPainter.png(this, scale);
    }
}
