package kinglet.engine;

/** A piece of the arena: how long it is, and between which instructions it is in use. Its place is chosen by {@link MemoryPlan}. */
final class Buffer {
    static final int ALWAYS = Integer.MAX_VALUE;

    private final int size;
    private int first = ALWAYS;
    private int last = -1;
    private int place = -1;

    Buffer(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Notes that the instruction of this number writes or reads the buffer. */
    void usedAt(int instruction) {
        first = Math.min(first, instruction);
        last = Math.max(last, instruction);
    }

    /** Notes that it is in use from before the first instruction until after the last. */
    void usedAlways() {
        first = -1;
        last = ALWAYS;
    }

    boolean overlaps(Buffer other) {
        return first <= other.last && other.first <= last;
    }

    int place() {
        return place;
    }

    void place(int offset) {
        place = offset;
    }
}
