package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.FormulaWeights;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import kinglet.networks.Classifier;
import kinglet.networks.Condensation;
import kinglet.networks.Convolution;
import kinglet.networks.InvertedResidual;
import kinglet.networks.SqueezeExcitation;
import org.junit.jupiter.api.Test;

/** What the pages promise of blocks runs, and what the papers say of them holds in numbers. */
class BlocksRunTest {
    private record Row(int expansion, int channels, int repeats, int stride) {}

    /** The network of {@code docs/blocks.md}. */
    @Test
    void theNetworkInTwentyLinesRuns() {
        Scope net = Scope.of("wren");
        Node x = net.input(new Shape(3, 96, 96));
        x = Convolution.of(16, 3).stride(2).add(net.in("stem"), x);
        int block = 0;
        for (Row row : List.of(new Row(1, 16, 1, 1), new Row(4, 32, 2, 2), new Row(6, 96, 3, 2))) {
            for (int i = 0; i < row.repeats(); i++) {
                int expanded = row.expansion() * x.shape().channels();
                x = InvertedResidual.of(expanded, row.channels())
                        .stride(i == 0 ? row.stride() : 1)
                        .squeeze(SqueezeExcitation.of(expanded / 4))
                        .add(net.in("block" + block++), x);
            }
        }
        x = Convolution.pointwise(320).add(net.in("head"), x);
        Network wren = net.build(Classifier.of(10).add(net, x));
        try (Engine engine = Engine.create()) {
            Tensor logits = engine.compile(wren, FormulaWeights.of(wren)).run(FormulaWeights.input(2, 3, 96, 96));
            assertThat(logits.dims()).containsExactly(2, 10);
            assertThat(logits.data()).doesNotContain(Float.NaN);
        }
    }

    /** CondenseNet, section 3.1: the converted network computes what the masked one does. */
    @Test
    void aCondensedNetworkComputesWhatItsTrainingFormDid() {
        Network training = Catalogue.entry("condensenet_50_cifar").build();
        Map<String, Tensor> tensors = new HashMap<>(FormulaWeights.of(training).asMap());
        training.nodes().stream()
                .filter(node -> node.op() instanceof LearnedGroupConv2d)
                .forEach(node -> tensors.put(node.name() + ".mask", finished(node, (LearnedGroupConv2d) node.op())));
        Model trained = Model.of(training, Weights.of(tensors));
        Tensor images = FormulaWeights.input(2, 3, 32, 32);
        try (Engine engine = Engine.create()) {
            float[] masked = engine.compile(trained).run(images).data();
            float[] converted =
                    engine.compile(Condensation.convert(trained)).run(images).data();
            double largest = 0;
            double worst = 0;
            for (int i = 0; i < masked.length; i++) {
                largest = Math.max(largest, Math.abs(masked[i]));
                worst = Math.max(worst, Math.abs(masked[i] - converted[i]));
            }
            assertThat(worst / largest).isLessThan(1e-4);
        }
    }

    /** A mask after the last stage: group g keeps the inputs j for which j + g is a multiple of the condensation factor. */
    private static Tensor finished(Node node, LearnedGroupConv2d learned) {
        int inputs = node.input().shape().channels();
        float[] mask = new float[learned.outChannels() * inputs];
        for (int o = 0; o < learned.outChannels(); o++) {
            for (int j = 0; j < inputs; j++) {
                mask[o * inputs + j] = (j + o % learned.groups()) % learned.condensation() == 0 ? 1 : 0;
            }
        }
        return Tensor.of(mask, learned.outChannels(), inputs, 1, 1);
    }
}
