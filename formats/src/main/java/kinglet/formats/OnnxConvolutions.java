package kinglet.formats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.formats.OnnxCall.Image;
import kinglet.formats.OnnxValue.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Tensor;
import kinglet.graph.Window;

/** Convolutions and matrix products with weights. */
final class OnnxConvolutions {

    private OnnxConvolutions() {}

    static OnnxValue conv(OnnxCall call) {
        Image image = OnnxWindows.image(call);
        OnnxConstant weight = call.constant(1, "weight");
        if (weight.rank() != image.rank()) {
            throw call.refuse("the weight %s does not fit an input of %d dimensions".formatted(weight, image.rank()));
        }
        int[] dims = weight.dims();
        int[] kernel = image.rank() == 3 ? new int[] {1, dims[2]} : new int[] {dims[2], dims[3]};
        int[] stated = OnnxWindows.pair(call, "kernel_shape", kernel, image.rank() == 3);
        if (!Arrays.equals(stated, kernel)) {
            throw call.refuse("kernel_shape is %s but the weight is %s".formatted(Arrays.toString(stated), weight));
        }
        Window window = OnnxWindows.window(call, kernel, image.rank() == 3);
        int groups = OnnxWindows.bounded(call, "group", call.integer("group", 1), 1);
        Conv2d op = new Conv2d(dims[0], window, groups, call.has(2));
        if ((long) dims[1] * groups != image.node().shape().channels()) {
            throw call.refuse("the weight %s in %d groups does not fit an input of %d channels"
                    .formatted(weight, groups, image.node().shape().channels()));
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("weight", weight.tensor(dims[0], dims[1], kernel[0], kernel[1]));
        if (call.has(2)) {
            weights.put("bias", vector(call, 2, "bias", dims[0]));
        }
        Node node = call.builder().add(call.name(), op, weights, List.of(image.node()));
        return OnnxWindows.result(call, node, image);
    }

    /** A constant of one value a channel. */
    static Tensor vector(OnnxCall call, int index, String what, int size) {
        OnnxConstant constant = call.constant(index, what);
        if (constant.size() != size) {
            throw call.refuse("its %s has %d values, not %d".formatted(what, constant.size(), size));
        }
        return constant.tensor(size);
    }

    static OnnxValue gemm(OnnxCall call) {
        boolean second = call.isKnown(0);
        if (second && !call.isKnown(1)) {
            throw call.refuse("multiplies a constant by the image; write it as the image by a constant");
        }
        OnnxConstant matrix = call.constant(1, "second matrix");
        if (matrix.rank() != 2 || call.input(0).rank() != 2) {
            throw call.refuse("takes matrices, but has %s and %s"
                    .formatted(Arrays.toString(call.input(0).dims()), matrix));
        }
        float alpha = call.real("alpha", 1);
        View columns = View.of(matrix.dims());
        OnnxConstant weight = scaled(
                call, call.integer("transB", 0) == 0 ? seen(call, matrix, columns.transpose(1, 0)) : matrix, alpha);
        OnnxValue rows = call.input(0);
        if (call.integer("transA", 0) != 0) {
            rows = rows.with(rows.view().transpose(1, 0));
        }
        if (!call.has(2) || call.real("beta", 1) == 0) {
            return product(call, rows, weight, new float[0]);
        }
        OnnxConstant bias = scaled(call, call.constant(2, "bias"), call.real("beta", 1));
        int features = weight.dims()[0];
        if (bias.size() == 1 || bias.size() == features && (bias.rank() < 2 || bias.dims()[0] == 1)) {
            float[] values = bias.size() == 1 ? new float[features] : bias.floats();
            if (bias.size() == 1) {
                Arrays.fill(values, (float) bias.value(0));
            }
            return product(call, rows, weight, values);
        }
        Activation product = product(call, rows, weight, new float[0]);
        return OnnxArithmetic.add(call, product, OnnxValue.Known.of(bias));
    }

    private static OnnxConstant seen(OnnxCall call, OnnxConstant constant, View view) {
        call.builder().claim(constant.size(), call.name());
        return constant.seen(view);
    }

    private static OnnxConstant scaled(OnnxCall call, OnnxConstant constant, float factor) {
        if (factor == 1) {
            return constant;
        }
        call.builder().claim(constant.size(), call.name());
        float[] values = constant.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return OnnxConstant.of(values, constant.dims());
    }

    static OnnxValue matMul(OnnxCall call) {
        if (!call.isKnown(0) && !call.isKnown(1)) {
            throw call.refuse("multiplies two matrices that both depend on the image; one must be a constant");
        }
        boolean constantFirst = call.isKnown(0);
        OnnxConstant matrix = call.constant(constantFirst ? 0 : 1, "matrix");
        OnnxValue value = call.input(constantFirst ? 1 : 0);
        if (matrix.rank() > 2 && !constantFirst) {
            return byChannel(call, value, matrix);
        }
        if (matrix.rank() > 2 || matrix.rank() == 0 || value.rank() == 0) {
            throw call.refuse("multiplies by a constant of %s".formatted(matrix));
        }
        if (constantFirst) {
            return fromTheLeft(call, matrix, value);
        }
        if (matrix.rank() == 1) {
            Activation product = product(call, value, matrix.reshape(1, matrix.size()), new float[0]);
            return product.with(product.view().drop(product.rank() - 1));
        }
        return product(call, value, seen(call, matrix, View.of(matrix.dims()).transpose(1, 0)), new float[0]);
    }

    /** The constant's columns meet the rows of the value, the last axis but one. */
    private static OnnxValue fromTheLeft(OnnxCall call, OnnxConstant matrix, OnnxValue value) {
        OnnxConstant weight = matrix.rank() == 1 ? matrix.reshape(1, matrix.size()) : matrix;
        int rank = value.rank();
        if (rank == 1) {
            Activation product = product(call, value, weight, new float[0]);
            return matrix.rank() == 1 ? product.with(product.view().drop(0)) : product;
        }
        Activation product = product(call, value.with(value.view().move(rank - 2, rank - 1)), weight, new float[0]);
        View view = product.view().move(rank - 1, rank - 2);
        return product.with(matrix.rank() == 1 ? view.drop(rank - 2) : view);
    }

    /** A matrix for each channel: a pointwise convolution in as many groups, over channels that are the rows' values. */
    private static OnnxValue byChannel(OnnxCall call, OnnxValue value, OnnxConstant matrices) {
        int[] dims = matrices.dims();
        int count = dims[dims.length - 3];
        int inputs = dims[dims.length - 2];
        int features = dims[dims.length - 1];
        View view = value.view();
        int first = call.firstOfImage(view);
        boolean fits =
                view.rank() == first + 3 && dims.length <= view.rank() && matrices.size() == count * inputs * features;
        if (!fits || view.dim(first + 2) != inputs || view.dim(first) != count && view.dim(first) != 1) {
            throw call.refuse("multiplies %s by %s".formatted(Arrays.toString(view.dims()), matrices));
        }
        int rows = view.dim(first + 1);
        int groups = view.dim(first);
        OnnxValue turned = value.with(view.move(first + 2, first + 1));
        int[] flat = first == 1 ? new int[] {view.dim(0), groups * inputs, rows} : new int[] {groups * inputs, rows};
        Image image = call.image(OnnxArrangements.reshape(call, turned, flat));
        OnnxConstant weight =
                seen(call, matrices, View.of(count, inputs, features).transpose(0, 2, 1));
        Tensor tensor = weight.tensor(count * features, inputs, 1, 1);
        Conv2d op = new Conv2d(count * features, Window.of(1), groups, false);
        Node node = call.builder().add(call.name(), op, Map.of("weight", tensor), List.of(image.node()));
        int[] result = first == 1 ? new int[] {view.dim(0), count, features, rows} : new int[] {count, features, rows};
        Activation product = call.result(node, result, image.batched());
        return product.with(product.view().move(first + 1, first + 2));
    }

    /**
     * The last axis of a value by a weight of {@code [features, inputs]}: a fully connected layer for vectors, and for the rest
     * a pointwise convolution over that axis as channels.
     */
    private static Activation product(OnnxCall call, OnnxValue value, OnnxConstant weight, float[] bias) {
        View view = value.view();
        int last = view.rank() - 1;
        int features = weight.dims()[0];
        int inputs = weight.dims()[1];
        if (view.dim(last) != inputs || view.isBatch(last)) {
            throw call.refuse("a row of %d values does not fit a matrix of %d x %d%s"
                    .formatted(view.dim(last), inputs, features, view.isBatch(last) ? "; it is the batch" : ""));
        }
        int first = call.firstOfImage(view);
        boolean vector = last == first;
        Image image = call.image(value.with(view.move(last, first)));
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("weight", vector ? weight.tensor(features, inputs) : weight.tensor(features, inputs, 1, 1));
        if (bias.length > 0) {
            weights.put("bias", Tensor.of(bias, features));
        }
        Op op = vector ? new Linear(features, bias.length > 0) : new Conv2d(features, Window.of(1), 1, bias.length > 0);
        Node node = call.builder().add(call.name(), op, weights, List.of(image.node()));
        int[] dims = image.dims();
        dims[first] = features;
        Activation result = call.result(node, dims, image.batched());
        return result.with(result.view().move(first, last));
    }
}
