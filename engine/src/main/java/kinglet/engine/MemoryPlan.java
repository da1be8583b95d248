package kinglet.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kinglet.graph.KingletException;
import kinglet.kernels.View;

/**
 * Gives each buffer its place in one arena. Buffers that are never in use at the same time may overlap: the largest is placed first, each
 * at the lowest place that is free during its life.
 */
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
        List<Buffer> bySize = new ArrayList<>(buffers);
        bySize.sort(Comparator.comparingInt(Buffer::size).reversed());
        List<Buffer> placed = new ArrayList<>();
        long end = SLACK;
        for (Buffer buffer : bySize) {
            long place = lowestFree(buffer, placed);
            end = Math.max(end, place + buffer.size() + SLACK);
            if (end > LARGEST) {
                throw tooLarge();
            }
            buffer.place((int) place);
            placed.add(buffer);
            placed.sort(Comparator.comparingInt(Buffer::place));
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

    private static long lowestFree(Buffer buffer, List<Buffer> placed) {
        long place = SLACK;
        for (Buffer other : placed) {
            if (other.overlaps(buffer)) {
                if (place + buffer.size() <= other.place()) {
                    break;
                }
                place = Math.max(place, aligned((long) other.place() + other.size()));
            }
        }
        return place;
    }

    /** To a cache line. */
    private static long aligned(long place) {
        return Math.ceilDiv(place, View.LANES) * (long) View.LANES;
    }
}
