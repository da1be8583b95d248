package kinglet.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas of ShuffleNetV2, section 2, and the activations that timm's benchmark prints. */
class MemoryAccessTest {

    private static LayerCost convolution(int inputs, int size, Conv2d conv) {
        Scope net = Scope.of("one");
        Node x = net.input(new Shape(inputs, size, size));
        return new LayerCost(net.add("conv", conv, x));
    }

    /** MAC = hw(c1 + c2) + c1 c2, and its bound 2 sqrt(hwB) + B / (hw) with B = hw c1 c2. */
    @ParameterizedTest
    @CsvSource({"128, 128", "90, 180", "52, 312", "36, 432"})
    void pointwise(int c1, int c2) {
        LayerCost cost = convolution(c1, 56, Conv2d.pointwise(c2));
        double hw = 56 * 56;
        double b = hw * c1 * c2;
        assertThat(cost.multAdds(Convention.PAPER)).isEqualTo((long) b);
        assertThat(cost.memoryAccess()).isEqualTo((long) hw * (c1 + c2) + (long) c1 * c2);
        assertThat(cost.memoryAccessLowerBound()).isCloseTo(2 * Math.sqrt(hw * b) + b / hw, within(1e-3));
        assertThat(cost.memoryAccess()).isGreaterThanOrEqualTo((long) cost.memoryAccessLowerBound());
    }

    /** MAC = hw c1 + B g / c1 + B / (hw) with B = hw c1 c2 / g. */
    @ParameterizedTest
    @CsvSource({"1, 128", "2, 180", "4, 256", "8, 360"})
    void grouped(int groups, int channels) {
        LayerCost cost = convolution(channels, 56, Conv2d.pointwise(channels).groups(groups));
        double hw = 56 * 56;
        double b = hw * channels * channels / groups;
        assertThat((double) cost.memoryAccess())
                .isCloseTo(hw * channels + b * groups / channels + b / hw, within(1e-3));
    }

    /** Millions of values that convolutions and fully connected layers write, as timm's benchmark prints them. */
    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1, 5.04",
        "mobilenet_v2, 6.68",
        "mobilenet_v3_large, 4.41",
        "mobilenet_v3_small, 1.42",
        "resnet18, 2.48",
        "resnet50, 11.11",
        "resnext50_32x4d, 14.40",
        "efficientnet_b0, 6.75"
    })
    void activations(String network, double millions) {
        assertThat(NetworkCost.of(Catalogue.entry(network).build()).activations() / 1e6)
                .isCloseTo(millions, within(0.0151));
    }

    @Test
    void modelSizeIsFourBytesAParameter() {
        NetworkCost cost = NetworkCost.of(Catalogue.entry("squeezenet1_1").build());
        assertThat(cost.modelBytes()).isEqualTo(4L * 1_235_496);
    }
}
