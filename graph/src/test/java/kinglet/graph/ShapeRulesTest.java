package kinglet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeRulesTest {

    /** Sizes as PyTorch, TensorFlow and the papers give them. */
    static Stream<Arguments> shapes() {
        Shape image = new Shape(3, 224, 224);
        return Stream.of(
                Arguments.of(Conv2d.of(64, 7).stride(2), image, new Shape(64, 112, 112)),
                Arguments.of(Conv2d.of(96, 11).stride(4).padding(0), new Shape(3, 227, 227), new Shape(96, 55, 55)),
                Arguments.of(Conv2d.of(32, 3).stride(2).padding(Padding.same()), image, new Shape(32, 112, 112)),
                Arguments.of(Conv2d.of(32, 3).stride(2).padding(0), new Shape(3, 299, 299), new Shape(32, 149, 149)),
                Arguments.of(Conv2d.depthwise(32, 5), new Shape(32, 7, 9), new Shape(32, 7, 9)),
                Arguments.of(
                        Conv2d.of(8, 3).window(Window.of(3).dilation(2, 2).padding(2)),
                        new Shape(4, 9, 9),
                        new Shape(8, 9, 9)),
                Arguments.of(Pool.max(Window.of(3).stride(2)), new Shape(64, 112, 112), new Shape(64, 56, 56)),
                Arguments.of(
                        Pool.max(Window.of(3).stride(2).padding(0)).roundedUp(),
                        new Shape(64, 111, 111),
                        new Shape(64, 55, 55)),
                Arguments.of(
                        Pool.max(Window.of(3).stride(2).padding(0)).roundedUp(),
                        new Shape(96, 110, 110),
                        new Shape(96, 55, 55)),
                Arguments.of(Pool.max(Window.of(1).stride(2)).roundedUp(), new Shape(1, 2, 2), new Shape(1, 1, 1)),
                Arguments.of(GlobalPool.AVERAGE, new Shape(1280, 7, 7), Shape.vector(1280)),
                Arguments.of(new AdaptiveAveragePool(6, 6), new Shape(256, 13, 13), new Shape(256, 6, 6)),
                Arguments.of(new Flatten(), new Shape(256, 6, 6), Shape.vector(9216)),
                Arguments.of(new ChannelShuffle(2), new Shape(116, 28, 28), new Shape(116, 28, 28)),
                Arguments.of(new Slice(1, 116, 2), new Shape(116, 28, 28), new Shape(58, 28, 28)),
                Arguments.of(new Transpose(List.of(2, 0, 1)), new Shape(224, 192, 3), new Shape(3, 224, 192)),
                Arguments.of(Pad.zeros(new Padding.Explicit(0, 0, 1, 1)), image, new Shape(3, 225, 225)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void outputShape(Op op, Shape input, Shape expected) {
        assertThat(op.output(List.of(input))).isEqualTo(expected);
    }

    @Test
    void sameIsResolvedForTheInputAtHand() {
        Window window = Window.of(3).stride(2).padding(Padding.same());
        assertThat(window.padding(new Shape(3, 224, 224))).isEqualTo(new Padding.Explicit(0, 0, 1, 1));
        assertThat(window.padding(new Shape(3, 225, 225))).isEqualTo(new Padding.Explicit(1, 1, 1, 1));
        assertThat(window.padding(new Padding.Same(false)).padding(new Shape(3, 224, 224)))
                .isEqualTo(new Padding.Explicit(1, 1, 0, 0));
    }

    /** ShuffleNet's example: with g groups of n, out[j g + i] = in[i n + j]. */
    @Test
    void shuffleInterleavesGroups() {
        assertThat(Stream.iterate(0, i -> i + 1).limit(6).map(i -> new ChannelShuffle(2).source(i, 6)))
                .containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(Stream.iterate(0, i -> i + 1).limit(6).map(i -> new ChannelShuffle(3).source(i, 6)))
                .containsExactly(0, 2, 4, 1, 3, 5);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void anImpossibleNodeNamesItselfTheNumbersAndTheRule(Op op, List<Shape> inputs, List<String> words) {
        Scope net = Scope.of("net");
        List<Node> nodes = inputs.stream()
                .map(s -> net.input("in" + s.hashCode() + inputs.indexOf(s), s))
                .toList();
        assertThatThrownBy(() -> net.add("stage1.conv", op, nodes))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("stage1.conv")
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        Conv2d.of(64, 3).groups(4),
                        List.of(new Shape(30, 8, 8)),
                        List.of("30", "4 equal groups", "multiple")),
                Arguments.of(
                        Conv2d.of(64, 7).padding(1),
                        List.of(new Shape(3, 4, 9)),
                        List.of("spans 7", "6 high", "larger input")),
                Arguments.of(
                        new Add(), List.of(new Shape(64, 56, 56), new Shape(64, 28, 28)), List.of("56", "28", "equal")),
                Arguments.of(
                        new Concat(), List.of(new Shape(64, 56, 56), new Shape(64, 28, 56)), List.of("64 x 28 x 56")),
                Arguments.of(new Linear(10, true), List.of(new Shape(64, 7, 7)), List.of("64 x 7 x 7", "flatten")),
                Arguments.of(new ChannelShuffle(3), List.of(new Shape(64, 7, 7)), List.of("64 channels in 3 groups")),
                Arguments.of(Slice.of(10, 70), List.of(new Shape(64, 7, 7)), List.of("10 to 70", "64")),
                Arguments.of(
                        Activation.RELU,
                        List.of(new Shape(1, 2, 3), new Shape(3, 2, 1)),
                        List.of("one input", "given 2")));
    }
}
