package kinglet.cli;

import java.util.List;
import java.util.Locale;
import kinglet.lab.Html;
import kinglet.vision.ConfusionMatrix;

/** A confusion matrix as SVG, for 2 classes to some hundred: a row a class, a column an answer, coloured by the share of the row. */
final class HeatMap {
    private static final int SIDE = 640;
    private static final int LEAST_CELL = 9;
    private static final int LARGEST_CELL = 56;
    /** Smaller cells hold no number. */
    private static final int NUMBERED_CELL = 24;

    private static final int LONGEST_NAME = 18;
    private static final String RIGHT = "#2f6fb7";
    private static final String WRONG = "#d1622b";

    private final ConfusionMatrix matrix;
    private final List<String> answers;
    private final int cell;
    private final int font;
    private final int left;
    private final int top;

    private HeatMap(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.answers = matrix.answers();
        this.cell = Math.clamp(SIDE / answers.size(), LEAST_CELL, LARGEST_CELL);
        this.font = Math.clamp(cell - 1, 8, 12);
        int longest =
                answers.stream().mapToInt(name -> shown(name).length()).max().orElse(1);
        this.left = 24 + longest * font * 6 / 10;
        this.top = left;
    }

    static String svg(ConfusionMatrix matrix) {
        return new HeatMap(matrix).svg();
    }

    private String svg() {
        int width = left + answers.size() * cell + 8;
        int height = top + matrix.classes().size() * cell + 8;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                        .formatted(width, height, width, height));
        svg.append("font-family=\"system-ui, sans-serif\" font-size=\"%d\" fill=\"currentColor\">\n".formatted(font));
        svg.append("<title>Confusion matrix: rows are classes, columns are answers</title>\n");
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"currentColor\" fill-opacity=\"0.05\"/>\n"
                .formatted(left, top, answers.size() * cell, matrix.classes().size() * cell));
        names(svg);
        for (int row = 0; row < matrix.classes().size(); row++) {
            for (int column = 0; column < answers.size(); column++) {
                cell(svg, row, column);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void names(StringBuilder svg) {
        for (int row = 0; row < matrix.classes().size(); row++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    left - 6,
                    middle(row, top),
                    Html.escaped(shown(matrix.classes().get(row)))));
        }
        for (int column = 0; column < answers.size(); column++) {
            double x = middle(column, left);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" transform=\"rotate(-90 %.1f %d)\">%s</text>%n",
                    x,
                    top - 6,
                    x,
                    top - 6,
                    Html.escaped(shown(answers.get(column)))));
        }
    }

    private double middle(int index, int from) {
        return from + (index + 0.5) * cell + font * 0.35;
    }

    private void cell(StringBuilder svg, int row, int column) {
        int count = matrix.count(row, column);
        if (count == 0) {
            return;
        }
        double share = (double) count / matrix.pictures(row);
        // the root lets a single mistake be seen
        double strength = row == column ? 0.15 + 0.85 * share : 0.2 + 0.8 * Math.sqrt(share);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"%.2f\"><title>%s taken for %s: %d of %d</title></rect>%n",
                left + column * cell,
                top + row * cell,
                cell - 1,
                cell - 1,
                row == column ? RIGHT : WRONG,
                strength,
                Html.escaped(matrix.classes().get(row)),
                Html.escaped(answers.get(column)),
                count,
                matrix.pictures(row)));
        if (cell >= NUMBERED_CELL) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"%d\"%s pointer-events=\"none\">%d</text>%n",
                    left + (column + 0.5) * cell - 0.5,
                    middle(row, top),
                    count > 9999 ? 8 : count > 999 ? 9 : 11,
                    strength > 0.6 ? " fill=\"#fff\"" : "",
                    count));
        }
    }

    private static String shown(String name) {
        String first = name.split(",")[0].strip();
        return first.length() <= LONGEST_NAME ? first : first.substring(0, LONGEST_NAME - 1) + "…";
    }
}
