package kinglet.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * From values to places along a plot's side.
 *
 * @param from the value at its beginning
 * @param to the value at its end
 * @param logarithmic whether equal distances are equal ratios
 * @param ticks values with a label
 */
record Axis(double from, double to, boolean logarithmic, List<Double> ticks) {
    private static final int TICKS = 6;
    private static final List<Integer> ROUND = List.of(1, 2, 5);
    /** Of the whole, on each side of the outermost values of a logarithmic axis. */
    private static final double MARGIN = 0.04;

    /** Round numbers around all values; {@link Double#NaN} counts as none. */
    static Axis linear(double[] values) {
        double least = finite(values).min().orElse(0);
        double most = finite(values).max().orElse(1);
        double step = step((most - least) / TICKS);
        double first = Math.floor(least / step + 1e-9);
        double last = Math.max(first + 1, Math.ceil(most / step - 1e-9));
        List<Double> ticks = new ArrayList<>();
        for (double i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return new Axis(first * step, last * step, false, ticks);
    }

    /** Around all values, which are above 0. */
    static Axis logarithmic(double[] values) {
        double least = Math.log(finite(values).min().orElse(1));
        double most = Math.log(finite(values).max().orElse(10));
        double margin = Math.max(0.1, MARGIN * (most - least));
        double from = Math.exp(least - margin);
        double to = Math.exp(most + margin);
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
            for (int digit : ROUND) {
                double tick = digit * Math.pow(10, power);
                if (tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return new Axis(from, to, true, ticks);
    }

    private static DoubleStream finite(double[] values) {
        return DoubleStream.of(values).filter(Double::isFinite);
    }

    /** 1, 2 or 5 times a power of ten, at least as large. */
    private static double step(double about) {
        double least = Math.max(about, 1e-9);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return ROUND.stream()
                .mapToDouble(digit -> digit * power)
                .filter(step -> step >= least * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
    }

    /** Where a value lies, from 0 to 1. */
    double share(double value) {
        return logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    }

    /** Without needless zeros: {@code 0.5}, {@code 20}, {@code 5 M}. */
    static String label(double value) {
        int thousands = value == 0 ? 0 : Math.clamp((int) Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9), 0, 3);
        double scaled = value / Math.pow(1000, thousands);
        String digits = new BigDecimal(scaled)
                .round(new MathContext(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
        return digits + List.of("", " k", " M", " G").get(thousands);
    }
}
