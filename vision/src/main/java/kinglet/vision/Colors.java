package kinglet.vision;

import java.util.Arrays;

/**
 * Colours changed by a factor as Pillow's ImageEnhance does it, and so torchvision: 0 gives the plain picture named at each, 1 this
 * one, and more leads away from the plain one. Results are cut to 8 bits, not rounded.
 */
final class Colors {
    private static final int LEVELS = 256;

    private Colors() {}

    /** From black. */
    static Picture brightness(Picture picture, double factor) {
        return levels(picture, level -> blend(0, level, (float) factor));
    }

    /** From the mean luma of the picture. */
    static Picture contrast(Picture picture, double factor) {
        byte[] rgb = picture.rgb();
        long sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            sum += Preprocessor.luma(rgb, i);
        }
        int mean = (int) (3.0 * sum / rgb.length + 0.5);
        return levels(picture, level -> blend(mean, level, (float) factor));
    }

    /** From grey. */
    static Picture saturation(Picture picture, double factor) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            int luma = Preprocessor.luma(from, i);
            for (int c = i; c < i + 3; c++) {
                to[c] = (byte) blend(luma, from[c] & 0xff, (float) factor);
            }
        }
        return Picture.of(to, picture.width(), picture.height());
    }

    /** From the picture smoothed by (1 1 1, 1 5 1, 1 1 1) / 13, whose border is left as it is. */
    static Picture sharpness(Picture picture, double factor) {
        byte[] from = picture.rgb();
        byte[] to = from.clone();
        int row = 3 * picture.width();
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int i = y * row + 3; i < (y + 1) * row - 3; i++) {
                int sum = 4 * (from[i] & 0xff);
                for (int above = i - row; above <= i + row; above += row) {
                    sum += (from[above - 3] & 0xff) + (from[above] & 0xff) + (from[above + 3] & 0xff);
                }
                to[i] = (byte) blend((int) (sum / 13f + 0.5f), from[i] & 0xff, (float) factor);
            }
        }
        return Picture.of(to, picture.width(), picture.height());
    }

    /** Only so many of the highest bits of each value. */
    static Picture posterize(Picture picture, int bits) {
        int mask = ~((1 << (8 - bits)) - 1);
        return levels(picture, level -> level & mask);
    }

    /** Values from {@code threshold} on inverted. */
    static Picture solarize(Picture picture, double threshold) {
        return levels(picture, level -> level < threshold ? level : 255 - level);
    }

    static Picture invert(Picture picture) {
        return levels(picture, level -> 255 - level);
    }

    /** Each channel stretched to 0..255. */
    static Picture autoContrast(Picture picture) {
        return channels(picture, histogram -> {
            int low = 0;
            while (low < LEVELS - 1 && histogram[low] == 0) {
                low++;
            }
            int high = LEVELS - 1;
            while (high > 0 && histogram[high] == 0) {
                high--;
            }
            double scale = high > low ? 255.0 / (high - low) : 1;
            double offset = high > low ? -low * scale : 0;
            return table(level -> Math.clamp((long) (level * scale + offset), 0, 255));
        });
    }

    /** Each channel's levels made equally frequent, by the rule of Pillow's ImageOps.equalize. */
    static Picture equalize(Picture picture) {
        return channels(picture, histogram -> {
            int last = LEVELS - 1;
            while (last > 0 && histogram[last] == 0) {
                last--;
            }
            int step = (Arrays.stream(histogram).sum() - histogram[last]) / 255;
            if (step == 0) {
                return table(level -> level);
            }
            byte[] table = new byte[LEVELS];
            int below = step / 2;
            for (int level = 0; level < LEVELS; level++) {
                table[level] = (byte) Math.min(255, below / step);
                below += histogram[level];
            }
            return table;
        });
    }

    private static int blend(int plain, int value, float factor) {
        return (int) Math.clamp(plain + factor * (value - plain), 0f, 255f);
    }

    private interface Level {
        int of(int level);
    }

    private interface Equalizer {
        byte[] table(int[] histogram);
    }

    private static byte[] table(Level rule) {
        byte[] table = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = (byte) rule.of(level);
        }
        return table;
    }

    private static Picture levels(Picture picture, Level rule) {
        byte[] table = table(rule);
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = table[from[i] & 0xff];
        }
        return Picture.of(to, picture.width(), picture.height());
    }

    private static Picture channels(Picture picture, Equalizer equalizer) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int c = 0; c < 3; c++) {
            int[] histogram = new int[LEVELS];
            for (int i = c; i < from.length; i += 3) {
                histogram[from[i] & 0xff]++;
            }
            byte[] table = equalizer.table(histogram);
            for (int i = c; i < from.length; i += 3) {
                to[i] = table[from[i] & 0xff];
            }
        }
        return Picture.of(to, picture.width(), picture.height());
    }
}
