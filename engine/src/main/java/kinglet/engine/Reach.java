package kinglet.engine;

import kinglet.graph.Padding.Explicit;
import kinglet.graph.Shape;
import kinglet.graph.Window;

/**
 * Which rows of its input a step reads for its first rows of output.
 *
 * @param stride rows of the input from one row of the output to the next
 * @param span rows of the input for one row of the output
 * @param above rows above the input at which the first span begins
 */
record Reach(int stride, int span, int above) {

    static Reach of(Window window, Shape in) {
        Explicit pad = window.padding(in);
        return new Reach(window.strideHeight(), window.spanHeight(), pad.top());
    }

    /** Behind the last row read for rows 0 to {@code rows} of the output, which may lie in the padding below. */
    int inputRows(int rows) {
        return rows == Integer.MAX_VALUE ? rows : (rows - 1) * stride + span - above;
    }
}
