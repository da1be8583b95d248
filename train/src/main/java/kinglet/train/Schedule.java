package kinglet.train;

import java.util.Collections;
import java.util.List;

/**
 * How the learning rate changes: the factor by which the recipe's rate is multiplied, as a function of the number of the step and of
 * nothing else, so that a training that goes on finds the rate it left, on another machine too.
 */
public sealed interface Schedule {

    /** Guards a position that should be a whole number of periods against its own rounding. */
    double ROUNDING = 1e-9;

    /**
     * The factor at a place of a training of {@code epochs}.
     *
     * @param epoch how many epochs are done, with fractions
     */
    double factor(double epoch, double epochs);

    /** The factor of step {@code step}, from 0, of a training of {@code epochs}. */
    default double factor(long step, int stepsPerEpoch, int epochs) {
        return factor((double) step / stepsPerEpoch, epochs);
    }

    /** The same curve drawn out over {@code by} times as many epochs. */
    Schedule stretched(double by);

    /** One all the time. */
    record Constant() implements Schedule {
        @Override
        public double factor(double epoch, double epochs) {
            return 1;
        }

        @Override
        public Schedule stretched(double by) {
            return this;
        }
    }

    /** Multiplied by {@code gamma} after every {@code every} epochs. */
    record Step(double every, double gamma) implements Schedule {
        public Step {
            positive("epochs between steps", every);
            positive("gamma", gamma);
        }

        @Override
        public double factor(double epoch, double epochs) {
            return StrictMath.pow(gamma, Math.floor(epoch / every + ROUNDING));
        }

        @Override
        public Schedule stretched(double by) {
            return new Step(every * by, gamma);
        }
    }

    /** Multiplied by {@code gamma} after each of these epochs. */
    record MultiStep(List<Double> after, double gamma) implements Schedule {
        public MultiStep {
            after = List.copyOf(after);
            positive("gamma", gamma);
            if (!after.equals(after.stream().sorted().toList())
                    || (!after.isEmpty() && !(Collections.min(after) > 0))) {
                throw new RecipeException(
                        "the epochs %s at which a rate changes must be above 0 and grow".formatted(after));
            }
        }

        /** Multiplied by {@code gamma} after each of these epochs. */
        public static MultiStep of(double gamma, Double... after) {
            return new MultiStep(List.of(after), gamma);
        }

        @Override
        public double factor(double epoch, double epochs) {
            return StrictMath.pow(
                    gamma, after.stream().filter(a -> epoch + ROUNDING >= a).count());
        }

        @Override
        public Schedule stretched(double by) {
            return new MultiStep(after.stream().map(a -> a * by).toList(), gamma);
        }
    }

    /** In a straight line from 1 to {@code end}. */
    record Linear(double end) implements Schedule {
        public Linear {
            Optimizer.check("the end of a schedule", end, 0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double factor(double epoch, double epochs) {
            return 1 + (end - 1) * done(epoch, epochs);
        }

        @Override
        public Schedule stretched(double by) {
            return this;
        }
    }

    /** {@code gamma ^ (epoch / every)}, at every step; in {@link Step} the same falls in steps. */
    record Exponential(double every, double gamma) implements Schedule {
        public Exponential {
            positive("epochs of a decay", every);
            positive("gamma", gamma);
        }

        @Override
        public double factor(double epoch, double epochs) {
            return StrictMath.pow(gamma, epoch / every);
        }

        @Override
        public Schedule stretched(double by) {
            return new Exponential(every * by, gamma);
        }
    }

    /** Half a cosine from 1 to {@code end} (Loshchilov and Hutter 2017, equation 5, without restarts). */
    record Cosine(double end) implements Schedule {
        public Cosine {
            Optimizer.check("the end of a schedule", end, 0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double factor(double epoch, double epochs) {
            return end + (1 - end) * (1 + StrictMath.cos(Math.PI * done(epoch, epochs))) / 2;
        }

        @Override
        public Schedule stretched(double by) {
            return this;
        }
    }

    /**
     * In a straight line from {@code from} to 1 over the first epochs (Goyal et al. 2017, section 2.2), and another schedule
     * afterwards.
     *
     * @param waits whether the other begins when the warm-up ends and has the remaining epochs, as in PyTorch's {@code
     *     SequentialLR}; or else ran hidden meanwhile, as in TensorFlow's EfficientNet
     */
    record WarmUp(double warm, double from, Schedule then, boolean waits) implements Schedule {
        public WarmUp {
            positive("epochs of a warm-up", warm);
            Optimizer.check("the start of a warm-up", from, 0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double factor(double epoch, double epochs) {
            if (epoch + ROUNDING < warm) {
                return from + (1 - from) * epoch / warm;
            }
            return waits ? then.factor(Math.max(0, epoch - warm), epochs - warm) : then.factor(epoch, epochs);
        }

        @Override
        public Schedule stretched(double by) {
            return new WarmUp(warm * by, from, then.stretched(by), waits);
        }
    }

    private static double done(double epoch, double epochs) {
        return epochs > 0 ? Math.clamp(epoch / epochs, 0, 1) : 1;
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new RecipeException("%s: %s is not above 0".formatted(name, value));
        }
    }
}
