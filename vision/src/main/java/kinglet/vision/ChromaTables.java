package kinglet.vision;

/**
 * JPEG's luminance and chrominance to red, green, blue (ITU-T T.871, section 7) in 16-bit fixed point with the rounding of the
 * IJG library, so that pixels agree with programs built on it.
 */
final class ChromaTables {
    private static final int HALF = 1 << 15;
    private static final int[] RED = new int[256];
    private static final int[] BLUE = new int[256];
    private static final int[] GREEN_CR = new int[256];
    private static final int[] GREEN_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            RED[i] = (fixed(1.402) * x + HALF) >> 16;
            BLUE[i] = (fixed(1.772) * x + HALF) >> 16;
            GREEN_CR[i] = -fixed(0.71414) * x;
            GREEN_CB[i] = -fixed(0.34414) * x + HALF;
        }
    }

    private ChromaTables() {}

    /** Replaces Y, Cb, Cr by red, green, blue in pixels that are {@code step} bytes apart. */
    static void toRgb(byte[] pixels, int step) {
        for (int i = 0; i + 2 < pixels.length; i += step) {
            int y = pixels[i] & 0xff;
            int cb = pixels[i + 1] & 0xff;
            int cr = pixels[i + 2] & 0xff;
            pixels[i] = clamp(y + RED[cr]);
            pixels[i + 1] = clamp(y + ((GREEN_CB[cb] + GREEN_CR[cr]) >> 16));
            pixels[i + 2] = clamp(y + BLUE[cb]);
        }
    }

    private static byte clamp(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }

    private static int fixed(double x) {
        return (int) (x * 65536 + 0.5);
    }
}
