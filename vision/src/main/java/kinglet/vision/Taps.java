package kinglet.vision;

import kinglet.networks.Interpolation;

/**
 * Which pixels of a line each resized pixel is made of, and their weights in fixed point. When shrinking, the filter is
 * stretched to cover every pixel that is left out (antialias).
 */
final class Taps {
    static final int FRACTION_BITS = 22;

    private final int[] starts;
    private final int[] lengths;
    private final int[] weights;
    private final int room;

    private Taps(int count, int room) {
        this.starts = new int[count];
        this.lengths = new int[count];
        this.weights = new int[Math.multiplyExact(count, room)];
        this.room = room;
    }

    /** The taps of {@code count} pixels from {@code first} of a line of {@code from} pixels resized to {@code to}. */
    static Taps of(int from, long to, long first, int count, Interpolation interpolation) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        double support = radius(interpolation) * stretch;
        Taps taps = new Taps(count, (int) Math.min(from, Math.ceil(support) * 2 + 1));
        double[] line = new double[taps.room];
        for (int i = 0; i < count; i++) {
            double centre = (first + i + 0.5) * scale;
            int start = (int) Math.max(centre - support + 0.5, 0);
            int length = (int) Math.min(centre + support + 0.5, from) - start;
            double sum = 0;
            for (int k = 0; k < length; k++) {
                line[k] = weight(interpolation, (start + k - centre + 0.5) / stretch);
                sum += line[k];
            }
            taps.set(i, start, length, line, sum);
        }
        return taps;
    }

    private void set(int i, int start, int length, double[] line, double sum) {
        starts[i] = start;
        lengths[i] = length;
        for (int k = 0; k < length; k++) {
            double share = line[k] / sum * (1 << FRACTION_BITS);
            weights[i * room + k] = (int) (share < 0 ? share - 0.5 : share + 0.5);
        }
    }

    private static double radius(Interpolation interpolation) {
        return switch (interpolation) {
            case BILINEAR -> 1;
            case BICUBIC -> 2;
        };
    }

    private static double weight(Interpolation interpolation, double distance) {
        double x = Math.abs(distance);
        return switch (interpolation) {
            case BILINEAR -> Math.max(1 - x, 0);
            case BICUBIC -> cubic(x);
        };
    }

    /** Keys 1981, equation 4, with a = -1/2. */
    private static double cubic(double x) {
        double a = -0.5;
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    int count() {
        return starts.length;
    }

    int start(int i) {
        return starts[i];
    }

    int length(int i) {
        return lengths[i];
    }

    /** All weights; those of pixel i begin at {@link #weightsAt}. */
    int[] weights() {
        return weights;
    }

    int weightsAt(int i) {
        return i * room;
    }

    /** The first pixel that any tap reads. */
    int first() {
        return starts[0];
    }

    /** One past the last pixel that any tap reads. */
    int end() {
        return starts[count() - 1] + lengths[count() - 1];
    }
}
