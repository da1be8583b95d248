package kinglet.train;

import java.util.SplittableRandom;
import kinglet.graph.Dropout;
import kinglet.graph.Op;
import kinglet.graph.StochasticDepth;
import kinglet.kernels.Plane;
import kinglet.kernels.View;

/**
 * Values or whole images that are made zero at random, the others being scaled so that the mean stays. What is dropped is a function of
 * the seed, the step, the head and the image, so that the way back drops the same, whatever the threads.
 */
final class Drop {
    private final double rate;
    private final boolean images;
    private final long salt;
    private long step;

    private Drop(double rate, boolean images, long salt) {
        this.rate = rate;
        this.images = images;
        this.salt = salt;
    }

    /** What an op drops; nothing unless it is a dropout or stochastic depth. */
    static Drop of(Op op, long salt) {
        return switch (op) {
            case Dropout dropout -> new Drop(dropout.rate(), false, salt);
            case StochasticDepth depth -> new Drop(depth.rate(), true, salt);
            default -> new Drop(0, false, salt);
        };
    }

    /** Begins another step, in which other values are dropped. */
    void step(long number) {
        step = number;
    }

    void apply(float[] arena, Region region, int image) {
        if (rate == 0) {
            return;
        }
        SplittableRandom random = new SplittableRandom((salt * 31 + step) * 0x9E3779B97F4A7C15L + image);
        float kept = (float) (1 / (1 - rate));
        float whole = random.nextDouble() < rate ? 0 : kept;
        for (int b = 0; b < region.view().blocks().length; b++) {
            Plane plane = region.plane(b, 0);
            for (int y = 0; y < plane.height(); y++) {
                int from = plane.place() + y * plane.rowStride();
                for (int i = from; i < from + plane.width() * View.LANES; i++) {
                    arena[i] *= images ? whole : random.nextDouble() < rate ? 0 : kept;
                }
            }
        }
    }
}
