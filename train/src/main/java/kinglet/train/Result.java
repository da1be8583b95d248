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

    /** Stores the results of the images that lie in a region side by side, from one image on. */
    void store(float[] arena, Region from, int image) {
        for (int i = 0; i < from.strip().images(); i++) {
            for (int b = 0; b < values.blocks(); b++) {
                store(arena, from.plane(b, i), image + i, b);
            }
        }
    }

    /** The norm takes what was just stored from the nearest cache. */
    void store(float[] arena, Plane from, int image, int block) {
        kernels.store(arena, from, values.mask, block * LANES, values.stored(), values.at(image, block));
        if (norm.isPresent()) {
            norm.get().observe(image, block);
        }
    }

    /** Loads the gradients of the head's results for the same images; around and between them lies what lay there. */
    void gradient(float[] arena, Region to, int image) {
        for (int i = 0; i < to.strip().images(); i++) {
            for (int b = 0; b < values.blocks(); b++) {
                gradient(arena, to.plane(b, i), image + i, b);
            }
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
