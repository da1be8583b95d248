package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import kinglet.graph.Model;
import kinglet.graph.Weights;

/** Model files of every format that Kinglet knows. A file is recognised by its content, not by its name. */
public final class ModelFiles {

    private ModelFiles() {}

    private enum Kind {
        TFLITE,
        KERAS,
        PYTORCH,
        SAFETENSORS,
        ONNX
    }

    /**
     * Reads a file that holds a network and its weights: ONNX, TFLite, or Keras HDF5 with its configuration.
     *
     * @throws FormatException if it is damaged, or holds weights only; the message says what to do
     */
    public static Model read(Path file) {
        return switch (kind(file)) {
            case ONNX -> OnnxReader.read(file);
            case TFLITE -> TfliteReader.read(file);
            case KERAS -> KerasReader.read(file);
            case PYTORCH, SAFETENSORS ->
                throw new FormatException(
                        "'%s' holds weights but no network; name the network that they belong to as well"
                                .formatted(file));
        };
    }

    /**
     * Reads the tensors of a file, by their names there.
     *
     * @throws FormatException if it is damaged or of no known format
     */
    public static Weights readWeights(Path file) {
        return switch (kind(file)) {
            case ONNX -> OnnxReader.read(file).weights();
            case TFLITE -> TfliteReader.read(file).weights();
            case KERAS -> KerasReader.readWeights(file);
            case PYTORCH -> PytorchReader.read(file);
            case SAFETENSORS -> SafetensorsReader.read(file).weights();
        };
    }

    /** Whether the file holds weights without the network that they belong to. */
    public static boolean holdsWeightsOnly(Path file) {
        return switch (kind(file)) {
            case PYTORCH, SAFETENSORS -> true;
            case ONNX, TFLITE -> false;
            case KERAS -> !KerasReader.holdsNetwork(file);
        };
    }

    /** Whether the file is one of safetensors, which may say of which network its weights are. */
    public static boolean isSafetensors(Path file) {
        return kind(file) == Kind.SAFETENSORS;
    }

    /**
     * Writes a model, by the ending of the file's name: {@code .onnx} with its network, {@code .safetensors} its weights and properties.
     *
     * @throws FormatException if the name has another ending, or the file cannot be written; nothing is left half-written
     */
    public static void write(Model model, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".onnx")) {
            OnnxWriter.write(model, file);
        } else if (name.endsWith(".safetensors")) {
            SafetensorsWriter.write(model.weights(), model.properties(), file);
        } else {
            throw new FormatException("cannot write '%s': its name must end in .onnx or .safetensors".formatted(file));
        }
    }

    private static Kind kind(Path file) {
        ByteBuffer data = FileBytes.start(file);
        if (data.limit() == 0) {
            throw new FormatException("'%s' is empty".formatted(file));
        }
        if (TfliteReader.recognises(data)) {
            return Kind.TFLITE;
        }
        if (KerasReader.recognises(data)) {
            return Kind.KERAS;
        }
        if (PytorchReader.recognises(data)) {
            return Kind.PYTORCH;
        }
        return SafetensorsReader.recognises(data) ? Kind.SAFETENSORS : Kind.ONNX;
    }
}
