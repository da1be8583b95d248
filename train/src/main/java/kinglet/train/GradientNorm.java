package kinglet.train;

import java.util.List;

/**
 * The norm of all gradients taken together, and the scale that clips it (Pascanu et al. 2013). Squares are summed in double
 * precision by parts that do not depend on the number of threads, and the parts in order, so that the norm is the same bits for
 * any number.
 */
public final class GradientNorm {
    private final List<Slot> slots;
    private final List<Slices.Slice> slices;
    private final double[] sums;

    public GradientNorm(List<Slot> slots) {
        this.slots = List.copyOf(slots);
        this.slices = Slices.of(this.slots.stream().map(Slot::gradient).toList());
        this.sums = new double[slices.size()];
    }

    public int parts() {
        return sums.length;
    }

    /** Sums one part; {@link #value} is right when all are done. */
    public void run(int part) {
        Slices.Slice slice = slices.get(part);
        sums[part] = squares(slots.get(slice.index()).gradient(), slice.from(), slice.to());
    }

    /** The norm of what the parts have summed. */
    public double value() {
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /** The norm, summed on the caller's thread. */
    public double compute() {
        for (int part = 0; part < sums.length; part++) {
            run(part);
        }
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
