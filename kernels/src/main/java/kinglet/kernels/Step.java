package kinglet.kernels;

/**
 * One prepared piece of arithmetic over an arena, for one image. Its parts are independent of each other: they may run in any
 * order and on any thread, and the result does not depend on how they were spread. Running allocates nothing.
 */
public interface Step {

    /** Into how many parts the work is divided, at least one; a function of the step alone, never of the number of threads. */
    int parts();

    /**
     * The row of the output behind the last that part {@code part} writes; it never falls from a part to the next. A step that reads this one's
     * rows may begin before the last part is done. A step that is not cut by rows has all of them in each part.
     */
    default int rowsTo(int part) {
        return Integer.MAX_VALUE;
    }

    /** Does part {@code part} of the work, reading and writing {@code arena}. */
    void run(float[] arena, int part);
}
