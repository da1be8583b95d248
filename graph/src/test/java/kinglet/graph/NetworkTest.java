package kinglet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static Network tiny() {
        Scope net = Scope.of("tiny");
        Node x = net.input(new Shape(3, 32, 32));
        x = net.add("conv", Conv2d.of(16, 3).stride(2), x);
        x = net.add("bn", new BatchNorm(1e-5), x);
        Node branch = net.in("branch").add(Activation.RELU, x);
        net.add("unused", Conv2d.of(99, 3), branch);
        Node joined = net.add(new Add(), x, branch);
        return net.build(net.add("fc", new Linear(10, true), net.add(GlobalPool.AVERAGE, joined)));
    }

    @Test
    void keepsOnlyWhatTheOutputDependsOn() {
        assertThat(tiny().nodes())
                .extracting(Node::name)
                .containsExactly("input", "conv", "bn", "branch.activation", "add", "globalpool", "fc");
    }

    @Test
    void namesItsParametersAsACheckpointDoes() {
        assertThat(tiny().parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "conv.weight",
                        "bn.weight",
                        "bn.bias",
                        "bn.running_mean",
                        "bn.running_var",
                        "fc.weight",
                        "fc.bias");
        assertThat(tiny().parameterCount()).isEqualTo(16 * 3 * 9 + 2 * 16 + 10 * 16 + 10);
    }

    @Test
    void knowsTheReadersOfANode() {
        Network net = tiny();
        Node bn = net.nodes().get(2);
        assertThat(net.consumers(bn)).extracting(Node::name).containsExactly("branch.activation", "add");
    }

    @Test
    void isBuiltAgainForAnotherInput() {
        Network larger = tiny().withInput(new Shape(3, 64, 48));
        assertThat(larger.nodes().get(1).shape()).isEqualTo(new Shape(16, 32, 24));
        assertThat(larger.output().shape()).isEqualTo(Shape.vector(10));
    }

    @Test
    void refusesASecondNodeOfTheSameNameAndForeignNodes() {
        Scope net = Scope.of("net");
        Node x = net.input(new Shape(3, 8, 8));
        net.add("conv", Conv2d.of(4, 3), x);
        assertThatThrownBy(() -> net.add("conv", Conv2d.of(4, 3), x)).hasMessageContaining("two nodes named 'conv'");
        Scope other = Scope.of("other");
        assertThatThrownBy(() -> other.add("conv", Conv2d.of(4, 3), x))
                .hasMessageContaining("not a node of network 'other'");
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        Network net = tiny();
        Map<String, Tensor> tensors = new LinkedHashMap<>(FormulaWeights.of(net).asMap());
        tensors.put("bn.num_batches_tracked", Tensor.of(new float[] {1}, 1));
        assertThat(Weights.of(tensors).fit(net).names()).hasSize(7);

        tensors.remove("bn.bias");
        tensors.put("extra.weight", Tensor.zeros(2));
        tensors.put("fc.weight", Tensor.zeros(10, 17));
        assertThatThrownBy(() -> Weights.of(tensors).fit(net))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("1 missing: bn.bias")
                .hasMessageContaining("1 extra: extra.weight")
                .hasMessageContaining("fc.weight is [10 x 17], not [10, 16]");
    }

    @Test
    void aTensorHasAsManyValuesAsItsDimensionsSay() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3)).hasMessageContaining("needs 6 values, but was given 5");
        assertThatThrownBy(() -> Tensor.zeros(2, -3)).hasMessageContaining("-3");
        assertThat(Tensor.zeros(2, 3).reshape(3, 2).dims()).containsExactly(3, 2);
    }

    /** x(0) of "input" by the formula: fmix32(crc32("input")), worked out with zlib in double precision. */
    @Test
    void formulaWeightsFollowTheFormula() {
        Tensor input = FormulaWeights.input(1, 3);
        assertThat(List.of(input.data()[0], input.data()[1], input.data()[2])).containsExactly(EXPECTED);
    }

    private static final Float[] EXPECTED = {-0.9120334386825562f, 0.3788853883743286f, -0.947786271572113f};
}
