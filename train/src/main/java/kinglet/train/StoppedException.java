package kinglet.train;

/** A training that was asked to stop, and has written its checkpoint. */
public final class StoppedException extends TrainingException {
    private static final long serialVersionUID = 1;

    StoppedException(int epoch, long step) {
        super("the training was stopped in epoch %d, after step %d".formatted(epoch + 1, step));
    }
}
