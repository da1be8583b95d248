package kinglet.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.formats.OnnxValue.Activation;
import kinglet.formats.OnnxValue.Known;
import kinglet.formats.onnx.OnnxProto.AttributeProto;
import kinglet.formats.onnx.OnnxProto.NodeProto;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** One node of an ONNX graph with the values it reads: its attributes and inputs, checked, and the way to say what it cannot be. */
final class OnnxCall {
    /** More axes than any graph of images has; work on a view grows with their number. */
    static final int MAX_RANK = 32;

    private final NodeProto proto;
    private final int opset;
    private final List<Optional<OnnxValue>> inputs;
    private final OnnxBuilder builder;
    private final OnnxTensors tensors;
    private final Map<String, AttributeProto> attributes = new HashMap<>();

    OnnxCall(NodeProto proto, int opset, List<Optional<OnnxValue>> inputs, OnnxBuilder builder, OnnxTensors tensors) {
        this.proto = proto;
        this.opset = opset;
        this.inputs = List.copyOf(inputs);
        this.builder = builder;
        this.tensors = tensors;
        proto.getAttributeList().forEach(a -> attributes.put(a.getName(), a));
    }

    String op() {
        return proto.getOpType();
    }

    int opset() {
        return opset;
    }

    OnnxBuilder builder() {
        return builder;
    }

    /** The name of the first result, after which nodes are called. */
    String name() {
        return proto.getOutput(0);
    }

    int outputs() {
        return proto.getOutputCount();
    }

    /** The failure of this node, for {@code throw}. */
    FormatException refuse(String why) {
        return new FormatException(label(proto) + ": " + why);
    }

    static String label(NodeProto proto) {
        String name = proto.getName().isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : proto.getName();
        return "node '%s' (%s)".formatted(name, proto.getOpType());
    }

    // ------------------------------------------------------------ inputs

