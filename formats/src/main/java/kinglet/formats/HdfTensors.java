package kinglet.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.graph.Tensor;

/**
 * The tensors of a Keras file. Groups of a damaged file can hold themselves and datasets can lie on one another, so the depth, the number of
 * nodes and the number of values are bounded by the file's size.
 */
final class HdfTensors {
    private static final String WEIGHTS = "model_weights";
    private static final int DEEPEST = 16;
    /** A group or dataset takes more bytes than this for its header and its entry in a group. */
    private static final int NODE_BYTES = 40;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final long fileSize;
    private long nodes;
    private long values;

    HdfTensors(long fileSize) {
        this.fileSize = fileSize;
    }

    Map<String, Tensor> read(HdfFile hdf) {
        Group root = hdf.getChild(WEIGHTS) instanceof Group group ? group : hdf;
        for (Node layer : root) {
            if (layer instanceof Group group) {
                collect(group, group.getName(), 0);
            }
        }
        return tensors;
    }

    /** Layers nest their names (conv1/conv1/kernel:0, or deeper); the first and the last part tell a tensor. */
    private void collect(Group group, String layer, int depth) {
        if (depth > DEEPEST || ++nodes > fileSize / NODE_BYTES) {
            throw new FormatException("its groups hold one another; the file is damaged");
        }
        for (Node node : group) {
            if (node instanceof Group inner) {
                collect(inner, layer, depth + 1);
            } else if (node instanceof Dataset dataset && !dataset.isEmpty()) {
                tensors.put(layer + "/" + node.getName().replaceFirst(":\\d+$", ""), tensor(dataset));
            }
        }
    }

    private Tensor tensor(Dataset dataset) {
        String path = dataset.getPath();
        if (!(dataset instanceof ContiguousDatasetImpl || dataset instanceof CompactDataset)) {
            throw new FormatException(
                    "dataset '%s' is in chunks or compressed, as Keras never writes it".formatted(path));
        }
        Class<?> type = dataset.getJavaType();
        if (type != float.class && type != double.class) {
            throw new FormatException(
                    "dataset '%s' holds %s, not numbers in floating point".formatted(path, type.getSimpleName()));
        }
        // a half takes two bytes; and in a sound file no two datasets share theirs
        values += FileBytes.count(
                "dataset '" + path + "'",
                Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList(),
                NumberType.F16,
                fileSize - values * NumberType.F16.bytes());
        return Tensor.of(floats(dataset.getDataFlat()), dataset.getDimensions());
    }

    private static float[] floats(Object data) {
        return switch (data) {
            case float[] floats -> floats;
            case double[] doubles -> {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                yield floats;
            }
            case Number single -> new float[] {single.floatValue()};
            default ->
                throw new FormatException(
                        "a dataset of floating point holds " + data.getClass().getSimpleName());
        };
    }
}
