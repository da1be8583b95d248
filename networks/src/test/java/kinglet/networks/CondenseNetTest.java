package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import kinglet.graph.Activation;
import kinglet.graph.FormulaWeights;
import kinglet.graph.GlobalPool;
import kinglet.graph.InvalidNetworkException;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CondenseNetTest {

    /** The rules of the authors' measure_model, by an independent count: learned convolutions divided by their condensation. */
    @ParameterizedTest
    @CsvSource({
        "condensenet_74_g4, 1000, 5805944, 530360264",
        "condensenet_74_g8, 1000, 3967416, 275265480",
        "condensenet_50_cifar, 10, 216506, 28641834",
        "condensenet_50_cifar, 100, 258356, 28683684",
        "condensenet_74_cifar, 10, 405466, 51897066",
        "condensenet_86_cifar, 10, 520202, 65816394",
        "condensenet_98_cifar, 10, 648442, 81263530",
        "condensenet_110_cifar, 10, 790186, 98238474",
        "condensenet_122_cifar, 10, 945434, 116741226",
        "condensenet_182_cifar, 10, 4221946, 512671594",
        "condensenet_182_cifar, 100, 4450996, 512900644",
        "condensenet_light_94_cifar, 10, 330506, 121925570"
    })
    void counts_as_its_authors(String id, int classes, long params, long operations) {
        Network network = Catalogue.entry(id).build(NetworkOptions.NONE.withClasses(classes));
        long pruned = 0;
        long saved = 0;
        long extra = 0;
        for (Node node : network.nodes()) {
            Shape input = node.inputs().isEmpty() ? node.shape() : node.input().shape();
            switch (node.op()) {
                case LearnedGroupConv2d learned -> {
                    long weights = (long) learned.outChannels() * input.channels();
                    pruned += weights - weights / learned.condensation();
                    saved += (weights - weights / learned.condensation()) * input.area();
                }
                case Activation activation -> extra += node.shape().size();
                case Pool pool -> extra += 4L * node.shape().size();
                case GlobalPool pool -> extra += input.size();
                case Linear linear -> extra += linear.outFeatures();
                default -> extra += 0;
            }
        }
        assertThat(network.parameterCount() - pruned).isEqualTo(params);
        assertThat(Count.multAdds(network) - saved + extra).isEqualTo(operations);
    }

    @Test
    void converts_to_the_layers_of_the_converted_form() {
        Entry entry = Catalogue.entry("condensenet_50_cifar");
        Network converted = Condensation.convert(condensed(entry.build())).network();
        Map<String, List<Integer>> expected =
                dims(Catalogue.entry("condensenet_50_cifar_converted").build());
        Map<String, List<Integer>> actual = dims(converted);
        expected.keySet().removeIf(name -> name.startsWith("classifier"));
        actual.keySet().removeIf(name -> name.startsWith("classifier"));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void what_is_converted_has_no_name_in_the_catalogue() {
        Network network = Catalogue.entry("condensenet_50_cifar").build();
        Model named = new Model(
                network, condensed(network).weights(), Map.of(Model.NETWORK, network.name(), Model.LABELS, "a\nb"));
        assertThat(Condensation.convert(named).properties()).isEqualTo(Map.of(Model.LABELS, "a\nb"));
        Network plain = Catalogue.entry("squeezenet1_1").build();
        Model without = Model.of(plain, FormulaWeights.of(plain));
        assertThat(Condensation.convert(without)).isSameAs(without);
    }

    @Test
    void a_converted_layer_computes_what_the_masked_one_does() {
        Network network = Catalogue.entry("condensenet_50_cifar").build();
        Model model = condensed(network);
        Model converted = Condensation.convert(model);
        String layer = "features.denseblock_2.denselayer_3.conv_1";
        Random random = new Random(1);
        int channels = model.weights().tensor(layer + ".norm.weight").size();
        double[] x = random.doubles(channels, -2, 2).toArray();
        double[] expected = masked(model.weights(), layer, x);
        double[] actual = grouped(converted.weights(), layer, x, 4);
        assertThat(actual).hasSameSizeAs(expected);
        for (int o = 0; o < expected.length; o++) {
            assertThat(actual[o]).as("output %d", o).isCloseTo(expected[o], within(1e-9));
        }
    }

    @Test
    void refuses_masks_of_an_unfinished_training() {
        Network network = Catalogue.entry("condensenet_50_cifar").build();
        assertThatThrownBy(() -> Condensation.convert(Model.of(network, FormulaWeights.of(network))))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage("'features.denseblock_1.denselayer_1.conv_1.conv' cannot be converted: "
                        + "group 0 keeps 16 of 16 inputs, not 4; train it to its last condensation");
    }

    private static double[] masked(Weights weights, String layer, double[] x) {
        double[] y = normalised(weights, layer, x);
        Tensor weight = weights.tensor(layer + ".conv.weight");
        Tensor mask = weights.tensor(layer + ".conv.mask");
        double[] out = new double[weight.dim(0)];
        for (int o = 0; o < out.length; o++) {
            for (int j = 0; j < y.length; j++) {
                out[o] += y[j] * weight.data()[o * y.length + j] * mask.data()[o * y.length + j];
            }
        }
        return out;
    }

    private static double[] grouped(Weights weights, String layer, double[] x, int groups) {
        float[] index = weights.tensor(layer + ".index").data();
        double[] selected = new double[index.length];
        for (int i = 0; i < index.length; i++) {
            selected[i] = x[(int) index[i]];
        }
        double[] y = normalised(weights, layer, selected);
        Tensor weight = weights.tensor(layer + ".conv.weight");
        int filters = weight.dim(0) / groups;
        int inputs = weight.dim(1);
        double[] out = new double[weight.dim(0)];
        for (int o = 0; o < out.length; o++) {
            double sum = 0;
            for (int j = 0; j < inputs; j++) {
                sum += y[o / filters * inputs + j] * weight.data()[o * inputs + j];
            }
            // The shuffle: view (groups, filters), transpose.
            out[o % filters * groups + o / filters] = sum;
        }
        return out;
    }

    private static double[] normalised(Weights weights, String layer, double[] x) {
        double[] y = new double[x.length];
        for (int c = 0; c < x.length; c++) {
            double scale = weights.tensor(layer + ".norm.weight").data()[c]
                    / Math.sqrt(weights.tensor(layer + ".norm.running_var").data()[c] + 1e-5);
            double centred = x[c] - weights.tensor(layer + ".norm.running_mean").data()[c];
            y[c] = Math.max(
                    0, centred * scale + weights.tensor(layer + ".norm.bias").data()[c]);
        }
        return y;
    }

    /** Formula weights whose masks keep inputs drawn at random, other ones for each group. */
    private static Model condensed(Network network) {
        Random random = new Random(7);
        Map<String, Tensor> masks = new TreeMap<>();
        for (Node node : network.nodes()) {
            if (node.op() instanceof LearnedGroupConv2d op) {
                int inputs = node.input().shape().channels();
                float[] mask = new float[op.outChannels() * inputs];
                for (int group = 0; group < op.groups(); group++) {
                    List<Integer> channels = new ArrayList<>();
                    for (int j = 0; j < inputs; j++) {
                        channels.add(j);
                    }
                    Collections.shuffle(channels, random);
                    for (int j : channels.subList(0, inputs / op.condensation())) {
                        for (int o = group; o < op.outChannels(); o += op.groups()) {
                            mask[o * inputs + j] = 1;
                        }
                    }
                }
                masks.put(node.name() + ".mask", Tensor.of(mask, op.outChannels(), inputs, 1, 1));
            }
        }
        return Model.of(network, FormulaWeights.of(network).with(masks));
    }

    private static Map<String, List<Integer>> dims(Network network) {
        Map<String, List<Integer>> dims = new TreeMap<>();
        network.parameters().forEach(p -> dims.put(p.name(), p.dims()));
        return dims;
    }
}
