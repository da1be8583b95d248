package kinglet.lab;

import java.util.ArrayList;
import java.util.List;

/** What takes room in a rank of a layout: a box, or a lane that an arrow goes through. */
final class DiagramCell {
    static final double LANE = 16;
    private static final double SIDE_GAP = 26;
    private static final double LANE_GAP = 4;

    /** What the cell is. */
    enum Kind {
        BOX,
        LANE,
        /** A lane of an arrow around what both its ends are joined by too. */
        SHORTCUT
    }

    final int rank;
    final double width;
    final Kind kind;
    final List<DiagramCell> above = new ArrayList<>();
    final List<DiagramCell> below = new ArrayList<>();
    /** The middle. */
    double x;
    /** What cells of a rank are sorted by. */
    double key;

    DiagramCell(int rank, double width, Kind kind) {
        this.rank = rank;
        this.width = width;
        this.kind = kind;
    }

    /** From middle to middle, at least, if the other cell is the next one to the right. */
    double distance(DiagramCell right) {
        double gap = kind != Kind.BOX && right.kind != Kind.BOX ? LANE_GAP : SIDE_GAP;
        return (width + right.width) / 2 + gap;
    }
}
