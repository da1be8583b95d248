package kinglet.lab;

import java.util.DoubleSummaryStatistics;
import java.util.function.Function;

/** Figures as the tables of reports show them. */
final class Figures {

    private Figures() {}

    static String milliseconds(Number ms) {
        double value = ms.doubleValue();
        return Quantities.decimal(value, value < 1 ? 4 : value < 10 ? 3 : value < 100 ? 2 : 1);
    }

    static String rate(Number perSecond) {
        double value = perSecond.doubleValue();
        return Quantities.decimal(value, value < 10 ? 2 : value < 100 ? 1 : 0);
    }

    static String ratio(Number ratio) {
        return Quantities.decimal(ratio.doubleValue(), 2);
    }

    static String percent(Number share) {
        return Quantities.decimal(100 * share.doubleValue(), 1) + " %";
    }

    static String count(Number number) {
        return Quantities.count(number.doubleValue());
    }

    /** As the paper prints it: with a decimal only where it has one. */
    static String published(Number number) {
        double value = number.doubleValue();
        return Quantities.decimal(value, value == Math.rint(value) ? 0 : 1);
    }

    /** From the least to the most, or both at once where they read the same. */
    static String range(DoubleSummaryStatistics values, Function<Number, String> text) {
        String least = text.apply(values.getMin());
        String most = text.apply(values.getMax());
        return least.equals(most) ? least : least + " to " + most;
    }
}
