package kinglet.kernels;

/** Kernels were asked for that are not there or cannot be used; the message says which flag would change that. */
public final class KernelsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KernelsException(String message) {
        super(message);
    }
}
