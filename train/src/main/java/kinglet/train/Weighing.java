package kinglet.train;

import java.util.Optional;
import kinglet.kernels.Share;
import kinglet.kernels.Step;
import kinglet.kernels.WeighedStep;
import kinglet.kernels.WeightStore;

/**
 * A step that takes the weights of its kernel in time: few of them when they change, together with all layers'; many just before it runs, into memory
 * that it shares with the other steps that have many.
 */
final class Weighing implements Step {
    /** Half a megabyte. Fewer are not worth another wait of the threads for each other at every layer. */
    private static final int MANY = 1 << 17;

    private final Setting setting;
    private final WeighedStep step;
    private final float[] bias;
    private final Optional<Share> portions;
    private float[] weights;

    /** @param step prepared in the {@link #store} of this kernel */
    Weighing(Setting setting, Kernel kernel, WeighedStep step) {
        this.setting = setting;
        this.step = step;
        this.weights = kernel.weight().values();
        this.bias = kernel.bias().values();
        this.portions = hasMany(kernel)
                ? Optional.of(setting.share(step.portions(), (_, portion) -> step.weigh(weights, bias, portion)))
                : Optional.empty();
    }

    private static boolean hasMany(Kernel kernel) {
        return kernel.weight().values().length > MANY;
    }

    /** Where the kernel's steps keep its weights. */
    static WeightStore store(Setting setting, Kernel kernel) {
        return hasMany(kernel) ? setting.store() : WeightStore.own();
    }

    /** Says which weights count from now on; while no thread runs the step. */
    void change(float[] effective) {
        weights = effective;
        if (portions.isEmpty()) {
            step.weigh(effective, bias);
        }
    }

    /** Must be called before the step runs, after any other that shares its memory has. */
    void settle() {
        portions.ifPresent(setting::run);
    }

    @Override
    public int parts() {
        return step.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        step.run(arena, part);
    }
}
