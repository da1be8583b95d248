package kinglet.bench;

/** A network that is open in a runtime, with one input that it runs on again and again. */
public interface Peer extends AutoCloseable {

    /** Runs the network once on the whole batch. */
    void run();

    /** The output of the last run. */
    float[] output();

    @Override
    void close();
}
