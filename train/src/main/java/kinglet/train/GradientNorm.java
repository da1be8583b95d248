package kinglet.train;

import java.util.List;

/**
 * The norm of all gradients taken together, and the scale that clips it (Pascanu et al. 2013). Squares are summed in double
 * precision by tasks that do not depend on the number of threads, and those sums in order, so that the norm is the same bits for
 * any number.
 */
public final class GradientNorm extends SlicedWork {
    private final List<Slot> slots;
    private final double[] sums;

    public GradientNorm(List<Slot> slots) {
        super(slots.stream().map(Slot::gradient).toList());
        this.slots = List.copyOf(slots);
        this.sums = new double[tasks()];
    }

    @Override
    void run(int task, int array, int from, int to) {
        sums[task] = squares(slots.get(array).gradient(), from, to);
    }

    /** The norm, once all tasks are done. */
    public double value() {
        double sum = 0;
        for (double some : sums) {
            sum += some;
        }
        return Math.sqrt(sum);
    }

    /** The norm, summed on the caller's thread. */
    public double compute() {
        runAll();
        return value();
    }

    /** What gradients of this norm are multiplied by so that it is at most {@code most}, as {@code torch.nn.utils.clip_grad_norm_} does. */
    public static double clip(double norm, double most) {
        return Math.min(1, most / (norm + 1e-6));
    }

    /** Four sums side by side: one alone would wait for each addition before it. */
    private static double squares(float[] g, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += (double) g[i] * g[i];
            b += (double) g[i + 1] * g[i + 1];
            c += (double) g[i + 2] * g[i + 2];
            d += (double) g[i + 3] * g[i + 3];
        }
        for (; i < to; i++) {
            a += (double) g[i] * g[i];
        }
        return a + b + (c + d);
    }
}
