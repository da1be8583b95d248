package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.train.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMixingTest {
    private static final Shape IMAGE = new Shape(2, 10, 12);
    private static final int SIZE = 4;

    private final SplittableRandom random = new SplittableRandom(11);

    /** Picture i is all i, and of class i. */
    private static Batch batch() {
        float[] images = new float[SIZE * IMAGE.size()];
        float[] targets = new float[SIZE * SIZE];
        for (int i = 0; i < SIZE; i++) {
            Arrays.fill(images, i * IMAGE.size(), (i + 1) * IMAGE.size(), i);
            targets[i * SIZE + i] = 1;
        }
        return new Batch(SIZE, images, targets, new int[] {0, 1, 2, 3});
    }

    @Test
    void averagesEachPictureWithTheOneBeforeIt() {
        for (int round = 0; round < 50; round++) {
            Batch batch = batch();
            new Mixup(0.4).mix(batch, IMAGE, SIZE, random);
            for (int i = 0; i < SIZE; i++) {
                int before = (i + SIZE - 1) % SIZE;
                float share = batch.targets()[i * SIZE + i];
                assertThat(batch.targets()[i * SIZE + before]).isEqualTo(1 - share, within(1e-6f));
                float expected = share * i + (1 - share) * before;
                for (int k = 0; k < IMAGE.size(); k++) {
                    assertThat(batch.images()[i * IMAGE.size() + k]).isEqualTo(expected, within(1e-5f));
                }
            }
        }
    }

    @Test
    void pastesARectangleAndSharesTheClassesByItsArea() {
        int pasted = 0;
        for (int round = 0; round < 50; round++) {
            Batch batch = batch();
            new CutMix(1).mix(batch, IMAGE, SIZE, random);
            for (int i = 0; i < SIZE; i++) {
                int before = (i + SIZE - 1) % SIZE;
                int own = 0;
                for (int k = 0; k < IMAGE.size(); k++) {
                    float value = batch.images()[i * IMAGE.size() + k];
                    assertThat(value).isIn((float) i, (float) before);
                    own += value == i ? 1 : 0;
                }
                assertThat(batch.targets()[i * SIZE + i]).isEqualTo((float) own / IMAGE.size(), within(1e-6f));
                assertThat(batch.targets()[i * SIZE + before]).isEqualTo(1 - (float) own / IMAGE.size(), within(1e-6f));
                pasted += own < IMAGE.size() ? 1 : 0;
            }
        }
        assertThat(pasted).isGreaterThan(100);
    }

    @Test
    void leavesABatchOfOneAsItIs() {
        Batch one = new Batch(1, new float[] {5}, new float[] {0, 1}, new int[] {1});
        new Mixup(0.2).mix(one, new Shape(1, 1, 1), 2, random);
        assertThat(one.images()[0]).isEqualTo(5, within(1e-6f));
        assertThat(one.targets()).containsExactly(0, 1);
    }

    /** Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2 a + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 1, 3, 50})
    void drawsFromTheBetaDistribution(double alpha) {
        double[] values = IntStream.range(0, 40_000)
                .mapToDouble(_ -> MixingWeight.draw(alpha, random))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - 0.5) * (v - 0.5)).average().orElseThrow();
        double expected = 1 / (4 * (2 * alpha + 1));
        assertThat(Arrays.stream(values).allMatch(v -> v >= 0 && v <= 1)).isTrue();
        assertThat(mean).isEqualTo(0.5, within(4 * Math.sqrt(expected / values.length)));
        assertThat(variance).isEqualTo(expected, within(0.04 * expected));
    }
}
