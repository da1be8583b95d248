package kinglet.kernels;

/** What a {@link Share} divides among threads: numbered tasks, begun in that order. */
public interface Work {

    int tasks();

    /** Before the tasks of a run, while no thread does any. */
    void open();

    /** Does one task; it may wait for earlier ones. */
    void run(int task);

    /** A task is over, done or not. */
    void over(int task);
}
