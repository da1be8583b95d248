package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of a drawing with a caption of its own.
 *
 * @param caption above it
 * @param notes below the caption, in small print
 * @param width of the shapes
 * @param height of the shapes
 * @param shapes from the corner at 0, 0
 * @param kinds that its colours stand for
 */
record DrawPanel(
        String caption, List<String> notes, double width, double height, List<DrawShape> shapes, Set<DrawKind> kinds) {
    static final double CAPTION_SIZE = 13;
    static final double NOTE_SIZE = 11;
    static final String INK = "#20262e";
    static final String FAINT = "#5a6472";
    private static final double CAPTION_HEIGHT = 22;
    private static final double NOTE_HEIGHT = 16;
    private static final double BELOW_NOTES = 10;

    DrawPanel {
        notes = List.copyOf(notes);
        shapes = List.copyOf(shapes);
    }

    /** With the caption and the notes. */
    double fullWidth() {
        double text = DrawText.width(caption, CAPTION_SIZE, true);
        for (String note : notes) {
            text = Math.max(text, DrawText.width(note, NOTE_SIZE, false));
        }
        return Math.max(width, text);
    }

    double headHeight() {
        return (caption.isEmpty() ? 0 : CAPTION_HEIGHT) + notes.size() * NOTE_HEIGHT + BELOW_NOTES;
    }

    double fullHeight() {
        return headHeight() + height;
    }

    /** Everything, the shapes at {@code head} below the panel's top, both in the middle of {@code room}. */
    List<DrawShape> placed(double x, double y, double room, double head) {
        List<DrawShape> placed = new ArrayList<>();
        double middle = x + room / 2;
        double baseline = y + CAPTION_SIZE;
        if (!caption.isEmpty()) {
            placed.add(
                    new DrawShape.Label(middle, baseline, caption, CAPTION_SIZE, true, DrawShape.Anchor.MIDDLE, INK));
            baseline += CAPTION_HEIGHT - 4;
        }
        for (String note : notes) {
            placed.add(new DrawShape.Label(middle, baseline, note, NOTE_SIZE, false, DrawShape.Anchor.MIDDLE, FAINT));
            baseline += NOTE_HEIGHT;
        }
        double left = middle - width / 2;
        shapes.forEach(shape -> placed.add(shape.moved(left, y + head)));
        return placed;
    }
}
