package kinglet.kernels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The minimal filterings F(m x m, r x r) that {@link VectorWinograd} knows: m outputs in a row from r taps and m + r - 1 inputs, with as many
 * products as inputs. Those with a patch of 6x6 share the transform of the input.
 */
enum WinogradTile {
    F4X3(4, 3, new double[] {0, 1, -1, 2, -2}, new double[] {1 / 4., -1 / 6., -1 / 6., 1 / 24., 1 / 24.}, 15, 12),
    F2X5(2, 5, new double[] {0, 1, -1, 2, -2}, new double[] {1 / 4., -1 / 6., -1 / 6., 1 / 24., 1 / 24.}, 15, 12),
    F2X3(2, 3, new double[] {0, 1, -1}, new double[] {1, 1 / 2., 1 / 2.}, 12, 10);

    /** A multiplication in the products costs so many of the direct sum's. */
    private static final double OVERHEAD = 1.2;

    /** Patches for which the weights come from memory fast enough. */
    private static final int FEWEST = 4;

    private final int outputs;
    private final int taps;
    private final double[] points;
    private final double[] scales;
    private final double inputTransform;
    private final double outputTransform;

    /**
     * @param points where the polynomials of a row are evaluated, besides at infinity
     * @param scales what the rows of the filters' transform are multiplied with
     * @param inputTransform what it costs, in products of a patch with the filters of one output
     * @param outputTransform what it costs, in products of a patch with the filters of one input
     */
    WinogradTile(
            int outputs, int taps, double[] points, double[] scales, double inputTransform, double outputTransform) {
        this.outputs = outputs;
        this.taps = taps;
        this.points = points;
        this.scales = scales;
        this.inputTransform = inputTransform;
        this.outputTransform = outputTransform;
    }

    /** Outputs of a patch in a row. */
    int outputs() {
        return outputs;
    }

    /** Inputs of a patch in a row. */
    int side() {
        return outputs + taps - 1;
    }

    /** Values of a patch, and so products. */
    int products() {
        return side() * side();
    }

    /** Patches that cover so many outputs in a row. */
    int patches(int size) {
        return Math.ceilDiv(size, outputs);
    }

    /** The cheapest that is faster than the direct product. */
    static Optional<WinogradTile> of(Convolution c) {
        double direct = (double) c.kernelHeight()
                * c.kernelWidth()
                * c.output().height()
                * c.output().width();
        return Arrays.stream(values())
                .filter(tile -> tile.fits(c) && tile.patches(c) >= tile.fewest(c) && tile.cost(c) < direct)
                .min(Comparator.comparingDouble(tile -> tile.cost(c)));
    }

    /** Whether it can do a convolution, fast or not. */
    boolean fits(Convolution c) {
        return c.kernelHeight() == taps
                && c.kernelWidth() == taps
                && c.strideHeight() == 1
                && c.strideWidth() == 1
                && c.dilationHeight() == 1
                && c.dilationWidth() == 1
                && c.groups() == 1
                && VectorPlaces.of(c.input()).isPresent();
    }

    private int patches(Convolution c) {
        return patches(c.output().height()) * patches(c.output().width());
    }

    /** A single patch of 4x4 pays where its weights take 16 bits: they are fewer bytes than the direct product reads. */
    private int fewest(Convolution c) {
        return this == F2X3 && WinogradFilters.rounded(this, c) ? 1 : FEWEST;
    }

    /** In units of the direct product's multiplications for one input and one output. */
    private double cost(Convolution c) {
        double transforms = 1
                + inputTransform / c.output().channelCount()
                + outputTransform / c.input().channelCount();
        return OVERHEAD * products() * patches(c) * transforms;
    }

    /** What a row of a filter is multiplied with: a row for each input of a patch, a column for each tap. */
    double[][] filterTransform() {
        double[][] rows = new double[side()][taps];
        for (int i = 0; i < points.length; i++) {
            for (int tap = 0; tap < taps; tap++) {
                rows[i][tap] = scales[i] * Math.pow(points[i], tap);
            }
        }
        rows[points.length][taps - 1] = 1;
        return rows;
    }

    @Override
    public String toString() {
        return "F(%dx%d, %dx%d)".formatted(outputs, outputs, taps, taps);
    }
}
