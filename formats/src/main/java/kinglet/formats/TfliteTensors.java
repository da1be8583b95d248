package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Activation;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.TensorType;

/** The tensors of a TensorFlow Lite graph: shapes, constants, and what their bytes stand for. */
final class TfliteTensors {
    private static final int BYTE_VALUES = 256;
    private static final int LONGEST_NAME = 10_000;
    /** Operators may share a constant; all that are read have at most so many values for each byte of the file. */
    private static final long MOST_VALUES_PER_BYTE = 4;

    private final Model model;
    private final SubGraph graph;
    /** Constants that an operator of the file only widens, by the tensor that it writes. */
    private final Map<Integer, Integer> widened = new HashMap<>();

    private long values;

    TfliteTensors(Model model, SubGraph graph) {
        this.model = model;
        this.graph = graph;
    }

    org.tensorflow.lite.schema.Tensor tensor(int index) {
        if (index < 0 || index >= graph.tensorsLength()) {
            throw new FormatException("the model is damaged: it has no tensor %d".formatted(index));
        }
        return graph.tensors(index);
    }

    String name(int index) {
        String name = tensor(index).name();
        if (name == null || name.length() > LONGEST_NAME) {
            throw new FormatException(
                    "the model is damaged: tensor %d has no name, or one that is too long".formatted(index));
        }
        return name;
    }

    List<Long> dims(int index) {
        var tensor = tensor(index);
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < Math.min(tensor.shapeLength(), 8); i++) {
            dims.add((long) tensor.shape(i));
        }
        return dims;
    }

    /** An activation's shape: batch, rows, columns, channels there; a vector has two dimensions. */
    Shape shape(int index) {
        List<Long> dims = dims(index);
        return switch (dims.size()) {
            case 4 -> new Shape(whole(dims.get(3)), whole(dims.get(1)), whole(dims.get(2)));
            case 2 -> Shape.vector(whole(dims.get(1)));
            case 1 -> Shape.vector(whole(dims.get(0)));
            default ->
                throw new FormatException(
                        "tensor '%s' has %d dimensions; an image has four".formatted(name(index), dims.size()));
        };
    }

    private static int whole(long dim) {
        return Math.toIntExact(dim);
    }

    /** Says that a tensor holds the values of a constant, as the weights of a model in float16 do. */
    void widen(int constant, int index) {
        widened.put(index, source(constant));
    }

    private int source(int index) {
        return widened.getOrDefault(index, index);
    }

    boolean isConstant(int index) {
        long buffer = tensor(source(index)).buffer();
        return buffer > 0
                && buffer < model.buffersLength()
                && model.buffers((int) buffer).dataLength() > 0;
    }

    /** The values of a constant, dequantised, with its dimensions as they are in the file. */
    Tensor constant(int index) {
        var tensor = tensor(source(index));
        if (!isConstant(index)) {
            throw new FormatException("tensor '%s' should be a constant, but has no values".formatted(tensor.name()));
        }
        ByteBuffer data =
                model.buffers((int) tensor.buffer()).dataAsByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        NumberType type = type(tensor);
        List<Long> dims = dims(source(index));
        int count = FileBytes.count("tensor '" + tensor.name() + "'", dims, type, data.limit());
        values += count;
        if (values > MOST_VALUES_PER_BYTE * model.getByteBuffer().limit()) {
            throw new FormatException("the operators share constants more than any model does; the file is damaged");
        }
        float[] constant = type.read(data, 0, count);
        dequantise(constant, tensor.quantization(), dims);
        return Tensor.of(constant, FileBytes.dims(dims));
    }

    /** Whole numbers, as shapes and pads are given. */
    int[] integers(int index) {
        float[] values = constant(index).data();
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }

    private static void dequantise(float[] values, @Nullable QuantizationParameters quantization, List<Long> dims) {
        if (quantization == null || quantization.scaleLength() == 0) {
            return;
        }
        int scales = quantization.scaleLength();
        int axis = quantization.quantizedDimension();
        if (scales > 1 && (axis < 0 || axis >= dims.size() || dims.get(axis) != scales)) {
            throw new FormatException("a tensor of %s has %d scales".formatted(dims, scales));
        }
        long inner =
                scales == 1 ? 1 : dims.subList(axis + 1, dims.size()).stream().reduce(1L, (a, b) -> a * b);
        for (int i = 0; i < values.length; i++) {
            int channel = scales == 1 ? 0 : (int) (i / inner % scales);
            long zero = channel < quantization.zeroPointLength() ? quantization.zeroPoint(channel) : 0;
            values[i] = (float) ((double) quantization.scale(channel) * (values[i] - zero));
        }
    }

    private static NumberType type(org.tensorflow.lite.schema.Tensor tensor) {
        return switch (tensor.type()) {
            case TensorType.FLOAT32 -> NumberType.F32;
            case TensorType.FLOAT16 -> NumberType.F16;
            case TensorType.INT32 -> NumberType.I32;
            case TensorType.INT64 -> NumberType.I64;
            case TensorType.INT8 -> NumberType.I8;
            case TensorType.UINT8 -> NumberType.U8;
            case TensorType.BOOL -> NumberType.BOOL;
            default ->
                throw new FormatException("tensor '%s' has a type (%d) that Kinglet does not read"
                        .formatted(tensor.name(), tensor.type()));
        };
    }

    boolean isQuantised(int index) {
        var tensor = tensor(index);
        boolean bytes = tensor.type() == TensorType.UINT8 || tensor.type() == TensorType.INT8;
        return bytes && tensor.quantization() != null && tensor.quantization().scaleLength() > 0;
    }

    /** What the smallest and the largest byte of a quantised tensor stand for. */
    Activation range(int index) {
        var tensor = tensor(index);
        double scale = scale(index);
        long zero = tensor.quantization().zeroPointLength() > 0
                ? tensor.quantization().zeroPoint(0)
                : 0;
        int lowest = tensor.type() == TensorType.INT8 ? -BYTE_VALUES / 2 : 0;
        return Activation.clip(scale * (lowest - zero), scale * (lowest + BYTE_VALUES - 1 - zero));
    }

    /** The scale of a quantised tensor. */
    double scale(int index) {
        double scale = tensor(index).quantization().scale(0);
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new FormatException("tensor '%s' has a scale of %s".formatted(name(index), scale));
        }
        return scale;
    }

    /** The value of a pixel's byte 0; signed bytes are pixels less 128. */
    double offset(int index) {
        return range(index).alpha();
    }
}
