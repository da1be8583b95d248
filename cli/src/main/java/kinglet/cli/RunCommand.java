package kinglet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.engine.Engine;
import kinglet.formats.NpyFile;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet run}: any network on a raw tensor. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a network on a float32 tensor of batch x channels x height x width. The resolution and the batch are",
            "the tensor's. Without weights it runs with weights from a formula, and says so."
        },
        footer = {"", "Example:", "  kinglet run mobilenet_v2 --weights mobilenet_v2.pth --input x.npy --output y.npy"})
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NET", description = "an id of the catalogue (kinglet list), or a model file")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Option(names = "--weights", paramLabel = "FILE", description = "a checkpoint: safetensors, PyTorch, Keras or ONNX")
    private @Nullable Path weights;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "a .npy file")
    private Path input = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "a .npy file")
    private Path output = Path.of("");

    @Mixin
    private EngineMixin engine = new EngineMixin();

    @Override
    public Integer call() {
        Tensor tensor = NpyFile.read(input);
        if (tensor.rank() != 4) {
            throw new KingletException(
                    "'%s' is %s; a network reads batch x channels x height x width".formatted(input, tensor));
        }
        Model model = options.model(net, Optional.ofNullable(weights));
        if (weights == null && !model.properties().containsKey(Model.NETWORK) && !Files.exists(Path.of(net))) {
            System.err.println("kinglet: no --weights, so '" + net + "' runs with weights from a formula");
        }
        Model sized = new Model(
                model.network().withInput(new Shape(tensor.dim(1), tensor.dim(2), tensor.dim(3))),
                model.weights(),
                model.properties());
        try (Engine running = engine.engine()) {
            NpyFile.write(running.compile(sized).run(tensor), output);
        }
        return 0;
    }
}
