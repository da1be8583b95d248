package kinglet.bench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Resize;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

    private static Model model(Network network) {
        return Model.of(network, FormulaWeights.of(network));
    }

    @Test
    void aNormIsFoldedIntoTheConvolutionBeforeIt() {
        Scope scope = Scope.of("net");
        Node conv = scope.add("conv", Conv2d.of(4, 3).stride(2), scope.input(new Shape(3, 8, 8)));
        Model model = model(scope.build(scope.add("norm", new BatchNorm(0), conv)));
        TorchScript script = TorchScript.of(model).orElseThrow();
        assertThat(script.lines())
                .containsExactly(
                        "v1 = torch.conv2d(x, self.w0, self.w1, [2, 2], [1, 1], [1, 1], 1)", "v2 = v1", "return v2");
        double scale = model.weights().tensor("norm.weight").data()[0]
                / Math.sqrt(model.weights().tensor("norm.running_var").data()[0]);
        float weight = model.weights().tensor("conv.weight").data()[0];
        assertThat(script.tensors())
                .hasEntrySatisfying("w0", w -> assertThat(w.data()[0]).isEqualTo((float) (scale * weight)));
    }

    @Test
    void inATrainingNormsLearnAndStatisticsDoNot() {
        Scope scope = Scope.of("net");
        Node conv = scope.add("conv", Conv2d.of(4, 3), scope.input(new Shape(3, 8, 8)));
        TorchScript script = TorchScript.loss(model(scope.build(scope.add("norm", new BatchNorm(1e-5), conv))), true)
                .orElseThrow();
        assertThat(script.arguments()).containsExactly("x", "labels");
        assertThat(script.lines()).first().asString().isEqualTo("x = torch.contiguous(x, memory_format=2)");
        assertThat(script.lines())
                .anyMatch(line -> line.contains("self.w1, self.w2, self.w3, self.w4, True, 0.1"))
                .last()
                .asString()
                .startsWith("return torch.cross_entropy_loss(");
        assertThat(script.learned()).containsExactly("w0", "w1", "w2");
    }

    @Test
    void anOpThatIsNotWrittenMakesNoScript() {
        Scope scope = Scope.of("net");
        Node resize = scope.add("resize", new Resize(16, 16, Resize.Mode.NEAREST), scope.input(new Shape(3, 8, 8)));
        assertThat(TorchScript.of(model(scope.build(resize)))).isEmpty();
    }
}
