package kinglet.kernels;

/** A piece of memory: how many floats, and between which moments it is in use. Its place is chosen by {@link Packing}. */
public final class Buffer {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final int size;
    private int first = ALWAYS;
    private int last = -1;
    private long place = -1;

    public Buffer(int size) {
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Notes that it is written or read at this moment, counted from 0. */
    public void usedAt(int moment) {
        first = Math.min(first, moment);
        last = Math.max(last, moment);
    }

    /** Notes that it is in use from before the first moment until after the last. */
    public void usedAlways() {
        first = -1;
        last = ALWAYS;
    }

    boolean overlaps(Buffer other) {
        return first <= other.last && other.first <= last;
    }

    /** Where it begins, in floats. */
    public long place() {
        return place;
    }

    void place(long offset) {
        place = offset;
    }
}
