package kinglet.lab;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Spearman's: how well one order tells another, 1 for the same order, -1 for the opposite one. */
final class RankCorrelation {

    private RankCorrelation() {}

    /** Of pairs of values; equal values share the mean of their ranks. {@link Double#NaN} if one side has a single rank. */
    static double spearman(List<Double> a, List<Double> b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (x.length + 1) / 2.0;
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - mean) * (y[i] - mean);
            squaresX += (x[i] - mean) * (x[i] - mean);
            squaresY += (y[i] - mean) * (y[i] - mean);
        }
        return products / Math.sqrt(squaresX * squaresY);
    }

    private static double[] ranks(List<Double> values) {
        int[] order = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(values::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[order.length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && values.get(order[to]).equals(values.get(order[from]))) {
                to++;
            }
            for (int i = from; i < to; i++) {
                // of the ranks from + 1 to to
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
        }
        return ranks;
    }
}
