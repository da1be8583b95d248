package kinglet.lab;

import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.graph.Activation;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * D09: how often ReLU loses a point of a plane that was brought into n dimensions at random. Two coordinates can be found again from
 * two values that are not cut off; each of the n is cut off half the time, so {@code (1 + n) / 2^n} of the points are lost.
 */
final class WorkedInformation {
    private static final int MATRICES = 512;
    private static final int POINTS = 64;
    private static final int PLANE = 2;
    /** Of the share of 32,768 points, which are not independent, in per cent. */
    private static final double SCATTER = 3;

    private WorkedInformation() {}

    static Check check() {
        Check check = Check.of(
                "D09",
                "What ReLU loses",
                "Of a plane brought into 2 or 3 dimensions ReLU loses much, in 15 or 30 hardly anything.",
                seed(3, "MobileNet v2"),
                mobileNetV2("figure 1"));
        for (int n : new int[] {2, 3, 5, 15, 30}) {
            check = check.about(
                    "lost in %d dimensions, (1 + %d) / 2^%d".formatted(n, n, n),
                    100 * (1 + n) / Math.pow(2, n),
                    "%",
                    lost(n),
                    SCATTER,
                    "%d random matrices of 2 x %d with ReLU, run on %d points".formatted(MATRICES, n, POINTS));
        }
        return check;
    }

    /** The share of points with fewer than two values above 0, in per cent, over many matrices at once. */
    private static double lost(int n) {
        Scope net = Scope.of("plane");
        Network network = net.build(net.add(
                Activation.RELU, net.add("matrices", new Linear(MATRICES * n, false), net.input(Shape.vector(PLANE)))));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(n);
        Weights weights = Weights.of(
                Map.of("matrices.weight", Tensor.of(normal(random, MATRICES * n * PLANE), MATRICES * n, PLANE)));
        Tensor points = Tensor.of(normal(random, POINTS * PLANE), POINTS, PLANE, 1, 1);
        float[] values;
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            values = engine.compile(network, weights).run(points).data();
        }
        int lost = 0;
        for (int start = 0; start < values.length; start += n) {
            int left = 0;
            for (int i = start; i < start + n; i++) {
                left += values[i] > 0 ? 1 : 0;
            }
            lost += left < PLANE ? 1 : 0;
        }
        return 100.0 * lost / (POINTS * MATRICES);
    }

    private static float[] normal(RandomGenerator random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
