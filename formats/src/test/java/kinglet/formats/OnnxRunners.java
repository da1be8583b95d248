package kinglet.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kinglet.engine.Engine;
import kinglet.graph.Model;
import kinglet.graph.Tensor;

/** Ways to run a model that was read. */
final class OnnxRunners {

    private static final Engine ENGINE = Engine.create();

    private OnnxRunners() {}

    static Map<String, Tensor> engine(Model model, Map<String, Tensor> inputs) {
        return ENGINE.compile(model).run(inputs);
    }

    /** By ONNX Runtime on what is written of it. */
    static Map<String, Tensor> peer(Model model, Map<String, Tensor> inputs) {
        try {
            Path file = Files.createTempFile("kinglet", ".onnx");
            try {
                OnnxWriter.write(model, file);
                return OnnxRuntime.run(file, inputs);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
