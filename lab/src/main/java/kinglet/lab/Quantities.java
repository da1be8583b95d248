package kinglet.lab;

import java.util.Locale;

/** Numbers as people read them: the unit follows the magnitude, so that a small network is never "0.00 G". */
public final class Quantities {
    private static final String[] UNITS = {"", " k", " M", " G", " T"};
    private static final double STEP = 1000;

    private Quantities() {}

    /** Three significant digits and a unit: {@code 3.50 M}, {@code 301 M}, {@code 41.0 k}, {@code 812}. */
    public static String count(double number) {
        int unit = 0;
        double scaled = number;
        while (Math.abs(scaled) >= STEP - 0.5 && unit < UNITS.length - 1) {
            scaled /= STEP;
            unit++;
        }
        return unit == 0
                ? decimal(scaled, scaled == Math.rint(scaled) ? 0 : 2)
                : decimal(scaled, digits(scaled)) + UNITS[unit];
    }

    /** Bytes with the same rule: {@code 14.0 MB}. */
    public static String bytes(double number) {
        String text = count(number);
        return text.contains(" ") ? text + "B" : text + " B";
    }

    /** Every digit, in groups of three: {@code 3,504,872}. */
    public static String exact(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String decimal(double number, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", number);
    }

    private static int digits(double scaled) {
        double size = Math.abs(scaled);
        return size < 10 ? 2 : size < 100 ? 1 : 0;
    }
}
