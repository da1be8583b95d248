package kinglet.kernels;

import java.util.function.LongToDoubleFunction;

/**
 * What one core of this machine can do at most, measured; every kernel's time is bounded by it.
 *
 * @param gflops 10^9 floating point operations a second, two a multiply-add of 32-bit floats: with vectors where the vector
 *     kernels can be used, with plain loops otherwise
 * @param gigabytesPerSecond 10^9 bytes a second read and written, over arrays that no cache holds
 */
public record Machine(double gflops, double gigabytesPerSecond) {

    private static final int TURNS = 5;
    private static final int MOST_TURNS = 3 * TURNS;
    private static final long NANOS_OF_TURN = 80_000_000;
    /** Vectors that are not compiled yet are boxed, a hundred times slower than plain loops; the narrowest compiled ones reach three quarters of them. */
    private static final int BOXED = 4;

    private static final int ROUNDS = 4000;
    private static final long LARGEST_TRIAD = 128L << 20;

    /**
     * Measures for a good second, on the calling thread. The best of many short repetitions counts, so that other work on the machine shows little;
     * arithmetic and memory take turns, so that the compiler has the whole time to compile either. While vectors are not compiled it goes on,
     * three times as long at most.
     */
    public static Machine measure() {
        boolean vectors = vectorBits() > 0;
        LongToDoubleFunction plainWork = plainMultiplyAdds();
        LongToDoubleFunction triadWork = triad();
        double plain = 0;
        double vector = 0;
        double triad = 0;
        for (int turn = 0; turn < TURNS || (vectors && vector < plain / BOXED && turn < MOST_TURNS); turn++) {
            plain = Math.max(plain, rate(plainWork, ROUNDS));
            vector = vectors ? Math.max(vector, rate(VectorPeak::multiplyAdds, ROUNDS)) : 0;
            triad = Math.max(triad, rate(triadWork, 1));
        }
        return new Machine(vectors ? vector : plain, triad);
    }

    /** The width of the vectors that are measured; 0 for plain loops. */
    public static int vectorBits() {
        return VectorGate.closedBecause().isEmpty() ? VectorLanes.WIDTH * Float.SIZE : 0;
    }

    /** The highest rate of one turn, in units a nanosecond: work is done so many rounds, and says how many units that makes. */
    private static double rate(LongToDoubleFunction work, long rounds) {
        long start = System.nanoTime();
        double best = 0;
        long now = start;
        do {
            double done = work.applyAsDouble(rounds);
            long then = System.nanoTime();
            best = Math.max(best, done / (then - now));
            now = then;
        } while (now - start < NANOS_OF_TURN);
        return best;
    }

    /** Multiplies and adds apart, as the plain kernels do, over an array in the first cache; C2 makes vectors of it. */
    private static LongToDoubleFunction plainMultiplyAdds() {
        float[] sums = new float[1024];
        return rounds -> {
            long passes = Math.max(1, rounds / 20);
            for (long i = 0; i < passes; i++) {
                multiplyAdd(sums, 0.5f, 1f);
            }
            return 16.0 * sums.length * passes;
        };
    }

    /** Eight multiplications and eight additions a value. */
    private static void multiplyAdd(float[] sums, float factor, float term) {
        for (int i = 0; i < sums.length; i++) {
            float sum = sums[i];
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sum = sum * factor + term;
            sums[i] = sum;
        }
    }

    /** {@code a = b + s c} over three arrays (the triad of STREAM, McCalpin 1995): eight bytes read and four written each, as STREAM counts. */
    private static LongToDoubleFunction triad() {
        int length = (int) (Math.min(LARGEST_TRIAD, Runtime.getRuntime().maxMemory() / 2) / (3 * Float.BYTES));
        float[] a = new float[length];
        float[] b = new float[length];
        float[] c = new float[length];
        return passes -> {
            for (long i = 0; i < passes; i++) {
                triad(a, b, c, 3f);
            }
            return 3.0 * Float.BYTES * length * passes;
        };
    }

    private static void triad(float[] a, float[] b, float[] c, float scale) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + scale * c[i];
        }
    }
}
