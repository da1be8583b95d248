package kinglet.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.formats.ModelFiles;
import kinglet.formats.SafetensorsWriter;
import kinglet.formats.SafetensorsWriter.Precision;
import kinglet.graph.Model;
import kinglet.lab.Quantities;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet convert}: from one file format to another. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a network with its weights as ONNX (opset 17), or its weights as safetensors; the output's name says which.",
            "Reads ONNX, TFLite, Keras (.h5), PyTorch (.pth, .th) and safetensors. A file that holds weights only needs --net."
        },
        footer = {
            "",
            "Examples:",
            "  kinglet convert model.tflite model.onnx",
            "  kinglet convert resnet20.th resnet20.onnx --net resnet20_cifar",
            "  kinglet convert mobilenet_v2 mobilenet_v2.onnx      (weights from a formula, for measuring)"
        })
final class ConvertCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "a model file, a file of weights, or an id of the catalogue")
    private String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "a .onnx or .safetensors file")
    private Path out = Path.of("");

    @Option(names = "--net", paramLabel = "NET", description = "the network that the weights belong to")
    private @Nullable String net;

    @Option(names = "--half", description = "store the weights of a .safetensors file in half precision (float16)")
    private boolean half;

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Override
    public Integer call() {
        OutputFile.folder(out);
        Model model = net == null ? options.model(in, Optional.empty()) : options.model(net, Optional.of(Path.of(in)));
        write(named(model));
        System.err.printf(
                "wrote %s: %s, %s parameters%n",
                out, model.network().name(), Quantities.count(model.network().parameterCount()));
        return 0;
    }

    private void write(Model model) {
        if (!half) {
            ModelFiles.write(model, out);
        } else if (out.toString().endsWith(".safetensors")) {
            SafetensorsWriter.write(model.weights(), model.properties(), out, Precision.HALF);
        } else {
            throw new WrongUsageException("--half is for .safetensors files; '%s' is none".formatted(out));
        }
    }

    /** With the network's name, by which a safetensors file is recognised when it is read again. */
    static Model named(Model model) {
        Map<String, String> properties = new HashMap<>(model.properties());
        properties.putIfAbsent(Model.NETWORK, model.network().name());
        return new Model(model.network(), model.weights(), properties);
    }
}
