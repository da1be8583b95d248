package kinglet.kernels;

/**
 * A thread's own rows of floats. C2 vectorises a loop by itself if each array in it is indexed by the loop's variable alone, or ahead of it by a
 * constant: so what lies somewhere in the arena is first copied to the beginning of a row.
 */
final class PlainScratch {

    /** Floats of a row that a step may count on: long loops spend little on the scalar iterations at their ends. */
    static final int LENGTH = 1024;

    /** More floats behind them, for what a kernel reads ahead. */
    static final int AHEAD = 8 * View.LANES;

    private static final ThreadLocal<PlainScratch> OWN = ThreadLocal.withInitial(PlainScratch::new);

    private float[][] sums = new float[0][];
    private float[][] inputs = new float[0][];

    private float[][] planes = new float[PlainRows.TOGETHER][0];
    private final float[] residual = new float[LENGTH + AHEAD];

    private PlainScratch() {}

    static PlainScratch own() {
        return OWN.get();
    }

    /** At least {@code count} rows with any contents, for results. */
    float[][] sums(int count) {
        if (sums.length < count) {
            sums = new float[count][LENGTH + AHEAD];
        }
        return sums;
    }

    /** At least {@code count} rows with any contents, for inputs. */
    float[][] inputs(int count) {
        if (inputs.length < count) {
            inputs = new float[count][LENGTH + AHEAD];
        }
        return inputs;
    }

    /** A row with any contents, for what a post adds. */
    float[] residual() {
        return residual;
    }

    /** Four arrays of at least {@code size} floats with any contents. */
    float[][] planes(int size) {
        if (planes[0].length < size) {
            planes = new float[PlainRows.TOGETHER][size];
        }
        return planes;
    }
}
