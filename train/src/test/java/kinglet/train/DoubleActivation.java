package kinglet.train;

import kinglet.graph.Activation;

/** Activations and their derivatives in doubles; where they have kinks, another value than x may say on which piece x is. */
final class DoubleActivation {
    private DoubleActivation() {}

    static double apply(Activation a, double x, double decided) {
        return switch (a.function()) {
            case RELU -> decided > 0 ? x : 0;
            case RELU6 -> clamp(x, decided, 0, 6);
            case CLIP -> clamp(x, decided, a.alpha(), a.beta());
            case LEAKY_RELU -> decided > 0 ? x : a.alpha() * x;
            case SIGMOID -> sigmoid(x);
            case HARD_SIGMOID -> clamp(a.alpha() * x + a.beta(), a.alpha() * decided + a.beta(), 0, 1);
            case SWISH -> x * sigmoid(x);
            case HARD_SWISH -> x * clamp(x + 3, decided + 3, 0, 6) / 6;
            case TANH -> Math.tanh(x);
        };
    }

    static double derivative(Activation a, double x, double decided) {
        return switch (a.function()) {
            case RELU -> decided > 0 ? 1 : 0;
            case RELU6 -> inside(decided, 0, 6);
            case CLIP -> inside(decided, a.alpha(), a.beta());
            case LEAKY_RELU -> decided > 0 ? 1 : a.alpha();
            case SIGMOID -> sigmoid(x) * (1 - sigmoid(x));
            case HARD_SIGMOID -> a.alpha() * inside(a.alpha() * decided + a.beta(), 0, 1);
            case SWISH -> sigmoid(x) * (1 + x * (1 - sigmoid(x)));
            case HARD_SWISH -> (clamp(x + 3, decided + 3, 0, 6) + x * inside(decided + 3, 0, 6)) / 6;
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double clamp(double x, double decided, double from, double to) {
        return decided <= from ? from : decided >= to ? to : x;
    }

    private static double inside(double decided, double from, double to) {
        return decided > from && decided < to ? 1 : 0;
    }
}
