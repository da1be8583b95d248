package kinglet.formats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.FormulaWeights;
import kinglet.graph.GlobalPool;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Reshape;
import kinglet.graph.Resize;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.Softmax;
import kinglet.graph.StochasticDepth;
import kinglet.graph.Tensor;
import kinglet.graph.Transpose;
import kinglet.graph.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each op by itself: written, run by ONNX Runtime, run by the engine, read back and run again. */
class OnnxWriterTest {
    @TempDir
    Path folder;

    static Stream<Op> ops() {
        Padding.Explicit edges = new Padding.Explicit(1, 2, 0, 1);
        return Stream.of(
                new Conv2d(6, Window.of(3).stride(2).padding(Padding.same()), 2, true),
                new Conv2d(4, new Window(3, 2, 1, 2, 2, 1, edges), 1, false),
                new Conv2d(4, Window.of(3).padding(new Padding.Explicit(-1, 0, 1, -2)), 1, false),
                new LearnedGroupConv2d(8, 2, 2),
                new BatchNorm(1e-3),
                Activation.RELU,
                Activation.RELU6,
                Activation.leakyRelu(0.1),
                Activation.clip(-0.5, 0.25),
                Activation.clip(Double.NEGATIVE_INFINITY, 0.25),
                Activation.SIGMOID,
                Activation.HARD_SIGMOID,
                Activation.hardSigmoid(0.2, 0.5),
                Activation.SWISH,
                Activation.HARD_SWISH,
                Activation.TANH,
                Pool.max(Window.of(3).stride(2).padding(Padding.same())),
                Pool.max(Window.of(2).dilation(2, 2).padding(0)),
                Pool.max(Window.of(3).stride(2).padding(0)).roundedUp(),
                Pool.average(Window.of(3).stride(2)),
                new Pool(Pool.Kind.AVERAGE, Window.of(3).stride(2), false, false),
                new Pool(Pool.Kind.AVERAGE, Window.of(3).stride(2).padding(0), true, false),
                GlobalPool.AVERAGE,
                new GlobalPool(Pool.Kind.MAX),
                new AdaptiveAveragePool(1, 1),
                new AdaptiveAveragePool(4, 3),
                new AdaptiveAveragePool(3, 5),
                new AdaptiveAveragePool(11, 12),
                Slice.of(2, 6),
                new Slice(1, 8, 2),
                new ChannelShuffle(2),
                new ChannelSelect(5),
                new LocalResponseNorm(3, 1e-1, 0.75, 2),
                new Dropout(0.2),
                new StochasticDepth(0.2),
                new Softmax(),
                new Flatten(),
                new Reshape(new Shape(4, 18, 8)),
                new Transpose(List.of(2, 0, 1)),
                new Transpose(List.of(1, 2, 0)),
                Pad.zeros(edges),
                new Pad(new Padding.Explicit(-1, 2, 1, -2), Pad.Mode.CONSTANT, 0.5),
                new Pad(edges, Pad.Mode.EDGE, 0),
                new Pad(edges, Pad.Mode.REFLECT, 0),
                new Pad(edges, Pad.Mode.WRAP, 0),
                new Resize(16, 18, Resize.Mode.NEAREST),
                new Resize(16, 18, Resize.Mode.BILINEAR),
                new Resize(5, 7, Resize.Mode.BILINEAR));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void everyOp(Op op) throws IOException {
        Scope scope = Scope.of("test");
        Node node = scope.add("op", op, scope.input(new Shape(8, 8, 9)));
        agree(scope.build(node));
    }

    @Test
    void joins() throws IOException {
        Scope scope = Scope.of("test");
        Node x = scope.input(new Shape(8, 8, 9));
        Node constant = scope.add("constant", new Constant(new Shape(8, 1, 9)));
        Node sum = scope.add("sum", new Add(), x, constant, x);
        Node gate = scope.add(GlobalPool.AVERAGE, x);
        Node product = scope.add("product", new Multiply(), sum, gate, constant);
        agree(scope.build(scope.add("joined", new Concat(), product, x), sum));
    }

    /** Vectors are of two axes in ONNX, maps of four; a gate from fully connected layers meets a map. */
    @Test
    void vectorsAndMaps() throws IOException {
        Scope scope = Scope.of("test");
        Node x = scope.input(new Shape(8, 8, 9));
        Node pooled = scope.add(GlobalPool.AVERAGE, x);
        Node first = scope.add("first", new Linear(4, true), pooled);
        Node hidden = scope.add(Activation.SWISH, first);
        Node gate = scope.add("second", new Linear(8, false), hidden);
        Node gated = scope.add("gated", new Multiply(), x, scope.add(Activation.SIGMOID, gate));
        Node both = scope.add("both", new Concat(), scope.add(new Flatten(), gated), scope.add(new Flatten(), gate));
        Node mixed = scope.add("mixed", new Add(), pooled, gate);
        agree(scope.build(
                scope.add("fc", new Linear(3, true), both), mixed, scope.add("norm", new BatchNorm(1e-5), gate)));
    }

    private void agree(Network network) throws IOException {
        Model model = new Model(network, FormulaWeights.of(network), Map.of("key", "a value"));
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model, file);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing is left beside the file").containsExactly(file);
        }
        Model read = OnnxReader.read(file);
        assertThat(read.properties()).isEqualTo(model.properties());
        Map<String, Tensor> input = Map.of("input", FormulaWeights.input(2, 8, 8, 9));
        Map<String, Tensor> peer = OnnxRuntime.run(file, input);
        Map<String, Tensor> ours = OnnxRunners.engine(model, input);
        Map<String, Tensor> back = OnnxRunners.engine(read, input);
        for (Node output : network.outputs()) {
            String name = output.name();
            float[] wanted = requireNonNull(peer.get(name)).data();
            OnnxAgreement.check(
                    output + " in the engine", requireNonNull(ours.get(name)).data(), wanted, 1e-5);
            OnnxAgreement.check(
                    output + " read back", requireNonNull(back.get(name)).data(), wanted, 1e-5);
        }
    }

    @Test
    void whatCannotBeWritten() {
        Scope scope = Scope.of("test");
        Node pool = scope.add("pool", Pool.average(Window.of(2).dilation(2, 2)), scope.input(new Shape(8, 8, 9)));
        Model model = Model.of(scope.build(pool), FormulaWeights.of(scope.build(pool)));
        assertThatThrownBy(() -> OnnxWriter.write(model, folder.resolve("model.onnx")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'pool'")
                .hasMessageContaining("opset 19");
        assertThat(folder).isEmptyDirectory();
        Scope plain = Scope.of("test");
        Node relu = plain.add(Activation.RELU, plain.input(new Shape(1, 1, 1)));
        Model good = Model.of(plain.build(relu), FormulaWeights.of(plain.build(relu)));
        assertThatThrownBy(() -> OnnxWriter.write(good, folder.resolve("none/model.onnx")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cannot write");
    }
}
