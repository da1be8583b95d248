package kinglet.lab;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import kinglet.lab.Verdict.Outcome;

/**
 * A claim that one network learns better than another.
 *
 * @param claim in a sentence
 * @param better the name of the subject that should be more accurate
 * @param worse the name of the other
 * @param published by how much, as it was published
 * @param most that a claim of a small difference allows
 */
record TrainedClaim(String claim, String better, String worse, String published, OptionalDouble most) {
    /** Trainings without which a difference cannot be told from chance. */
    private static final int LEAST_SEEDS = 2;

    /** By however much. */
    TrainedClaim(String claim, String better, String worse, String published) {
        this(claim, better, worse, published, OptionalDouble.empty());
    }

    /** The same, which a larger difference contradicts too. */
    TrainedClaim byAtMost(double share) {
        return new TrainedClaim(claim, better, worse, published, OptionalDouble.of(share));
    }

    /**
     * Judges.
     *
     * @param accuracies of each subject, one a seed
     */
    Verdict verdict(Function<String, double[]> accuracies) {
        double[] good = accuracies.apply(better);
        double[] bad = accuracies.apply(worse);
        double difference = mean(good) - mean(bad);
        double noise = Math.hypot(deviation(good), deviation(bad));
        String found =
                "%+.1f points (%.1f against %.1f %%)".formatted(100 * difference, 100 * mean(good), 100 * mean(bad));
        if (good.length < LEAST_SEEDS) {
            return new Verdict(
                    Outcome.OPEN, claim, published, found, "One training of each says nothing about chance.");
        }
        String spread = "Trainings that differ in the seed alone spread by %.1f points.".formatted(100 * noise);
        if (difference - noise > most.orElse(1)) {
            String more = "%s The difference is more than the %.0f points that the claim is taken to allow."
                    .formatted(spread, 100 * most.orElseThrow());
            return new Verdict(Outcome.DOES_NOT_HOLD, claim, published, found, more);
        }
        if (difference > noise) {
            return new Verdict(Outcome.HOLDS, claim, published, found, spread);
        }
        Outcome outcome = difference > 0 ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD;
        return new Verdict(outcome, claim, published, found, spread);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Of the sample. */
    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < LEAST_SEEDS ? 0 : Math.sqrt(sum / (values.length - 1));
    }
}
