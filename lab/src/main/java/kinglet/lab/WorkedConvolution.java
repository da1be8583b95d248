package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.seed;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** C12 and C13: the definition of a convolution from 2 to 3 channels, summed term by term, and what the engine computes. */
final class WorkedConvolution {
    private static final int IN = 2;
    private static final int OUT = 3;
    private static final int SIDE = 7;
    private static final int KERNEL = 3;
    /** Of sums of 18 products of numbers below 1, in single precision. */
    private static final double ROUNDING = 1e-5;

    private WorkedConvolution() {}

    static Check definition() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        float[] image = values(random, IN * SIDE * SIDE);
        float[] kernel = values(random, OUT * IN * KERNEL * KERNEL);
        float[] computed = run(image, kernel);
        double largest = 0;
        for (int n = 0; n < OUT; n++) {
            for (int k = 1; k <= SIDE; k++) {
                for (int l = 1; l <= SIDE; l++) {
                    float found = computed[(n * SIDE + k - 1) * SIDE + l - 1];
                    largest = Math.max(largest, Math.abs(found - sum(image, kernel, k, l, n)));
                }
            }
        }
        return Check.of(
                        "C12",
                        "Definition of a convolution",
                        "G(k,l,n) = Σ K(i,j,m,n) F(k+i-1, l+j-1, m), the sum over i, j and m, F being padded with zeros.",
                        seed(2, "section 1"),
                        mobileNet("equation 1"))
                .about(
                        "largest difference of %d outputs".formatted(computed.length),
                        0,
                        "",
                        largest,
                        ROUNDING,
                        "conv 3x3, 2 x 7 x 7 to 3 x 7 x 7, run by the engine on random numbers");
    }

    /** One output by the definition: rows and columns count from 1, and F's first row is padding. */
    private static double sum(float[] image, float[] kernel, int k, int l, int n) {
        double sum = 0;
        for (int m = 0; m < IN; m++) {
            for (int i = 1; i <= KERNEL; i++) {
                for (int j = 1; j <= KERNEL; j++) {
                    double weight = kernel[((n * IN + m) * KERNEL + i - 1) * KERNEL + j - 1];
                    sum += weight * padded(image, k + i - 1, l + j - 1, m);
                }
            }
        }
        return sum;
    }

    private static double padded(float[] image, int row, int column, int channel) {
        boolean inside = row > 1 && row <= SIDE + 1 && column > 1 && column <= SIDE + 1;
        return inside ? image[(channel * SIDE + row - 2) * SIDE + column - 2] : 0;
    }

    private static float[] run(float[] image, float[] kernel) {
        Scope net = Scope.of("definition");
        Network network = net.build(net.add("conv", Conv2d.of(OUT, KERNEL), net.input(new Shape(IN, SIDE, SIDE))));
        Weights weights = Weights.of(Map.of("conv.weight", Tensor.of(kernel, OUT, IN, KERNEL, KERNEL)));
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            return engine.compile(network, weights)
                    .run(Tensor.of(image, 1, IN, SIDE, SIDE))
                    .data();
        }
    }

    private static float[] values(RandomGenerator random, int count) {
        float[] values = new float[count];
        IntStream.range(0, count).forEach(i -> values[i] = random.nextFloat() - 0.5f);
        return values;
    }

    static Check instance() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.of(OUT, KERNEL), new Shape(IN, 56, 56));
        return Check.of(
                        "C13",
                        "From 2 to 3 channels",
                        "A convolution from 2 to 3 channels costs D_K D_K D_F D_F 2 3 mult-adds.",
                        seed(2, "section 1"))
                .derive(
                        "mult-adds",
                        product(
                                symbol("D_K", KERNEL).squared(),
                                symbol("D_F", 56).squared(),
                                Formula.of(IN),
                                Formula.of(OUT)),
                        graph.multAdds(),
                        graph.label());
    }
}
