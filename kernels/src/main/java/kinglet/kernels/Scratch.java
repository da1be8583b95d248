package kinglet.kernels;

/**
 * A thread's own small arrays. Steps are shared by many threads and must not allocate when they run, so what they need in
 * between lives here; an array grows the first time a thread meets a larger step, and stays.
 */
final class Scratch {

    private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

    private float[] sums = new float[0];
    private final float[][] inputs = new float[3][0];
    private float[] workspace = new float[0];

    private Scratch() {}

    static Scratch own() {
        return OWN.get();
    }

    /** At least {@code size} floats with any contents, for results. */
    float[] sums(int size) {
        if (sums.length < size) {
            sums = new float[size];
        }
        return sums;
    }

    /** At least {@code size} floats with any contents, for gathered inputs; there are three such arrays. */
    float[] inputs(int which, int size) {
        if (inputs[which].length < size) {
            inputs[which] = new float[size];
        }
        return inputs[which];
    }

    /** At least {@code size} floats with any contents, for whatever an algorithm keeps during a part. */
    float[] workspace(int size) {
        if (workspace.length < size) {
            workspace = new float[size];
        }
        return workspace;
    }
}
