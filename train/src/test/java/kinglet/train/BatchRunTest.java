package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kinglet.graph.*;
import kinglet.kernels.KernelsProviders;
import org.junit.jupiter.api.Test;

class BatchRunTest {
    private static final int BATCH = 37;
    private static final int CLASSES = 10;
    private static final Shape IMAGE = new Shape(64, 4, 4);

    /** Layers with more weights than pixels: with and without a stride; one reads the first as well, and the last have one pixel. */
    private static Network network() {
        Scope s = Scope.of("test");
        Node x = s.add("a", Conv2d.of(256, 3), s.input(IMAGE));
        Node y = s.add("an", Activation.RELU, s.add("n", new BatchNorm(1e-5), x));
        y = s.add("b", Conv2d.of(250, 3), y);
        y = s.add("c", Conv2d.of(300, 3), s.add("cat", new Concat(), y, x));
        y = s.add("d", Conv2d.of(100, 3).stride(2), y);
        y = s.add("pool", GlobalPool.AVERAGE, y);
        y = s.add("e", Conv2d.pointwise(1328), y);
        y = s.add("en", Activation.RELU, s.add("em", new BatchNorm(1e-5), y));
        y = s.add("f", Conv2d.pointwise(100), y);
        return s.build(s.add("fc", new Linear(CLASSES, true), s.add("flat", new Flatten(), y)));
    }

    private static List<float[]> gradients(int threads) {
        Network network = network();
        Random random = new Random(5);
        float[] images = new float[BATCH * IMAGE.size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
        float[] targets = new float[BATCH * CLASSES];
        for (int i = 0; i < BATCH; i++) {
            targets[i * CLASSES + labels[i]] = 1;
        }
        LearnerOptions options = LearnerOptions.of(BATCH).withThreads(threads);
        try (Learner learner = new Learner(network, Initialisation.of(network, 3), options, KernelsProviders.best())) {
            List<float[]> gradients = new ArrayList<>();
            for (int step = 0; step < 3; step++) {
                learner.learn(new Batch(BATCH, images, targets, labels));
            }
            learner.slots().forEach(slot -> gradients.add(slot.gradient().clone()));
            return gradients;
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        List<float[]> one = gradients(1);
        List<float[]> three = gradients(3);
        assertThat(three).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(three.get(i)).as("gradient %d", i).isEqualTo(one.get(i));
        }
    }
}
