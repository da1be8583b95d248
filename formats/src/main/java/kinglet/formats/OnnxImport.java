package kinglet.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kinglet.formats.OnnxReader.FirstAxis;
import kinglet.formats.OnnxValue.Activation;
import kinglet.formats.OnnxValue.Known;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.NodeProto;
import kinglet.formats.onnx.OnnxProto.StringStringEntryProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import kinglet.formats.onnx.OnnxProto.TensorProto.DataType;
import kinglet.formats.onnx.OnnxProto.TensorShapeProto.Dimension;
import kinglet.formats.onnx.OnnxProto.TypeProto;
import kinglet.formats.onnx.OnnxProto.ValueInfoProto;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** One reading of an ONNX graph: from its inputs through its nodes to its outputs. */
final class OnnxImport {
    /** Pictures have one, three or four values a pixel; more are no picture. */
    private static final int COLOURS = 4;
    /** Converters of Keras' and TensorFlow's networks, as they name themselves in their files. */
    private static final Set<String> FROM_TENSORFLOW = Set.of("tf2onnx", "keras2onnx", "tflite2onnx");

    private final ModelProto model;
    private final GraphProto graph;
    private final int opset;
    private final FirstAxis first;
    private final OnnxTensors tensors;
    private final OnnxBuilder builder;
    private final Map<String, OnnxValue> values = new HashMap<>();

    OnnxImport(ModelProto model, int opset, Path folder, FirstAxis first, String name) {
        this.model = model;
        this.graph = model.getGraph();
        this.opset = opset;
        this.first = first;
        this.tensors = new OnnxTensors(folder);
        this.builder = new OnnxBuilder(name);
    }

