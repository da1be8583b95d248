package kinglet.vision;

import java.util.Arrays;
import kinglet.networks.Interpolation;
import kinglet.networks.Resizing;

/**
 * Resizing with antialias as Pillow does it, and so torchvision: a horizontal pass, then a vertical one, each with weights in 22-bit
 * fixed point and a result rounded to 8 bits. Only the pixels that are asked for are computed, so the crop of a long thin
 * picture costs no more than any other.
 */
public final class Resampler {
    private static final int HALF = 1 << (Taps.FRACTION_BITS - 1);
    private static final float UNIT = 1f / (1 << Taps.FRACTION_BITS);

    private Resampler() {}

    /** The whole picture at another size. */
    public static Picture resize(Picture picture, int width, int height, Interpolation interpolation) {
        return Picture.of(
                window(
                        picture,
                        Taps.of(picture.width(), width, 0, width, interpolation),
                        Taps.of(picture.height(), height, 0, height, interpolation)),
                width,
                height);
    }

    /**
     * torchvision's {@code Resize(resize)} and {@code CenterCrop(crop)}: the shorter side becomes {@code resize} pixels, the
     * longer is cut to whole pixels, and the centre is taken. Where the picture is smaller than the crop, black is added.
     */
    public static Picture resizeAndCrop(Picture picture, int resize, int crop, Interpolation interpolation) {
        Centre centre = Centre.of(picture, resize, crop, Resizing.WHOLE_LEVELS);
        byte[] taken = window(
                picture, centre.columns().taps(interpolation), centre.rows().taps(interpolation));
        if (centre.fills(crop)) {
            return Picture.of(taken, crop, crop);
        }
        byte[] padded = new byte[3 * crop * crop];
        int width = 3 * centre.columns().length();
        for (int y = 0; y < centre.rows().length(); y++) {
            System.arraycopy(taken, y * width, padded, centre.at(y, crop), width);
        }
        return Picture.of(padded, crop, crop);
    }

    /**
     * The same for networks of TensorFlow and Caffe ({@link Resizing#FRACTIONAL_LEVELS}): red, green, blue of each pixel on the
     * scale of 0..255, with their fractions.
     */
    static float[] fractional(Picture picture, int resize, int crop, Interpolation interpolation) {
        Centre centre = Centre.of(picture, resize, crop, Resizing.FRACTIONAL_LEVELS);
        Taps columns = centre.columns().taps(interpolation);
        Taps rows = centre.rows().taps(interpolation);
        int width = 3 * columns.count();
        float[] narrowed = narrowed(picture, columns, rows.first(), rows.end());
        float[] padded = new float[3 * crop * crop];
        for (int y = 0; y < rows.count(); y++) {
            for (int k = 0; k < rows.length(y); k++) {
                int from = (rows.start(y) - rows.first() + k) * width;
                float weight = rows.weights()[rows.weightsAt(y) + k] * UNIT;
                accumulate(narrowed, from, weight, padded, centre.at(y, crop), width);
            }
        }
        return padded;
    }

    private static void accumulate(float[] from, int at, float weight, float[] sums, int to, int length) {
        for (int i = 0; i < length; i++) {
            sums[to + i] += from[at + i] * weight;
        }
    }

    private static float[] narrowed(Picture picture, Taps taps, int firstRow, int endRow) {
        byte[] from = picture.rgb();
        float[] to = new float[Math.multiplyExact(endRow - firstRow, 3 * taps.count())];
        int t = 0;
        for (int y = firstRow; y < endRow; y++) {
            int row = 3 * y * picture.width();
            for (int x = 0; x < taps.count(); x++, t += 3) {
                weigh(from, row + 3 * taps.start(x), taps.weights(), taps.weightsAt(x), taps.length(x), to, t);
            }
        }
        return to;
    }

    private static void weigh(byte[] from, int at, int[] weights, int w, int length, float[] to, int t) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int i = at;
        for (int k = w; k < w + length; k++, i += 3) {
            int weight = weights[k];
            red += (from[i] & 0xff) * weight;
            green += (from[i + 1] & 0xff) * weight;
            blue += (from[i + 2] & 0xff) * weight;
        }
        to[t] = red * UNIT;
        to[t + 1] = green * UNIT;
        to[t + 2] = blue * UNIT;
    }

    private static byte[] window(Picture picture, Taps columns, Taps rows) {
        int first = rows.first();
        byte[] narrowed = horizontal(picture, columns, first, rows.end());
        return vertical(narrowed, 3 * columns.count(), rows, first);
    }

    private static byte[] horizontal(Picture picture, Taps taps, int firstRow, int endRow) {
        byte[] from = picture.rgb();
        byte[] to = new byte[Math.multiplyExact(endRow - firstRow, 3 * taps.count())];
        int t = 0;
        for (int y = firstRow; y < endRow; y++) {
            int row = 3 * y * picture.width();
            for (int x = 0; x < taps.count(); x++, t += 3) {
                weigh(from, row + 3 * taps.start(x), taps.weights(), taps.weightsAt(x), taps.length(x), to, t);
            }
        }
        return to;
    }

    private static void weigh(byte[] from, int at, int[] weights, int w, int length, byte[] to, int t) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int i = at;
        for (int k = w; k < w + length; k++, i += 3) {
            int weight = weights[k];
            red += (from[i] & 0xff) * weight;
            green += (from[i + 1] & 0xff) * weight;
            blue += (from[i + 2] & 0xff) * weight;
        }
        to[t] = rounded(red);
        to[t + 1] = rounded(green);
        to[t + 2] = rounded(blue);
    }

    private static byte[] vertical(byte[] from, int rowBytes, Taps taps, int firstRow) {
        byte[] to = new byte[Math.multiplyExact(taps.count(), rowBytes)];
        int[] sums = new int[rowBytes];
        for (int y = 0; y < taps.count(); y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < taps.length(y); k++) {
                accumulate(
                        from, (taps.start(y) - firstRow + k) * rowBytes, taps.weights()[taps.weightsAt(y) + k], sums);
            }
            for (int i = 0; i < rowBytes; i++) {
                to[y * rowBytes + i] = rounded(sums[i]);
            }
        }
        return to;
    }

    private static void accumulate(byte[] from, int at, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (from[at + i] & 0xff) * weight;
        }
    }

    private static byte rounded(int sum) {
        return (byte) Math.clamp(sum >> Taps.FRACTION_BITS, 0, 255);
    }
}
