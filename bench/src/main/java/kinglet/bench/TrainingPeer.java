package kinglet.bench;

/** A training that is open in a runtime, with one batch that it learns from again and again: forward, cross-entropy, backward, SGD. */
public interface TrainingPeer extends AutoCloseable {
    /** Of the optimizer. */
    double MOMENTUM = 0.9;

    /** Of every parameter. */
    double WEIGHT_DECAY = 4e-5;

    /** So small that the batch is not learned by heart meanwhile: gradients near to zero take other times. */
    double RATE = 1e-4;

    /** Learns once from the whole batch. */
    void step();

    /** Of the last step. */
    double loss();

    /** How many floats learn. */
    long parameters();

    @Override
    void close();
}
