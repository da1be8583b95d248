package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import kinglet.graph.KingletException;
import kinglet.graph.Model;

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
     * which value a pixel's byte stands for.
     *
     * @throws FormatException if the file is damaged, or has an operator that Kinglet's networks do not have
     */
    public static Model read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        ByteBuffer data = FileBytes.read(file);
        try {
            return read(data, name);
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
