package kinglet.train;

/** Memory in which one thread at a time works. */
final class Arena {
    private static final long NOBODY = -1;

    private final float[] floats;
    private long last = NOBODY;
    private Object work = this;
    private boolean fresh;

    Arena(int size) {
        this.floats = new float[size];
    }

    float[] floats() {
        return floats;
    }

    /** Notes who works here now, and at what. */
    void enter(Object next) {
        last = Thread.currentThread().threadId();
        fresh = work != next;
        work = next;
    }

    /** Whether anything may lie here; otherwise all is as an earlier task of the same work has left it. */
    boolean isFresh() {
        return fresh;
    }

    /** Whether the running thread was the last to work here, so that some of it may be in its cache. */
    boolean isOwn() {
        return last == Thread.currentThread().threadId();
    }

    boolean isUnused() {
        return last == NOBODY;
    }
}
