package kinglet.engine;

import kinglet.graph.Pad;
import kinglet.kernels.Step;
import kinglet.kernels.View;

/** Pixels around an activation, by any of the four rules; a part is a channel. */
record PadStep(View input, View output, Pad pad) implements Step {

    @Override
    public int parts() {
        return output.channelCount();
    }

    @Override
    public void run(float[] arena, int channel) {
        View.Border border = output.border();
        for (int y = -border.top(); y < output.height() + border.bottom(); y++) {
            boolean row = y >= 0 && y < output.height();
            for (int x = -border.left(); x < output.width() + border.right(); x++) {
                boolean inside = row && x >= 0 && x < output.width();
                arena[output.index(channel, y, x)] = inside ? value(arena, channel, y, x) : 0;
            }
        }
    }

    private float value(float[] arena, int channel, int y, int x) {
        int row = source(y - pad.padding().top(), input.height());
        int column = source(x - pad.padding().left(), input.width());
        return row < 0 || column < 0 ? (float) pad.value() : arena[input.index(channel, row, column)];
    }

    /** The row or column of the input that is repeated at this place; -1 for the constant. */
    private int source(int at, int size) {
        if (at >= 0 && at < size) {
            return at;
        }
        return switch (pad.mode()) {
            case CONSTANT -> -1;
            case EDGE -> Math.clamp(at, 0, size - 1);
            case REFLECT -> at < 0 ? -at : 2 * (size - 1) - at;
            case WRAP -> Math.floorMod(at, size);
        };
    }
}
