package kinglet.formats;

import com.fasterxml.jackson.jr.ob.JSON;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Reads Keras' HDF5 files: the network from the attribute {@code model_config}, the weights from the layers' groups. */
public final class KerasReader {
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String CONFIG = "model_config";
    private static final String WEIGHTS = "model_weights";

    private KerasReader() {}

    static boolean recognises(ByteBuffer data) {
        return data.limit() > MAGIC.length && ByteBuffer.wrap(MAGIC).equals(data.slice(0, MAGIC.length));
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
        return open(file, hdf -> {
            if (!hdf.getAttributes().containsKey(CONFIG)) {
                throw new FormatException("it holds weights but no network (no %s)".formatted(CONFIG));
            }
            Object config = hdf.getAttribute(CONFIG).getData();
            String json =
                    config instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(config);
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
            return new KerasNetwork(name, parse(json), tensors(hdf, file)).build();
        });
    }

    /** The tensors of a file, named {@code layer/kernel} as Keras does, without the {@code :0} of TensorFlow. */
    public static Weights readWeights(Path file) {
        return open(file, hdf -> Weights.of(tensors(hdf, file)));
    }

    /** What jhdf throws at a damaged file is of many kinds, so all of it becomes one of ours. */
    private static <T> T open(Path file, Function<HdfFile, T> reading) {
        try (HdfFile hdf = new HdfFile(file)) {
            return reading.apply(hdf);
        } catch (KingletException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new FormatException(
                    "'%s' is damaged, or no HDF5 file that Kinglet can read (%s)"
                            .formatted(
                                    file,
                                    String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    e);
        }
    }

    private static Map<String, Object> parse(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new FormatException("its %s is not JSON".formatted(CONFIG), e);
        }
    }

    private static Map<String, Tensor> tensors(HdfFile hdf, Path file) {
        Group root = hdf.getChild(WEIGHTS) instanceof Group group ? group : hdf;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Node layer : root) {
            if (layer instanceof Group group) {
                collect(group, group.getName(), "", size(file), tensors);
            }
        }
        return tensors;
    }

    /** Layers nest their names (conv1/conv1/kernel:0, or deeper); the first and the last part tell a tensor. */
    private static void collect(Group group, String layer, String path, long fileSize, Map<String, Tensor> tensors) {
        for (Node node : group) {
            if (node instanceof Group inner) {
                collect(inner, layer, path + inner.getName() + "/", fileSize, tensors);
            } else if (node instanceof Dataset dataset && !dataset.isEmpty()) {
                tensors.put(layer + "/" + node.getName().replaceFirst(":\\d+$", ""), tensor(dataset, fileSize));
            }
        }
    }

    private static Tensor tensor(Dataset dataset, long fileSize) {
        if (dataset.getSizeInBytes() < 0 || dataset.getSizeInBytes() > fileSize * 64) {
            throw new FormatException("dataset '%s' claims %d bytes in a file of %d"
                    .formatted(dataset.getPath(), dataset.getSizeInBytes(), fileSize));
        }
        float[] values = switch (dataset.getDataFlat()) {
            case float[] floats -> floats;
            case double[] doubles -> {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                yield floats;
            }
            case Float single -> new float[] {single};
            case Object other ->
                throw new FormatException("dataset '%s' holds %s, not numbers in floating point"
                        .formatted(dataset.getPath(), other.getClass().getSimpleName()));
        };
        return Tensor.of(values, dataset.getDimensions());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new FormatException("cannot read it: " + e.getMessage(), e);
        }
    }
}
