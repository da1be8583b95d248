package kinglet.lab;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A spiral in the plane, brought into more dimensions by a random matrix, cut off by ReLU, and brought back by the matrix's pseudo-inverse
 * (MobileNetV2, figure 1).
 *
 * @param dimensions between
 * @param back where each point of the spiral comes out; two numbers a point
 * @param error root of the mean squared distance from the spiral at the scale that fits best, over the spiral's own size
 * @param collapsed share of points of which fewer than two values are above 0, so that they come back on a few lines or in one point
 */
record SpiralEmbedding(int dimensions, double[] back, double error, double collapsed) {
    static final int POINTS = 240;
    private static final double TURNS = 2;
    private static final int PLANE = 2;

    /** Radius and angle grow from the middle outwards; two numbers a point, none of them further than 1 from 0. */
    static double[] spiral() {
        double[] points = new double[PLANE * POINTS];
        for (int i = 0; i < POINTS; i++) {
            double along = (i + 1.0) / POINTS;
            double angle = TURNS * 2 * Math.PI * along;
            points[PLANE * i] = along * StrictMath.cos(angle);
            points[PLANE * i + 1] = along * StrictMath.sin(angle);
        }
        return points;
    }

    /** With a matrix of normal random numbers, which the seed and the dimensions decide. */
    static SpiralEmbedding of(int dimensions, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(64 * seed + dimensions);
        double[][] matrix = new double[dimensions][PLANE];
        for (double[] row : matrix) {
            row[0] = random.nextGaussian();
            row[1] = random.nextGaussian();
        }
        double[][] inverse = pseudoInverse(matrix);
        double[] spiral = spiral();
        double[] back = new double[spiral.length];
        int collapsed = 0;
        for (int i = 0; i < spiral.length; i += PLANE) {
            int above = 0;
            for (int j = 0; j < dimensions; j++) {
                double value = Math.max(0, matrix[j][0] * spiral[i] + matrix[j][1] * spiral[i + 1]);
                above += value > 0 ? 1 : 0;
                back[i] += inverse[0][j] * value;
                back[i + 1] += inverse[1][j] * value;
            }
            collapsed += above < PLANE ? 1 : 0;
        }
        return new SpiralEmbedding(dimensions, back, error(spiral, back), (double) collapsed / POINTS);
    }

    /** {@code (T'T)^-1 T'}: of a matrix with two columns the inverse is one of 2 x 2. */
    static double[][] pseudoInverse(double[][] matrix) {
        double a = 0;
        double b = 0;
        double d = 0;
        for (double[] row : matrix) {
            a += row[0] * row[0];
            b += row[0] * row[1];
            d += row[1] * row[1];
        }
        double determinant = a * d - b * b;
        double[][] inverse = new double[PLANE][matrix.length];
        for (int j = 0; j < matrix.length; j++) {
            inverse[0][j] = (d * matrix[j][0] - b * matrix[j][1]) / determinant;
            inverse[1][j] = (a * matrix[j][1] - b * matrix[j][0]) / determinant;
        }
        return inverse;
    }

    /** What is left when the result is stretched to fit best: ReLU takes half of what comes in, and that is no loss. */
    private static double error(double[] spiral, double[] back) {
        double both = 0;
        double own = 0;
        double size = 0;
        for (int i = 0; i < spiral.length; i++) {
            both += spiral[i] * back[i];
            own += back[i] * back[i];
            size += spiral[i] * spiral[i];
        }
        double explained = own == 0 ? 0 : both * both / own;
        return Math.sqrt(Math.max(0, 1 - explained / size));
    }
}
