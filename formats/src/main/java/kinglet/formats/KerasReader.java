package kinglet.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Weights;

/** Reads Keras' HDF5 files: the network from the attribute {@code model_config}, the weights from the layers' groups. */
public final class KerasReader {
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String CONFIG = "model_config";

    private KerasReader() {}

    static boolean recognises(ByteBuffer data) {
        return data.limit() > MAGIC.length + Long.BYTES
                && ByteBuffer.wrap(MAGIC).equals(data.slice(0, MAGIC.length));
    }

    static boolean holdsNetwork(Path file) {
        return open(file, hdf -> hdf.getAttributes().containsKey(CONFIG));
    }

    /**
     * The network and weights of a file.
     *
     * @throws FormatException if the file is damaged, holds weights only, or has a layer that Kinglet does not know
     */
    public static Model read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return open(file, hdf -> new KerasNetwork(name, config(hdf), new HdfTensors(hdf.size()).read(hdf)).build());
    }

    /**
     * The tensors of a file, named {@code layer/kernel} as Keras does, without the {@code :0} of TensorFlow.
     *
     * @throws FormatException if the file is damaged
     */
    public static Weights readWeights(Path file) {
        return open(file, hdf -> Weights.of(new HdfTensors(hdf.size()).read(hdf)));
    }

    /**
     * From memory, where jhdf cannot ask for more bytes than there are. What it throws at a damaged file is of many kinds, so all of it
     * becomes one of ours.
     */
    private static <T> T open(Path file, Function<HdfFile, T> reading) {
        ByteBuffer data = FileBytes.read(file);
        if (!recognises(data)) {
            throw new FormatException("'%s' is no HDF5 file".formatted(file));
        }
        requireWhole(file, data);
        try (HdfFile hdf = HdfFile.fromByteBuffer(data)) {
            return reading.apply(hdf);
        } catch (KingletException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new FormatException(
                    "'%s' is damaged, or no HDF5 file that Kinglet can read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    /** The superblock says where the file ends; jhdf does not look, and would read what was not cut off. */
    private static void requireWhole(Path file, ByteBuffer data) {
        int version = data.get(MAGIC.length);
        int addresses = switch (version) {
            case 0 -> 24;
            case 1 -> 28;
            default -> 12;
        };
        int sizeOfAddress = data.get(version < 2 ? 13 : 9);
        int end = addresses + 2 * Long.BYTES;
        if (sizeOfAddress == Long.BYTES && (end + Long.BYTES > data.limit() || data.getLong(end) > data.limit())) {
            throw new FormatException("'%s' is cut short; get the whole file".formatted(file));
        }
    }

    private static Map<String, Object> config(HdfFile hdf) {
        Attribute config = hdf.getAttributes().get(CONFIG);
        if (config == null) {
            throw new FormatException("it holds weights but no network (no %s)".formatted(CONFIG));
        }
        if (!config.isScalar()) {
            throw new FormatException("its %s is no text".formatted(CONFIG));
        }
        Object data = config.getData();
        String json = data instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(data);
        return JsonText.object("its " + CONFIG, json);
    }
}
