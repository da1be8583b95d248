package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.FormulaWeights;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Softmax;
import kinglet.graph.Weights;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What a training begins with: {@link Initialisation} and {@link Transfer}. */
class BeginningTest {
    private static final int CHANNELS = 64;

    /** As TensorFlow's exporters write it: a pad before the convolution, the bias of the classes and a softmax apart. */
    private static Network exported() {
        Scope net = Scope.of("exported");
        Node x = net.input(new Shape(3, 16, 16));
        x = net.add("pad", Pad.zeros(new Padding.Explicit(0, 0, 1, 1)), x);
        x = net.add("conv", Conv2d.of(CHANNELS, 3).stride(2).padding(Padding.NONE), x);
        x = net.add("norm", new BatchNorm(1e-3), x);
        x = net.add("depthwise", Conv2d.depthwise(CHANNELS, 3), x);
        x = net.add(GlobalPool.AVERAGE, net.add(Activation.RELU, x));
        x = net.add("fc", new Linear(5, false), x);
        x = net.add(new Add(), x, net.add("bias", new Constant(Shape.vector(5)), List.of()));
        return net.build(net.add(new Softmax(), x));
    }

    private static double deviation(Weights weights, String name) {
        double sum = 0;
        float[] values = weights.tensor(name).data();
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void deviationsAreThoseOfThePaper() {
        Weights weights = Initialisation.of(Transfer.withClasses(exported(), 200), 1);
        assertThat(deviation(weights, "conv.weight"))
                .isCloseTo(Math.sqrt(2.0 / (CHANNELS * 9)), Percentage.withPercentage(8));
        assertThat(deviation(weights, "depthwise.weight")).isCloseTo(Math.sqrt(2.0 / 9), Percentage.withPercentage(12));
        assertThat(deviation(weights, "fc.weight")).isCloseTo(0.01, Percentage.withPercentage(4));
        assertThat(weights.tensor("norm.weight").data()).containsOnly(1f);
        assertThat(weights.tensor("norm.running_var").data()).containsOnly(1f);
        assertThat(weights.tensor("norm.running_mean").data()).containsOnly(0f);
        assertThat(weights.tensor("fc.bias").data()).containsOnly(0f);
    }

    @Test
    void theSeedDecides() {
        Network network = exported();
        String name = "conv.weight";
        float[] one = Initialisation.of(network, 1).tensor(name).data();
        assertThat(Initialisation.of(network, 1).tensor(name).data()).isEqualTo(one);
        assertThat(Initialisation.of(network, 2).tensor(name).data()).isNotEqualTo(one);
    }

    @Test
    void aNewHeadGivesLogitsOfTheNewClasses() {
        Network old = exported();
        Network now = Transfer.withClasses(old, 2);
        assertThat(now.output().op()).isEqualTo(new Linear(2, true));
        assertThat(now.nodes()).noneMatch(node -> node.op() instanceof Pad || node.op() instanceof Softmax);
        assertThat(now.nodes().stream()
                        .filter(n -> n.name().equals("conv"))
                        .findFirst()
                        .orElseThrow()
                        .shape())
                .isEqualTo(new Shape(CHANNELS, 8, 8));
        Weights trained = FormulaWeights.of(old);
        Weights weights = Transfer.weights(now, trained, 1);
        assertThat(weights.tensor("conv.weight").data())
                .isEqualTo(trained.tensor("conv.weight").data());
        assertThat(weights.tensor("fc.weight").dims()).containsExactly(2, CHANNELS);
    }

    @Test
    void othersWeightsAreRefused() {
        Network network = Transfer.withClasses(exported(), 2);
        assertThatThrownBy(() -> Transfer.weights(network, Weights.of(Map.of()), 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("conv.weight");
    }
}
