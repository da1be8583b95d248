package kinglet.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kinglet.graph.KingletException;
import kinglet.kernels.Buffer;
import kinglet.kernels.Packing;
import kinglet.kernels.View;

/** Gives each buffer its place in one arena, by when instructions use it. */
final class MemoryPlan {
    /** Tiles at the end of a row may read past it. */
    private static final int SLACK = 64 * View.LANES;

    /** Floats of the largest buffer; leaves room for the slack and what the virtual machine keeps of an array. */
    static final int LARGEST = Integer.MAX_VALUE - 4 * SLACK;

    private MemoryPlan() {}

    /** Places the buffers, and returns the length of the arena in floats. Each instruction is done at its time; those of one time, in any order. */
    static int place(List<Instruction> instructions, int[] times, List<Layout> always) {
        Set<Buffer> buffers = new LinkedHashSet<>();
        for (int i = 0; i < instructions.size(); i++) {
            for (Layout layout : instructions.get(i).reads()) {
                use(layout, times[i], buffers);
            }
            use(instructions.get(i).writes(), times[i], buffers);
        }
        for (Layout layout : always) {
            layout.buffers().forEach(Buffer::usedAlways);
            buffers.addAll(layout.buffers());
        }
        long end = Packing.from(SLACK).place(buffers) + SLACK;
        if (end > LARGEST) {
            throw tooLarge();
        }
        return (int) end;
    }

    static KingletException tooLarge() {
        return new KingletException(
                "the network's activations do not fit one array (2^31 floats); use a smaller input");
    }

    private static void use(Layout layout, int time, Set<Buffer> buffers) {
        for (Buffer buffer : layout.buffers()) {
            buffer.usedAt(time);
            buffers.add(buffer);
        }
    }
}
