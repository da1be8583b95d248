package kinglet.kernels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Gives buffers places. Those that are never in use at the same time may overlap: the largest is placed first, each at the lowest place that
 * is free during its life.
 *
 * @param start the first place that may be used
 * @param page no buffer lies across a multiple of this
 */
public record Packing(long start, long page) {

    /** In one piece, from this place on. */
    public static Packing from(long start) {
        return new Packing(start, Long.MAX_VALUE);
    }

    /** Places the buffers, none of which is larger than a page, and returns where the last ends. */
    public long place(Collection<Buffer> buffers) {
        List<Buffer> bySize = new ArrayList<>(buffers);
        bySize.sort(Comparator.comparingInt(Buffer::size).reversed());
        List<Buffer> placed = new ArrayList<>();
        long end = start;
        for (Buffer buffer : bySize) {
            buffer.place(lowestFree(buffer, placed));
            end = Math.max(end, buffer.place() + buffer.size());
            placed.add(buffer);
            placed.sort(Comparator.comparingLong(Buffer::place));
        }
        return end;
    }

    private long lowestFree(Buffer buffer, List<Buffer> placed) {
        long place = onOnePage(start, buffer.size());
        for (Buffer other : placed) {
            if (other.overlaps(buffer)) {
                if (place + buffer.size() <= other.place()) {
                    break;
                }
                long behind = Math.max(place, aligned(other.place() + other.size()));
                place = onOnePage(behind, buffer.size());
            }
        }
        return place;
    }

    private long onOnePage(long place, int size) {
        return place / page == (place + size - 1) / page ? place : (place / page + 1) * page;
    }

    /** To a cache line. */
    private static long aligned(long place) {
        return Math.ceilDiv(place, View.LANES) * (long) View.LANES;
    }
}
