package kinglet.formats;

import static kinglet.formats.OnnxGraphWriter.integer;
import static kinglet.formats.OnnxGraphWriter.integers;
import static org.assertj.core.api.Assertions.assertThat;

import kinglet.graph.Model;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;

/** What exporters write in many operators is read as the one op that it is. */
class OnnxIdiomsTest {

    @Test
    void shuffleInFiveDimensions() {
        OnnxText text = OnnxText.of(13, -1, 12, 4, 5)
                .longs("apart", 0, 3, 4, 4, 5)
                .longs("together", 0, 12, 4, 5)
                .node("Reshape", "x apart", "a")
                .node("Transpose", "a", "b", integers("perm", 0, 2, 1, 3, 4))
                .node("Reshape", "b together", "y");
        assertThat(text.labels()).containsExactly("channel shuffle, groups 3");
        assertThat(text.read().network().output().name()).isEqualTo("y");
    }

    @Test
    void shuffleWithItsShapesComputed() {
        OnnxText text = OnnxText.of(13, -1, 12, 4, 5)
                .longs("0", 0)
                .longs("3", 3)
                .longs("4", 4)
                .longs("two", 2)
                .longs("all", 12)
                .longs("last", Long.MAX_VALUE)
                .node("Shape", "x", "shape")
                .node("Slice", "shape 0 1", "n")
                .longs("1", 1)
                .node("Slice", "shape two last", "size")
                .node("Concat", "n 3 4 size", "apart", integer("axis", 0))
                .node("Concat", "n all size", "together", integer("axis", 0))
                .node("Reshape", "x apart", "a")
                .node("Transpose", "a", "b", integers("perm", 0, 2, 1, 3, 4))
                .node("Reshape", "b together", "y");
        assertThat(text.labels()).containsExactly("channel shuffle, groups 3");
    }

    @Test
    void shuffleByGather() {
        OnnxText text = OnnxText.of(13, -1, 6, 4, 5)
                .longs("order", 0, 3, 1, 4, 2, 5)
                .node("Gather", "x order", "y", integer("axis", 1));
        assertThat(text.labels()).containsExactly("channel shuffle, groups 2");
    }

    /** The authors' ShuffleNetV2: the batch is joined to the pairs of channels, and the halves are taken from the front. */
    @Test
    void shuffleThatTakesEvenAndOddChannels() {
        OnnxText text = OnnxText.of(11, 1, 8, 4, 5)
                .longs("pairs", 4, 2, 20)
                .longs("halves", 2, -1, 4, 4, 5)
                .node("Reshape", "x pairs", "a")
                .node("Transpose", "a", "b", integers("perm", 1, 0, 2))
                .node("Reshape", "b halves", "c")
                .node("Constant", "", "first", integer("value_int", 0))
                .node("Constant", "", "second", integer("value_int", 1))
                .node("Gather", "c first", "even", integer("axis", 0))
                .node("Gather", "c second", "odd", integer("axis", 0))
                .node("Concat", "odd even", "y", integer("axis", 1));
        assertThat(text.labels()).containsExactly("slice 1..8 by 2", "slice 0..7 by 2", "concat");
        assertThat(text.read().network().nodes()).extracting(n -> n.name()).containsExactly("x", "odd", "even", "y");
    }

    @Test
    void channelSplit() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .longs("from", 4)
                .longs("to", 8)
                .longs("axis", 1)
                .node("Slice", "x from to axis", "half")
                .node("Relu", "half", "y");
        assertThat(text.labels()).containsExactly("slice 4..8", "relu");
    }

    @Test
    void swish() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5).node("Sigmoid", "x", "a").node("Mul", "a x", "y");
        assertThat(text.labels()).containsExactly("swish");
    }

    @Test
    void hardSwishSpelledOut() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .scalar("three", 3)
                .scalar("zero", 0)
                .scalar("six", 6)
                .node("Add", "x three", "a")
                .node("Clip", "a zero six", "b")
                .node("Mul", "x b", "c")
                .node("Div", "c six", "y");
        assertThat(text.labels()).containsExactly("hard swish");
    }

    @Test
    void hardSwishFromItsGate() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .scalar("three", 3)
                .scalar("zero", 0)
                .scalar("six", 6)
                .node("Add", "three x", "a")
                .node("Clip", "a zero six", "b")
                .node("Div", "b six", "c")
                .node("Mul", "x c", "y");
        assertThat(text.labels()).containsExactly("hard swish");
    }

    @Test
    void relu6AsMinimumOfRelu() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .scalar("six", 6)
                .node("Relu", "x", "a")
                .node("Min", "a six", "y");
        assertThat(text.labels()).containsExactly("relu6");
    }

    /** TensorFlow's pictures: rows, columns, channels. */
    @Test
    void channelsLastAtTheEdge() {
        Model model = OnnxText.of(13, -1, 4, 5, 3)
                .ones("w", 8, 3, 1, 1)
                .node("Transpose", "x", "a", integers("perm", 0, 3, 1, 2))
                .node("Conv", "a w", "b")
                .node("Relu", "b", "y")
                .read();
        assertThat(model.network().input().shape()).isEqualTo(new Shape(3, 4, 5));
        assertThat(model.network().nodes())
                .extracting(n -> n.op().label())
                .containsExactly("input 3 x 4 x 5", "conv 1x1", "relu");
    }

    @Test
    void meanOverPixelsAndFullyConnectedLayer() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .ones("w", 8, 10)
                .node("ReduceMean", "x", "a", integers("axes", 2, 3), integer("keepdims", 0))
                .node("MatMul", "a w", "y");
        assertThat(text.labels()).containsExactly("global average pool", "linear");
    }

    @Test
    void flattenByItsShape() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .longs("zero", 0)
                .longs("one", 1)
                .longs("rest", -1)
                .ones("w", 10, 160)
                .node("Shape", "x", "shape")
                .node("Slice", "shape zero one", "n")
                .node("Concat", "n rest", "flat", integer("axis", 0))
                .node("Reshape", "x flat", "a")
                .node("Gemm", "a w", "y", integer("transB", 1));
        assertThat(text.labels()).containsExactly("flatten", "linear");
    }

    @Test
    void squeezeAndExcitation() {
        OnnxText text = OnnxText.of(13, -1, 8, 4, 5)
                .ones("w", 8, 8, 1, 1)
                .node("GlobalAveragePool", "x", "a")
                .node("Conv", "a w", "b")
                .node("HardSigmoid", "b", "c")
                .node("Mul", "c x", "y");
        assertThat(text.labels()).containsExactly("global average pool", "conv 1x1", "hard sigmoid", "multiply");
    }

    @Test
    void identityOfTheInputIsANodeOfItsOwn() {
        Model model = OnnxText.of(13, -1, 8, 4, 5).node("Identity", "x", "y").read();
        assertThat(model.network().input().name()).isEqualTo("x");
        assertThat(model.network().output().name()).isEqualTo("y");
    }
}
