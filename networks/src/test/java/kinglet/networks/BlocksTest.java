package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.InvalidNetworkException;
import kinglet.graph.Network;
import kinglet.graph.Parameter;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block on an input of 64 x 14 x 14: the shape and the mult-adds that its description promises. */
class BlocksTest {
    private static final int C = 64;
    private static final int AREA = 14 * 14;
    private static final int QUARTER = 7 * 7;

    record Case(Block block, Shape shape, long multAdds) {
        static Case same(Block block, int out, long multAddsOfAPixel) {
            return new Case(block, new Shape(out, 14, 14), AREA * multAddsOfAPixel);
        }
    }

    static Stream<Case> blocks() {
        SqueezeExcitation squeeze = SqueezeExcitation.of(16);
        return Stream.of(
                Case.same(Convolution.of(96, 3), 96, 9 * C * 96),
                Case.same(Convolution.group(96, 3, 4), 96, 9 * C * 96 / 4),
                Case.same(Convolution.depthwise(C, 5), C, 25 * C),
                Case.same(Convolution.pointwise(10), 10, C * 10),
                Case.same(DepthwiseSeparable.of(96, 3), 96, C * (9 + 96)),
                new Case(DepthwiseSeparable.of(96, 3).stride(2), new Shape(96, 7, 7), QUARTER * C * (9 + 96)),
                Case.same(SeparableConvolution.of(96, 3), 96, C * (9 + 96)),
                Case.same(SpatiallySeparable.of(96, 7), 96, 7 * 96 * (C + 96)),
                new Case(
                        SpatiallySeparable.of(96, 3).stride(2),
                        new Shape(96, 7, 7),
                        7L * 14 * 3 * C * 96 + QUARTER * 3 * 96 * 96),
                new Case(squeeze, new Shape(C, 14, 14), 2 * C * 16),
                Case.same(Fire.of(16, 48), 96, 16 * (C + 10 * 48)),
                Case.same(Fire.of(16, 32).bypass(Fire.Bypass.SIMPLE), 64, 16 * (C + 10 * 32)),
                Case.same(Fire.of(16, 48).bypass(Fire.Bypass.COMPLEX), 96, 16 * (C + 10 * 48) + C * 96),
                Case.same(BasicBlock.of(C), C, 9 * C * (C + C)),
                new Case(BasicBlock.of(96).stride(2), new Shape(96, 7, 7), QUARTER * (9 * 96 * (C + 96) + C * 96)),
                new Case(new BasicBlock(96, 2, Shortcut.PADDING), new Shape(96, 7, 7), QUARTER * 9 * 96 * (C + 96)),
                Case.same(Bottleneck.of(C), C, 16 * (C + 9 * 16 + C)),
                Case.same(Bottleneck.of(C).width(32).groups(8), C, 32 * (C + 9 * 32 / 8 + C)),
                new Case(
                        Bottleneck.of(96).stride(2).strideIn(Bottleneck.StrideIn.FIRST_1X1),
                        new Shape(96, 7, 7),
                        QUARTER * (24 * (C + 9 * 24 + 96) + C * 96)),
                Case.same(ResNeXtBottleneck.of(8, 4, C), C, 8 * (C * 4 + 9 * 4 * 4 + 4 * C)),
                Case.same(LinearBottleneck.of(6 * C, 96), 96, 6 * C * (C + 9 + 96)),
                Case.same(LinearBottleneck.of(C, 96).kernel(5), 96, C * (25 + 96)),
                Case.same(InvertedResidual.of(6 * C, C), C, 6 * C * (C + 9 + C)),
                new Case(
                        InvertedResidual.of(6 * C, 96).stride(2).squeeze(squeeze),
                        new Shape(96, 7, 7),
                        AREA * 6 * C * C + QUARTER * 6 * C * (9 + 96) + 2 * 6 * C * 16),
                Case.same(
                        Inception.of(16, 24, 32, 4, 8, 12),
                        16 + 32 + 8 + 12,
                        C * (16 + 24 + 4 + 12) + 9 * 24 * 32 + 25 * 4 * 8),
                new Case(Classifier.of(10).dropout(0.2), Shape.vector(10), C * 10));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void gives_the_shape_and_costs_what_its_description_says(Case expected) {
        Network network = build(expected.block());
        assertThat(network.output().shape()).isEqualTo(expected.shape());
        assertThat(Count.multAdds(network)).isEqualTo(expected.multAdds());
    }

    /** Xie et al. 2017, figure 3: the three forms are one function, so they have as many parameters and mult-adds. */
    @ParameterizedTest
    @EnumSource(ResNeXtBottleneck.Form.class)
    void forms_of_a_resnext_bottleneck_cost_the_same(ResNeXtBottleneck.Form form) {
        ResNeXtBottleneck block = ResNeXtBottleneck.of(32, 4, 256).stride(2);
        Network grouped = build(block);
        Network other = build(block.form(form));
        assertThat(other.output().shape()).isEqualTo(grouped.output().shape());
        assertThat(other.parameterCount()).isEqualTo(grouped.parameterCount());
        assertThat(Count.multAdds(other)).isEqualTo(Count.multAdds(grouped));
    }

    @Test
    void an_inverted_residual_adds_its_input_only_where_the_shape_stays() {
        assertThat(adds(InvertedResidual.of(128, C))).isOne();
        assertThat(adds(InvertedResidual.of(128, C).stride(2))).isZero();
        assertThat(adds(InvertedResidual.of(128, 32))).isZero();
    }

    /** A stride of 2 leaves one pixel as it is, and its block has no shortcut all the same. */
    @Test
    void an_inverted_residual_with_a_stride_never_adds_its_input() {
        Scope net = Scope.of("pixel");
        Network network = net.build(InvertedResidual.of(128, C).stride(2).add(net, net.input(Shape.vector(C))));
        assertThat(network.nodes()).noneMatch(node -> node.op() instanceof Add);
    }

    @Test
    void names_parameters_as_torchvision_does() {
        Scope net = Scope.of("names");
        Scope at = net.in("features").in(2).in("block");
        SqueezeExcitation squeeze = SqueezeExcitation.of(8);
        InvertedResidual block =
                InvertedResidual.of(32, 16).activation(Activation.SWISH).squeeze(squeeze);
        Network network = net.build(block.add(at, net.input(new Shape(16, 8, 8))));
        List<String> names = network.parameters().stream()
                .filter(Parameter::isTrainable)
                .map(Parameter::name)
                .toList();
        assertThat(names)
                .contains(
                        "features.2.block.0.0.weight",
                        "features.2.block.1.1.bias",
                        "features.2.block.2.fc1.bias",
                        "features.2.block.3.0.weight");
    }

    @Test
    void an_impossible_block_fails_where_it_is_added() {
        assertThatThrownBy(() -> build(Convolution.group(96, 3, 6)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("64 channels cannot be split into 6 equal groups");
        assertThatThrownBy(() -> build(Fire.of(16, 48).bypass(Fire.Bypass.SIMPLE)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("64 channels against 96");
    }

    @Test
    void rounds_channels_as_the_authors_of_mobilenet_v2_do() {
        // 0.35 x 24 = 8.4 stays 8; 1.3 x 24 = 31.2 becomes 32; 0.5 x 24 = 12 becomes 16; 11 would lose over a tenth as
        // 8.
        assertThat(List.of(8.4, 31.2, 12.0, 11.0, 1.0).stream().map(Channels::divisible))
                .containsExactly(8, 32, 16, 16, 8);
    }

    private static long adds(Block block) {
        return build(block).nodes().stream()
                .filter(node -> node.op() instanceof Add)
                .count();
    }

    private static Network build(Block block) {
        Scope net = Scope.of("block");
        return net.build(block.add(net.in("block"), net.input(new Shape(C, 14, 14))));
    }
}