    Model run() {
        List<NodeProto> order = OnnxGraph.order(graph);
        Map<String, TensorProto> stored = new HashMap<>();
        graph.getInitializerList().forEach(t -> stored.put(t.getName(), t));
        for (NodeProto node : order) {
            for (String input : node.getInputList()) {
                TensorProto tensor = stored.get(input);
                if (tensor != null && !values.containsKey(input)) {
                    values.put(input, Known.of(tensors.read(tensor)));
                }
            }
        }
        Set<String> pictures = readChannelsLast(order);
        for (ValueInfoProto input : graph.getInputList()) {
            if (!stored.containsKey(input.getName())) {
                values.put(input.getName(), input(input, pictures.contains(input.getName())));
            }
        }
        order.forEach(this::lower);
        Map<String, String> properties = new HashMap<>();
        if (FROM_TENSORFLOW.contains(model.getProducerName())) {
            properties.put(Model.FRAMEWORK, Model.TENSORFLOW);
        }
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            properties.put(entry.getKey(), entry.getValue());
        }
        return builder.build(outputs(), properties);
    }

    // ------------------------------------------------------------ inputs and outputs

    private OnnxValue input(ValueInfoProto info, boolean channelsLast) {
        TypeProto type = info.getType();
        if (!type.hasTensorType() || !type.getTensorType().hasShape()) {
            throw new FormatException("input '%s' is no tensor of a known shape".formatted(info.getName()));
        }
        DataType element = DataType.forNumber(type.getTensorType().getElemType());
        if (element == null
                || element == DataType.UNDEFINED
                || element == DataType.STRING
                || element == DataType.BOOL) {
            throw new FormatException("input '%s' is of type %s, not of numbers".formatted(info.getName(), element));
        }
        List<Dimension> dims = type.getTensorType().getShape().getDimList();
        if (dims.size() > 4) {
            throw new FormatException("input '%s' has %d axes; an image has channels, rows and columns"
                    .formatted(info.getName(), dims.size()));
        }
        boolean batched = first == FirstAxis.BATCH && dims.size() > 1;
        int[] sizes = new int[dims.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(info.getName(), dims, i, batched && i == 0);
        }
        int[] image = Arrays.copyOfRange(sizes, batched ? 1 : 0, sizes.length);
        if (image.length > 3) {
            throw new FormatException("input '%s' has %d axes %s; an image has channels, rows and columns"
                    .formatted(info.getName(), sizes.length, Arrays.toString(sizes)));
        }
        if (batched && channelsLast && image.length == 3 && image[2] <= COLOURS) {
            Node node = builder.input(info.getName(), new Shape(image[2], image[0], image[1]));
            return new Activation(
                    node, View.batched(sizes[0], image[2], image[0], image[1]).transpose(0, 2, 3, 1));
        }
        Node node = builder.input(info.getName(), shape(image));
        return new Activation(node, batched ? View.batched(sizes[0], image) : View.of(image));
    }

    private static Shape shape(int... image) {
        return switch (image.length) {
            case 0 -> Shape.vector(1);
            case 1 -> Shape.vector(image[0]);
            case 2 -> new Shape(image[0], 1, image[1]);
            default -> new Shape(image[0], image[1], image[2]);
        };
    }

    private static int size(String input, List<Dimension> dims, int axis, boolean batch) {
        Dimension dim = dims.get(axis);
        if (batch && dim.getDimValue() < 1) {
            return 1;
        }
        if (!dim.hasDimValue()) {
            throw new FormatException(
                    "input '%s' leaves its axis %d open%s; export the model with fixed rows and columns"
                            .formatted(input, axis, dim.hasDimParam() ? " ('" + dim.getDimParam() + "')" : ""));
        }
        if (dim.getDimValue() < 1 || dim.getDimValue() > Integer.MAX_VALUE) {
            throw new FormatException(
                    "input '%s' has %d values along axis %d".formatted(input, dim.getDimValue(), axis));
        }
        return (int) dim.getDimValue();
    }

    /** The values that come as rows, columns, channels and are only turned: pictures are then taken as Kinglet's come. */
    private static Set<String> readChannelsLast(List<NodeProto> order) {
        Set<String> turned = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (NodeProto node : order) {
            boolean turns = node.getOpType().equals("Transpose")
                    && node.getAttributeList().stream()
                            .anyMatch(a -> a.getName().equals("perm")
                                    && a.getIntsList().equals(List.of(0L, 3L, 1L, 2L)));
            (turns ? turned : others).addAll(node.getInputList());
        }
        turned.removeAll(others);
        return turned;
    }

    private Map<String, Node> outputs() {
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (ValueInfoProto info : graph.getOutputList()) {
            String name = info.getName();
            Optional<OnnxValue> value = Optional.ofNullable(values.get(name));
            if (value.isEmpty() || !(value.get() instanceof Activation activation)) {
                throw new FormatException("output '%s' does not depend on the image".formatted(name));
            }
            if (outputs.put(name, output(name, activation)) != null) {
                throw new FormatException("has two outputs named '%s'".formatted(name));
            }
        }
        return outputs;
    }

    /** An output whose batch is joined to another axis, but comes first, holds the same values in the same order as without. */
    private Node output(String name, Activation value) {
        View view = value.view();
        boolean plain = view.hasBatch() && view.rank() > 0 && view.isBatch(0);
        if (!plain && !view.batchIsOutermost()) {
            throw new FormatException("output '%s' mixes the images of a batch".formatted(name));
        }
        int[] dims = view.withoutBatch().dims();
        int[] image = plain ? Arrays.copyOfRange(dims, 1, dims.length) : dims;
        if (image.length > 3 && image[0] == 1) {
            image = Arrays.copyOfRange(image, 1, image.length);
        }
        if (image.length > 3) {
            throw new FormatException("output '%s' has %d axes %s; an image has channels, rows and columns"
                    .formatted(name, view.rank(), Arrays.toString(view.dims())));
        }
        return builder.layOut(value.node(), view, shape(image), name);
    }

    // ------------------------------------------------------------ nodes

    private void lower(NodeProto proto) {
        if (proto.getOutputCount() == 0) {
            return;
        }
        if (!proto.getDomain().isEmpty() && !proto.getDomain().equals("ai.onnx")) {
            throw new FormatException("%s: the operator is of the domain '%s'; only ONNX's own are read"
                    .formatted(OnnxCall.label(proto), proto.getDomain()));
        }
        OnnxCall call = new OnnxCall(proto, opset, inputs(proto), builder, tensors);
        List<OnnxValue> results;
        try {
            results = OnnxOperators.lower(call);
        } catch (KingletException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(OnnxCall.label(proto)) ? e : call.refuse(message);
        } catch (ArithmeticException e) {
            // the graph counts channels and values in exact arithmetic
            throw call.refuse("its numbers are too large");
        }
        for (int i = 0; i < results.size(); i++) {
            String output = proto.getOutput(i);
            values.put(output, results.get(i));
            if (results.get(i) instanceof Activation activation) {
                builder.prefer(activation.node(), activation.view(), output);
            }
        }
    }

    private List<Optional<OnnxValue>> inputs(NodeProto proto) {
        List<Optional<OnnxValue>> inputs = new ArrayList<>();
        for (String input : proto.getInputList()) {
            Optional<OnnxValue> value = Optional.ofNullable(values.get(input));
            if (!input.isEmpty() && value.isEmpty()) {
                throw new FormatException(
                        "%s reads '%s', a result that is not computed".formatted(OnnxCall.label(proto), input));
            }
            inputs.add(value);
        }
        return inputs;
    }
}
