package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiralEmbeddingTest {

    /** T+ T is the identity of the plane, the definition for a matrix of full rank. */
    @Test
    void thePseudoInverseBringsThePlaneBack() {
        double[][] matrix = {{1, 2}, {-3, 0.5}, {0.25, -1}, {2, 2}};
        double[][] inverse = SpiralEmbedding.pseudoInverse(matrix);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                double product = 0;
                for (int j = 0; j < matrix.length; j++) {
                    product += inverse[row][j] * matrix[j][column];
                }
                assertThat(product).isCloseTo(row == column ? 1 : 0, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 15, 30})
    void theSeedDecidesAll(int dimensions) {
        SpiralEmbedding one = SpiralEmbedding.of(dimensions, 7);
        SpiralEmbedding again = SpiralEmbedding.of(dimensions, 7);
        assertThat(again.back()).isEqualTo(one.back());
        assertThat(SpiralEmbedding.of(dimensions, 8).back()).isNotEqualTo(one.back());
        assertThat(one.error()).isBetween(0.0, 1.0);
        assertThat(one.collapsed()).isBetween(0.0, 1.0);
    }

    /** Points with at most one value left are multiples of one column of the inverse, or 0. */
    @Test
    void collapsedPointsLieOnAFewLines() {
        SpiralEmbedding two = SpiralEmbedding.of(2, 1);
        double[] spiral = SpiralEmbedding.spiral();
        int same = 0;
        for (int i = 0; i < spiral.length; i += 2) {
            same += Math.hypot(two.back()[i] - spiral[i], two.back()[i + 1] - spiral[i + 1]) < 1e-9 ? 1 : 0;
        }
        assertThat(1 - (double) same / SpiralEmbedding.POINTS).isCloseTo(two.collapsed(), within(1e-9));
    }
}
