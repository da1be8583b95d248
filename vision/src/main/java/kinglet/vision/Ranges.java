package kinglet.vision;

/** Checks of the numbers that augmentation is asked to use. */
final class Ranges {
    private Ranges() {}

    static void probability(String what, double value) {
        within("the probability " + what, value, 0, 1);
    }

    static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new DatasetException(
                    "%s must lie between %s and %s, but is %s".formatted(what, text(least), text(most), text(value)));
        }
    }

    /** Two numbers above zero, the lesser first. */
    static void ordered(String what, double least, double most) {
        if (!(least > 0 && least <= most && Double.isFinite(most))) {
            throw new DatasetException("%s must be two numbers above 0, the lesser first, but are %s and %s"
                    .formatted(what, text(least), text(most)));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
    }
}
