package kinglet.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import kinglet.graph.KingletException;

/** Paints a drawing in pixels. */
final class DrawPainter {
    /** What an image may have; a drawing of more is refused rather than running out of memory. */
    private static final double LARGEST = 100e6;

    private final Graphics2D graphics;

    private DrawPainter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] png(Drawing drawing, double scale) {
        double pixels = drawing.width() * drawing.height() * scale * scale;
        if (pixels > LARGEST) {
            throw new KingletException("'%s' would be a picture of %.0f million pixels; write it as .svg"
                    .formatted(drawing.title(), pixels / 1e6));
        }
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(drawing.width() * scale),
                (int) Math.ceil(drawing.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        DrawPainter painter = new DrawPainter(graphics);
        drawing.shapes().forEach(painter::paint);
        graphics.dispose();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new KingletException("cannot draw '%s': %s".formatted(drawing.title(), e.getMessage()), e);
        }
    }

    private void paint(DrawShape shape) {
        switch (shape) {
            case DrawShape.Box box -> box(box);
            case DrawShape.Label label -> label(label);
            case DrawShape.Stroke stroke -> stroke(stroke);
            case DrawShape.Disc disc -> disc(disc);
        }
    }

    private void box(DrawShape.Box box) {
        RoundRectangle2D shape = new RoundRectangle2D.Double(
                box.x(), box.y(), box.width(), box.height(), 2 * box.radius(), 2 * box.radius());
        graphics.setStroke(new BasicStroke(1));
        if (!box.fill().equals("none")) {
            graphics.setColor(Color.decode(box.fill()));
            graphics.fill(shape);
        }
        if (!box.stroke().equals("none")) {
            graphics.setColor(Color.decode(box.stroke()));
            graphics.draw(shape);
        }
    }

    /** Text is narrowed where the font at hand is wider than was reckoned with. */
    private void label(DrawShape.Label label) {
        Font font =
                new Font(Font.SANS_SERIF, label.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) label.size());
        graphics.setFont(font);
        graphics.setColor(Color.decode(label.colour()));
        double wide = font.getStringBounds(label.text(), graphics.getFontRenderContext())
                .getWidth();
        double squeeze = Math.min(1, label.width() / Math.max(1e-9, wide));
        AffineTransform before = graphics.getTransform();
        graphics.translate(label.x() - label.anchor().share() * wide * squeeze, label.y());
        graphics.scale(squeeze, 1);
        graphics.drawString(label.text(), 0, 0);
        graphics.setTransform(before);
    }

    private void stroke(DrawShape.Stroke stroke) {
        List<DrawShape.Point> points = stroke.arrow() ? SvgWriter.shortened(stroke.points()) : stroke.points();
        Path2D path = new Path2D.Double();
        DrawShape.Point last = points.getFirst();
        path.moveTo(last.x(), last.y());
        for (DrawShape.Point point : points.subList(1, points.size())) {
            double middle = (last.y() + point.y()) / 2;
            if (stroke.smooth()) {
                path.curveTo(last.x(), middle, point.x(), middle, point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
            last = point;
        }
        graphics.setColor(Color.decode(stroke.colour()));
        graphics.setStroke(new BasicStroke((float) stroke.width()));
        graphics.draw(path);
        if (stroke.arrow()) {
            DrawShape.Point[] head = SvgWriter.head(stroke.points());
            Path2D triangle = new Path2D.Double();
            triangle.moveTo(head[0].x(), head[0].y());
            triangle.lineTo(head[1].x(), head[1].y());
            triangle.lineTo(head[2].x(), head[2].y());
            triangle.closePath();
            graphics.fill(triangle);
        }
    }

    private void disc(DrawShape.Disc disc) {
        double size = 2 * disc.radius();
        int parts = disc.fills().size();
        for (int i = 0; i < parts; i++) {
            graphics.setColor(Color.decode(disc.fills().get(i)));
            graphics.fill(new Arc2D.Double(
                    disc.x() - disc.radius(),
                    disc.y() - disc.radius(),
                    size,
                    size,
                    90 - 360.0 * (i + 1) / parts,
                    360.0 / parts,
                    Arc2D.PIE));
        }
        graphics.setColor(Color.decode(disc.stroke()));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Ellipse2D.Double(disc.x() - disc.radius(), disc.y() - disc.radius(), size, size));
    }
}
