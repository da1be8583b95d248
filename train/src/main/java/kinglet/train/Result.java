package kinglet.train;

import java.util.Optional;
import kinglet.kernels.Plane;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.View;

/** A unit's own values: stored from an arena on the way there, and their gradient loaded into one on the way back. */
final class Result {
    private static final int LANES = View.LANES;

    private final TrainingKernels kernels;
    private final Values values;
    private final Optional<Norm> norm;

    Result(Setting setting, Values values, Optional<Norm> norm) {
        this.kernels = setting.training();
        this.values = values;
        this.norm = norm;
    }

    Values values() {
        return values;
    }

    Optional<Norm> norm() {
        return norm;
    }

    /** Stores an image's result. */
    void store(float[] arena, Region from, int image) {
        for (int b = 0; b < values.blocks(); b++) {
            kernels.store(arena, from.plane(b), values.mask, b * LANES, values.stored(), values.at(image, b));
        }
        norm.ifPresent(n -> n.observe(image));
    }

    /** Loads the gradient of the head's result for an image. */
    void gradient(float[] arena, Region to, int image) {
        to.clean(arena);
        for (int b = 0; b < values.blocks(); b++) {
            gradient(arena, to.plane(b), image, b);
        }
    }

    void gradient(float[] arena, Plane to, int image, int block) {
        Values v = values;
        kernels.gradient(
                v.stored(),
                v.at(image, block),
                v.gradient(),
                v.gradientAt(image, block),
                v.scale,
                v.shift,
                v.mean,
                block * LANES,
                v.activation(),
                v.factor,
                v.slope,
                v.offset,
                arena,
                to);
    }
}
