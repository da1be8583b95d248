package kinglet.vision;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import kinglet.train.Batch;

/** What mixup and CutMix have in common: the weight they draw, and each picture's partner, the one before it (the last for the first). */
final class MixingWeight {
    private MixingWeight() {}

    /** A number from Beta(alpha, alpha), as the share of one of two numbers from Gamma(alpha, 1). */
    static double draw(double alpha, RandomGenerator random) {
        double first = gamma(alpha, random);
        double second = gamma(alpha, random);
        // with a tiny alpha both underflow, and the distribution is a coin
        return first + second > 0 ? first / (first + second) : random.nextInt(2);
    }

    /** Marsaglia and Tsang 2000; below 1 by their section 6. */
    private static double gamma(double alpha, RandomGenerator random) {
        if (alpha < 1) {
            return gamma(alpha + 1, random) * Math.pow(random.nextDouble(), 1 / alpha);
        }
        double d = alpha - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    interface Partners {
        /** Mixes the value at {@code at} with its partner's, {@code partner[from]}. */
        void mix(int at, float[] partner, int from);
    }

    /** Visits rows of {@code length} values from the last to the first, so that each partner is still as it was. */
    static void withPartners(float[] rows, int count, int length, Partners partners) {
        float[] last = Arrays.copyOfRange(rows, (count - 1) * length, count * length);
        for (int i = count - 1; i > 0; i--) {
            partners.mix(i * length, rows, (i - 1) * length);
        }
        partners.mix(0, last, 0);
    }

    /** Each class's probability as {@code share} of the picture's own and the rest of its partner's. */
    static void mixTargets(Batch batch, int classes, float share) {
        float[] targets = batch.targets();
        withPartners(targets, batch.size(), classes, (at, partner, from) -> {
            for (int k = 0; k < classes; k++) {
                targets[at + k] = share * targets[at + k] + (1 - share) * partner[from + k];
            }
        });
    }
}
