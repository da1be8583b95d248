package kinglet.networks;

/** Rules by which width multipliers round channel counts. */
public final class Channels {
    private static final int DIVISOR = 8;
    private static final double SMALLEST_SHARE = 0.9;

    private Channels() {}

    /**
     * The multiple of 8 nearest to {@code channels}, at least 8, and never less than nine tenths of it: the rule of
     * MobileNetV2, MobileNetV3 and EfficientNet (their authors' {@code make_divisible}).
     */
    public static int divisible(double channels) {
        int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < SMALLEST_SHARE * channels ? rounded + DIVISOR : rounded;
    }
}
