package kinglet.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.kernels.Step;
import kinglet.kernels.View;

/**
 * What a network became.
 *
 * @param arenaSize floats of the arena of one image
 * @param entries the steps in order
 * @param inputs where the inputs go, by name
 * @param outputs where the outputs are found, by name
 * @param constants what lies in every arena from the beginning
 */
record Program(
        int arenaSize,
        List<Entry> entries,
        Map<String, Port> inputs,
        Map<String, Port> outputs,
        List<Filling> constants) {

    /**
     * A step.
     *
     * @param covers the nodes whose work it does
     * @param follows which rows of the step before it must be there for its own; empty if it begins when that one is done
     */
    record Entry(List<Node> covers, Shape output, Step step, String algorithm, Optional<Reach> follows) {}

    record Port(Shape shape, View view) {
        /** Copies one image, channel by channel, into the arena. */
        void read(float[] images, int image, float[] arena) {
            int from = image * shape.size();
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < shape.height(); y++) {
                    int place = view.index(c, y, 0);
                    if (view.pixelStride() == 1) {
                        System.arraycopy(images, from, arena, place, shape.width());
                    } else {
                        for (int x = 0; x < shape.width(); x++) {
                            arena[place + x * view.pixelStride()] = images[from + x];
                        }
                    }
                    from += shape.width();
                }
            }
        }

        /** Copies one image, channel by channel, out of the arena. */
        void write(float[] arena, float[] images, int image) {
            int to = image * shape.size();
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < shape.height(); y++) {
                    int place = view.index(c, y, 0);
                    for (int x = 0; x < shape.width(); x++) {
                        images[to++] = arena[place + x * view.pixelStride()];
                    }
                }
            }
        }
    }

    record Filling(View view, float[] values) {
        void fill(float[] arena) {
            int from = 0;
            for (int c = 0; c < view.channelCount(); c++) {
                for (int y = 0; y < view.height(); y++) {
                    for (int x = 0; x < view.width(); x++) {
                        arena[view.index(c, y, x)] = values[from++];
                    }
                }
            }
        }
    }
}
