package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Parameter;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.Test;

class ClassifierHeadTest {

    /** A network whose weights are all a hundredth. */
    static Model model(Network network) {
        Map<String, Tensor> tensors = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            float[] values = new float[Math.toIntExact(parameter.size())];
            Arrays.fill(values, 0.01f);
            tensors.put(
                    parameter.name(),
                    Tensor.of(
                            values,
                            parameter.dims().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray()));
        }
        return Model.of(network, Weights.of(tensors));
    }

    /** A convolution, its mean, and a fully connected layer of this many classes. */
    static Model linear(int side, int classes) {
        Scope net = Scope.of("linear");
        Node x = net.add("conv", Conv2d.of(4, 3), net.input(new Shape(3, side, side)));
        x = net.add(GlobalPool.AVERAGE, x);
        return model(net.build(net.add("fc", new Linear(classes, true), net.add(new Dropout(0.2), x))));
    }

    private static Model convolutional() {
        Scope net = Scope.of("convolutional");
        Node x = net.add("conv", Conv2d.of(4, 3), net.input(new Shape(3, 8, 8)));
        x = net.add(Activation.RELU, net.add("last", Conv2d.pointwise(10), x));
        return model(net.build(net.add(new Softmax(), net.add(new Flatten(), net.add(GlobalPool.AVERAGE, x)))));
    }

    @Test
    void knowsWhetherTheOutputIsNormalised() {
        assertThat(new ClassifierHead(linear(8, 10)).givesProbabilities()).isFalse();
        assertThat(new ClassifierHead(convolutional()).givesProbabilities()).isTrue();
    }

    @Test
    void endsTheFeaturesBeforeTheLastLayerWithWeights() {
        Model linear = new ClassifierHead(linear(8, 10)).features();
        assertThat(linear.network().output().shape()).isEqualTo(Shape.vector(4));
        assertThat(linear.weights().names()).containsExactly("conv.weight");
        Model convolutional = new ClassifierHead(convolutional()).features();
        assertThat(convolutional.network().output().shape()).isEqualTo(Shape.vector(4));
        assertThat(convolutional.weights().names()).containsExactly("conv.weight");
    }

    @Test
    void refusesWhatIsNoClassifier() {
        Scope net = Scope.of("detector");
        Network map = net.build(net.add("conv", Conv2d.of(4, 3), net.input(new Shape(3, 8, 8))));
        assertThatThrownBy(() -> new ClassifierHead(model(map)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("gives 4 x 8 x 8");
    }

    @Test
    void saysWhenThereAreNoFeatures() {
        Scope net = Scope.of("joined");
        Node x = net.add(GlobalPool.AVERAGE, net.input(new Shape(3, 8, 8)));
        Network sum = net.build(
                net.add(new Add(), net.add("a", new Linear(2, true), x), net.add("b", new Linear(2, true), x)));
        assertThatThrownBy(() -> new ClassifierHead(model(sum)).features()).hasMessageContaining("no feature vector");
    }
}
