package kinglet.lab;

import java.util.List;

/**
 * Shares of wholes, as bars of coloured pieces.
 *
 * @param title above it
 * @param pieces what each colour means
 * @param bars from top to bottom
 */
record BarsPlot(String title, List<String> pieces, List<Bar> bars) {
    private static final int WIDTH = 900;
    private static final int LEFT = 290;
    private static final int RIGHT = 76;
    private static final int BAR = 26;
    private static final int STEP = 38;
    private static final int LEGEND_COLUMNS = 4;
    private static final int LEGEND_ROW = 20;
    /** Narrower pieces hold no number. */
    private static final double NUMBERED = 34;

    /**
     * A whole.
     *
     * @param name beside it
     * @param shares of its pieces, from 0 to 1, in their order
     * @param total behind it
     */
    record Bar(String name, List<Double> shares, String total) {}

    String svg() {
        int top = 40 + LEGEND_ROW * Math.ceilDiv(pieces.size(), LEGEND_COLUMNS);
        Canvas canvas = new Canvas(WIDTH, top + bars.size() * STEP + 8, title);
        canvas.heading(8, 18, title);
        for (int i = 0; i < pieces.size(); i++) {
            double x = 8 + i % LEGEND_COLUMNS * (double) (WIDTH / LEGEND_COLUMNS);
            double y = 30 + LEGEND_ROW * (double) (i / LEGEND_COLUMNS);
            canvas.box(x, y, 12, 12, Ink.of(i), pieces.get(i));
            canvas.text(x + 18, y + 10.5, Canvas.START, pieces.get(i));
        }
        for (int b = 0; b < bars.size(); b++) {
            draw(canvas, bars.get(b), top + b * (double) STEP);
        }
        return canvas.svg();
    }

    private void draw(Canvas canvas, Bar bar, double y) {
        canvas.text(LEFT - 10, y + BAR / 2.0 + 4, Canvas.END, bar.name());
        double x = LEFT;
        for (int i = 0; i < bar.shares().size(); i++) {
            double width = bar.shares().get(i) * (WIDTH - LEFT - RIGHT);
            String share = Figures.percent(bar.shares().get(i));
            canvas.box(x, y, width, BAR, Ink.of(i), "%s: %s".formatted(pieces.get(i), share));
            if (width >= NUMBERED) {
                canvas.paleText(
                        x + width / 2,
                        y + BAR / 2.0 + 4,
                        Canvas.MIDDLE,
                        Quantities.decimal(100 * bar.shares().get(i), 0) + " %");
            }
            x += width;
        }
        canvas.text(x + 8, y + BAR / 2.0 + 4, Canvas.START, bar.total());
    }
}
