package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Shape;

/**
 * Reads TensorFlow Lite models: in floating point, or quantised to 8 bits (by tensor or by channel), whose weights are dequantised and
 * whose activations are clamped to the range that their tensors can hold.
 */
public final class TfliteReader {
    private static final int IDENTIFIER_PLACE = 4;
    /** "TFL3" */
    private static final int IDENTIFIER = 0x334c4654;

    private TfliteReader() {}

    static boolean recognises(ByteBuffer data) {
        return data.limit() > 2 * IDENTIFIER_PLACE && data.getInt(IDENTIFIER_PLACE) == IDENTIFIER;
    }

    /**
     * The network and weights of a file. For a quantised input, the properties {@link Model#INPUT_SCALE} and {@link Model#INPUT_OFFSET} say
     * which value a pixel's byte stands for; {@link Model#LABELS} are the classes' names, if the file has them.
     *
     * @throws FormatException if the file is damaged, or has an operator that Kinglet's networks do not have
     */
    public static Model read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        ByteBuffer data = FileBytes.read(file);
        try {
            Model model = read(data, name);
            Shape output = model.network().outputs().getFirst().shape();
            Map<String, String> properties = new HashMap<>(model.properties());
            TfliteLabels.find(file, data, output.channels()).ifPresent(labels -> properties.put(Model.LABELS, labels));
            return new Model(model.network(), model.weights(), properties);
        } catch (KingletException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    static Model read(ByteBuffer data, String name) {
        if (!recognises(data)) {
            throw new FormatException("no TensorFlow Lite model");
        }
        try {
            return new TfliteNetwork(name, data.duplicate().order(ByteOrder.LITTLE_ENDIAN)).build();
        } catch (KingletException e) {
            throw e;
        } catch (RuntimeException e) {
            // flatbuffers follows offsets without a check of its own, and fails in many ways
            throw new FormatException(
                    "the model is damaged (%s)".formatted(e.getClass().getSimpleName()), e);
        }
    }
}