    int inputs() {
        return inputs.size();
    }

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index).isPresent();
    }

    OnnxValue input(int index) {
        if (!has(index)) {
            throw refuse("needs an input %d".formatted(index));
        }
        return inputs.get(index).orElseThrow();
    }

    /** All inputs, of which there is at least one. */
    List<OnnxValue> allInputs() {
        if (inputs.isEmpty()) {
            throw refuse("has no inputs");
        }
        List<OnnxValue> all = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            all.add(input(i));
        }
        return all;
    }

    boolean isKnown(int index) {
        return has(index) && input(index) instanceof Known;
    }

    boolean allKnown() {
        return inputs.stream().flatMap(Optional::stream).allMatch(Known.class::isInstance);
    }

    /** An input whose values must be known when the file is read. */
    OnnxConstant constant(int index, String what) {
        return switch (input(index)) {
            case Known known -> constant(known);
            case Activation activation ->
                throw refuse("its %s must be a constant, but is computed from the image".formatted(what));
        };
    }

    OnnxConstant constant(Known known) {
        if (!known.view().isContiguous(known.constant().size())) {
            builder.claim(known.view().size(), name());
        }
        return known.constant().seen(known.view());
    }

    long[] longs(int index, String what) {
        return constant(index, what).longs();
    }

    /** Axes or dimensions, which are few. */
    long[] few(long[] values) {
        if (values.length > MAX_RANK) {
            throw refuse("speaks of %d axes".formatted(values.length));
        }
        return values;
    }

    /** An input as the node that computes it, laid out as images. */
    Image image(int index) {
        return image(input(index));
    }

    Image image(OnnxValue value) {
        return switch (value) {
            case Known known -> constantImage(known);
            case Activation activation -> {
                Shape shape = shape(activation.view());
                Node node = builder.layOut(activation.node(), activation.view(), shape, name());
                yield new Image(node, activation.dims(), activation.view().hasBatch());
            }
        };
    }

    private Image constantImage(Known known) {
        OnnxConstant constant = constant(known);
        if (constant.rank() > 3) {
            throw refuse("a constant of %s cannot be an image".formatted(constant));
        }
        Shape shape = shape(constant.dims(), 0);
        return new Image(builder.constant(name(), shape, constant.floats()), constant.dims(), false);
    }

    /** (channels, height, width) of a view, whose first axis is the batch or which has none. */
    Shape shape(View view) {
        return shape(view.dims(), firstOfImage(view));
    }

    /** The first axis that is not the batch: 1, or 0 where there is no batch. */
    int firstOfImage(View view) {
        if (view.hasBatch() && (view.rank() == 0 || !view.isBatch(0))) {
            throw refuse("the images of a batch are mixed with one another before it (%s)"
                    .formatted(Arrays.toString(view.dims())));
        }
        return view.hasBatch() ? 1 : 0;
    }

    /** {@code [c]}, {@code [c, l]} or {@code [c, h, w]}, after the leading dimensions that are the batch. */
    Shape shape(int[] dims, int leading) {
        return switch (dims.length - leading) {
            case 0 -> Shape.vector(1);
            case 1 -> Shape.vector(dims[leading]);
            case 2 -> new Shape(dims[leading], 1, dims[leading + 1]);
            case 3 -> new Shape(dims[leading], dims[leading + 1], dims[leading + 2]);
            default ->
                throw refuse("%d dimensions (%s); an image has channels, rows and columns"
                        .formatted(dims.length, Arrays.toString(dims)));
        };
    }

    /** A node's result as a value of these dimensions. */
    Activation result(Node node, int[] dims, boolean batched) {
        View view = batched ? View.batched(dims[0], Arrays.copyOfRange(dims, 1, dims.length)) : View.of(dims);
        return new Activation(node, view);
    }

    /** The value after a permutation, for dimensions that a reshape cannot be read from otherwise. */
    Activation laidOut(Activation value) {
        Image image = image(value);
        return result(image.node(), image.dims(), image.batched());
    }

    /**
     * A value as a node.
     *
     * @param dims as the file has them, the batch included
     */
    record Image(Node node, int[] dims, boolean batched) {
        @Override
        public int[] dims() {
            return dims.clone();
        }

        int rank() {
            return dims.length;
        }
    }

    /** An axis counted from the front. */
    int axis(long axis, int rank) {
        long positive = axis < 0 ? axis + rank : axis;
        if (positive < 0 || positive >= Math.max(rank, 1)) {
            throw refuse("there is no axis %d of %d".formatted(axis, rank));
        }
        return (int) positive;
    }

    // ------------------------------------------------------------ attributes

    boolean hasAttribute(String key) {
        return attributes.containsKey(key);
    }

    private Optional<AttributeProto> attribute(String key, AttributeProto.AttributeType type) {
        Optional<AttributeProto> found = Optional.ofNullable(attributes.get(key));
        if (found.isPresent() && found.get().hasType() && found.get().getType() != type) {
            throw refuse("attribute '%s' is of type %s, not %s"
                    .formatted(key, found.get().getType(), type));
        }
        return found;
    }

    long integer(String key, long otherwise) {
        return attribute(key, AttributeProto.AttributeType.INT)
                .map(AttributeProto::getI)
                .orElse(otherwise);
    }

    float real(String key, float otherwise) {
        return attribute(key, AttributeProto.AttributeType.FLOAT)
                .map(AttributeProto::getF)
                .orElse(otherwise);
    }

    String text(String key, String otherwise) {
        return attribute(key, AttributeProto.AttributeType.STRING)
                .map(a -> a.getS().toStringUtf8())
                .orElse(otherwise);
    }

    Optional<long[]> integers(String key) {
        return attribute(key, AttributeProto.AttributeType.INTS)
                .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
    }

    Optional<float[]> reals(String key) {
        return attribute(key, AttributeProto.AttributeType.FLOATS).map(a -> {
            float[] all = new float[a.getFloatsCount()];
            for (int i = 0; i < all.length; i++) {
                all[i] = a.getFloats(i);
            }
            return all;
        });
    }

    Optional<OnnxConstant> tensor(String key) {
        return attribute(key, AttributeProto.AttributeType.TENSOR).map(a -> tensors.read(a.getT()));
    }
}
