package kinglet.lab;

/**
 * How wide text is. The widths are those of DejaVu Sans, with Verdana the widest of the common fonts without serifs, so that text fits
 * in whichever of them a viewer has, and a drawing is the same wherever it is made.
 */
final class DrawText {
    /** First choice to last; all of them are at most as wide as is reckoned with. */
    static final String FONTS = "Verdana, 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif";

    private static final int FIRST = ' ';
    /** Advances from the space to the tilde, in units of which 2048 make the font's size. */
    private static final int[] ADVANCES = {
        651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690,
        1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087,
        2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612,
        1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024,
        1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253,
        1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690, 1303, 1716
    };

    private static final double UNITS = 2048;
    private static final int WIDEST = 2048;
    /** How much wider the bold face is at most, on average over words. */
    private static final double BOLD = 1.13;
    /** From the baseline to the top of the highest letters, and to the bottom of the lowest, as shares of the size. */
    private static final double ASCENT = 0.76;

    private static final double DESCENT = 0.24;

    private DrawText() {}

    static double width(String text, double size, boolean bold) {
        double units = text.codePoints().mapToDouble(DrawText::advance).sum();
        return units / UNITS * size * (bold ? BOLD : 1);
    }

    static double ascent(double size) {
        return ASCENT * size;
    }

    static double descent(double size) {
        return DESCENT * size;
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String fitted(String text, double size, boolean bold, double room) {
        if (width(text, size, bold) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end).stripTrailing() + "…", size, bold) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    private static double advance(int c) {
        if (c >= FIRST && c - FIRST < ADVANCES.length) {
            return ADVANCES[c - FIRST];
        }
        return switch (c) {
            case '×', '→', '≥', '≤', '−' -> 1716;
            case '·' -> 651;
            case '²', '³' -> 821;
            case '–' -> 1024;
            case 'α', 'ρ' -> 1350;
            default -> WIDEST;
        };
    }
}
