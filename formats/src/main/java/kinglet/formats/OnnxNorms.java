package kinglet.formats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kinglet.formats.OnnxCall.Image;
import kinglet.formats.OnnxValue.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.GlobalPool;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Pool.Kind;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;

/** Normalisations, softmax, and the means and maxima over whole axes. */
final class OnnxNorms {

    private OnnxNorms() {}

    static OnnxValue batchNorm(OnnxCall call) {
        if (call.integer("training_mode", 0) != 0) {
            throw call.refuse("is in training mode; export the model for inference");
        }
        if (call.integer("spatial", 1) != 1) {
            throw call.refuse("normalises each pixel by itself (spatial = 0)");
        }
        if (call.input(0).rank() < 2 || !call.input(0).view().hasBatch()) {
            throw call.refuse("its input %s has no channels"
                    .formatted(Arrays.toString(call.input(0).dims())));
        }
        Image image = call.image(0);
        int channels = image.node().shape().channels();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        String[] parts = {"weight", "bias", "running_mean", "running_var"};
        for (int i = 0; i < parts.length; i++) {
            weights.put(parts[i], OnnxConvolutions.vector(call, i + 1, parts[i], channels));
        }
        BatchNorm op = new BatchNorm(OnnxArithmetic.decimal(call.real("epsilon", 1e-5f)));
        Node node = call.builder().add(call.name(), op, weights, List.of(image.node()));
        return call.result(node, image.dims(), image.batched());
    }

    static OnnxValue localResponseNorm(OnnxCall call) {
        Image image = call.image(0);
        int size = OnnxWindows.bounded(call, "size", call.integer("size", 0), 1);
        LocalResponseNorm op = new LocalResponseNorm(
                size,
                OnnxArithmetic.decimal(call.real("alpha", 1e-4f)),
                OnnxArithmetic.decimal(call.real("beta", 0.75f)),
                OnnxArithmetic.decimal(call.real("bias", 1)));
        return call.result(call.builder().add(call.name(), op, image.node()), image.dims(), image.batched());
    }

    /** Until opset 12 over all axes from one on, seen as one; from 13 over one axis. */
    static OnnxValue softmax(OnnxCall call) {
        OnnxValue value = call.input(0);
        int rank = value.rank();
        int axis = call.axis(call.integer("axis", call.opset() < 13 ? 1 : -1), rank);
        if (rank == 0 || value.view().isBatch(axis)) {
            throw call.refuse("is over axis %d, the batch".formatted(axis));
        }
        int first = call.firstOfImage(value.view());
        if (call.opset() >= 13 || axis == rank - 1) {
            Image image = call.image(value.with(value.view().move(axis, first)));
            Node node = call.builder().add(call.name(), new Softmax(), image.node());
            Activation result = call.result(node, image.dims(), image.batched());
            return result.with(result.view().move(first, axis));
        }
        if (axis != first) {
            throw call.refuse("is over the axes from %d of %d; split them first".formatted(axis, rank));
        }
        int[] dims = value.dims();
        int features = Arrays.stream(dims, first, rank).reduce(1, (a, b) -> a * b);
        int[] flat = first == 1 ? new int[] {dims[0], features} : new int[] {features};
        Image image = call.image(OnnxArrangements.reshape(call, value, flat));
        return call.result(call.builder().add(call.name(), new Softmax(), image.node()), dims, image.batched());
    }

    static OnnxValue globalPool(OnnxCall call, Kind kind) {
        OnnxValue value = call.input(0);
        if (value.rank() < 3 || !value.view().hasBatch()) {
            throw call.refuse("its input %s has no pixels".formatted(Arrays.toString(value.dims())));
        }
        int[] axes = new int[value.rank() - 2];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i + 2;
        }
        return reduce(call, value, axes, true, kind);
    }

    static OnnxValue reduce(OnnxCall call, Kind kind, boolean sum) {
        OnnxValue value = call.input(0);
        long[] listed =
                call.has(1) ? call.longs(1, "axes") : call.integers("axes").orElse(new long[0]);
        if (listed.length == 0 && call.integer("noop_with_empty_axes", 0) != 0) {
            return value;
        }
        TreeSet<Integer> axes = new TreeSet<>();
        for (long axis : listed) {
            axes.add(call.axis(axis, value.rank()));
        }
        for (int axis = 0; listed.length == 0 && axis < value.rank(); axis++) {
            axes.add(axis);
        }
        int[] over = axes.stream().mapToInt(Integer::intValue).toArray();
        Activation mean = reduce(call, value, over, call.integer("keepdims", 1) != 0, kind);
        if (!sum) {
            return mean;
        }
        double count = 1;
        for (int axis : over) {
            count *= value.view().dim(axis);
        }
        Node product = call.builder()
                .add(call.name(), new Multiply(), mean.node(), call.builder().scalar(call.name(), count));
        return new Activation(product, mean.view());
    }

    /** The other axes go to the channels, the axes to go to the pixels, and a global pool does the rest. */
    private static Activation reduce(OnnxCall call, OnnxValue value, int[] axes, boolean keep, Kind kind) {
        View view = value.view();
        TreeSet<Integer> gone = new TreeSet<>();
        for (int axis : axes) {
            if (view.isBatch(axis)) {
                throw call.refuse("reduces axis %d, the batch".formatted(axis));
            }
            gone.add(axis);
        }
        int first = call.firstOfImage(view);
        int[] order = IntStream.concat(
                        IntStream.range(0, view.rank()).filter(a -> !gone.contains(a)),
                        gone.stream().mapToInt(Integer::intValue))
                .toArray();
        int kept = order.length - gone.size();
        int[] dims = view.transpose(order).dims();
        IntStream pixels = IntStream.of(dims).skip(kept);
        int[] image = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(dims).limit(first),
                                IntStream.of(Arrays.stream(dims, first, kept).reduce(1, (a, b) -> a * b))),
                        gone.size() < 3 ? pixels : IntStream.of(pixels.reduce(1, (a, b) -> a * b)))
                .toArray();
        Image source = call.image(OnnxArrangements.reshape(call, value.with(view.transpose(order)), image));
        Node node = call.builder().add(call.name(), new GlobalPool(kind), source.node());
        int[] result = keep ? view.dims() : Arrays.copyOf(dims, kept);
        if (keep) {
            gone.forEach(axis -> result[axis] = 1);
        }
        return call.result(node, result, view.hasBatch());
    }
}
