package kinglet.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kinglet.formats.onnx.OnnxProto.AttributeProto;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.NodeProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;

/** Damages a model: bytes of the file, or meanings in the graph. The same seed damages alike. */
final class OnnxMutation {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        4,
        7,
        8,
        32,
        64,
        255,
        1 << 16,
        1 << 20,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final List<String> OPERATORS = List.of(
            "Conv",
            "Relu",
            "Reshape",
            "Transpose",
            "Gather",
            "Slice",
            "Split",
            "Concat",
            "Add",
            "Mul",
            "Div",
            "Sub",
            "Sum",
            "Gemm",
            "MatMul",
            "Softmax",
            "Squeeze",
            "Unsqueeze",
            "Flatten",
            "Pad",
            "Resize",
            "Upsample",
            "Clip",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "ReduceMean",
            "ReduceSum",
            "BatchNormalization",
            "LRN",
            "PRelu",
            "Cast",
            "Shape",
            "Identity",
            "Dropout",
            "Expand",
            "ConstantOfShape",
            "Range",
            "Where",
            "Min",
            "Max",
            "Pow",
            "Constant");
    private static final List<String> ATTRIBUTES = List.of(
            "axis",
            "axes",
            "pads",
            "strides",
            "kernel_shape",
            "dilations",
            "group",
            "perm",
            "split",
            "size",
            "ceil_mode",
            "mode",
            "auto_pad",
            "starts",
            "ends",
            "keepdims",
            "transA",
            "transB",
            "shape",
            "scales",
            "value_int",
            "value_ints",
            "allowzero");

    private final Random random;

    OnnxMutation(long seed) {
        this.random = new Random(seed);
    }

    byte[] damage(ModelProto model, byte[] bytes) {
        if (random.nextInt(3) == 0) {
            return damage(bytes);
        }
        ModelProto.Builder damaged = model.toBuilder();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            damage(damaged.getGraphBuilder());
        }
        return damaged.build().toByteArray();
    }

    private byte[] damage(byte[] whole) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                int at = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(64), bytes.length - at);
                System.arraycopy(whole, random.nextInt(bytes.length - length), bytes, at, length);
            }
            default -> {
                int times = 1 + random.nextInt(8);
                // most of a file is weights; what says something lies at its ends and between them
                int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 4096);
                for (int i = 0; i < times; i++) {
                    int at = random.nextInt(reach);
                    bytes[at] =
                            (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }

    private void damage(GraphProto.Builder graph) {
        int nodes = graph.getNodeCount();
        if (nodes == 0) {
            return;
        }
        int at = random.nextInt(nodes);
        NodeProto.Builder node = graph.getNodeBuilder(at);
        switch (random.nextInt(10)) {
            case 0 -> node.setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
            case 1 -> rewire(graph, node);
            case 2, 3 -> attribute(node);
            case 4 -> graph.removeNode(at);
            case 5 -> graph.addNode(node.build());
            case 6 -> input(graph);
            case 7, 8 -> initializer(graph);
            default -> insert(graph, node);
        }
    }

    private void rewire(GraphProto.Builder graph, NodeProto.Builder node) {
        if (node.getInputCount() == 0 || random.nextInt(8) == 0) {
            node.addInput(value(graph));
        } else if (random.nextInt(8) == 0) {
            node.clearInput();
        } else {
            node.setInput(random.nextInt(node.getInputCount()), value(graph));
        }
    }

    private String value(GraphProto.Builder graph) {
        int choice = random.nextInt(4);
        if (choice == 0 && graph.getInitializerCount() > 0) {
            return graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                    .getName();
        }
        NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
        return choice == 1 || other.getOutputCount() == 0
                ? ""
                : other.getOutput(random.nextInt(other.getOutputCount()));
    }

    private void attribute(NodeProto.Builder node) {
        int count = node.getAttributeCount();
        if (count == 0 || random.nextInt(3) == 0) {
            String name = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
            boolean row = random.nextBoolean();
            AttributeProto.Builder added = AttributeProto.newBuilder()
                    .setName(name)
                    .setType(row ? AttributeProto.AttributeType.INTS : AttributeProto.AttributeType.INT)
                    .setI(number());
            for (int i = random.nextInt(5); i > 0; i--) {
                added.addInts(number());
            }
            node.addAttribute(added);
            return;
        }
        AttributeProto.Builder changed = node.getAttributeBuilder(random.nextInt(count));
        if (changed.getIntsCount() > 0) {
            changed.setInts(random.nextInt(changed.getIntsCount()), number());
        } else {
            changed.setI(number());
            changed.setF(Float.intBitsToFloat(random.nextInt()));
        }
    }

    private void input(GraphProto.Builder graph) {
        if (graph.getInputCount() > 0) {
            var shape = graph.getInputBuilder(random.nextInt(graph.getInputCount()))
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder();
            if (shape.getDimCount() > 0 && random.nextInt(4) > 0) {
                shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(number());
            } else {
                shape.addDimBuilder().setDimValue(number());
            }
        }
    }

    /** Dimensions, or the values of a small tensor of integers: shapes, axes, indices. */
    private void initializer(GraphProto.Builder graph) {
        List<Integer> whole = new ArrayList<>();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (graph.getInitializer(i).getDataType() == TensorProto.DataType.INT64.getNumber()) {
                whole.add(i);
            }
        }
        if (graph.getInitializerCount() == 0) {
            return;
        }
        if (whole.isEmpty() || random.nextInt(4) == 0) {
            TensorProto.Builder tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
            if (tensor.getDimsCount() > 0 && random.nextBoolean()) {
                tensor.setDims(random.nextInt(tensor.getDimsCount()), number());
            } else {
                tensor.setDataType(random.nextInt(18));
            }
            return;
        }
        TensorProto.Builder tensor = graph.getInitializerBuilder(whole.get(random.nextInt(whole.size())));
        if (tensor.getRawData().size() % Long.BYTES != 0 || tensor.getDimsCount() > 1) {
            return;
        }
        tensor.clearDims().addDims(tensor.getRawData().size() / Long.BYTES + tensor.getInt64DataCount());
        OnnxConstant now = new OnnxTensors(Path.of(".")).read(tensor.build());
        tensor.clearRawData().clearInt64Data();
        int changed = random.nextInt(Math.max(1, now.size()));
        for (int i = 0; i < now.size(); i++) {
            tensor.addInt64Data(i == changed ? number() : now.longs()[i]);
        }
    }

    /** A node between another and what it reads. */
    private void insert(GraphProto.Builder graph, NodeProto.Builder node) {
        if (node.getInputCount() == 0) {
            return;
        }
        NodeProto.Builder added = NodeProto.newBuilder()
                .setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())))
                .addInput(node.getInput(0))
                .addOutput("inserted" + graph.getNodeCount());
        for (int i = random.nextInt(3); i > 0; i--) {
            added.addInput(value(graph));
        }
        attribute(added);
        node.setInput(0, added.getOutput(0));
        graph.addNode(added);
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextInt(16) : NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
