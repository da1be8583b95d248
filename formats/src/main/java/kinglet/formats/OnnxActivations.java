package kinglet.formats;

import kinglet.formats.OnnxCall.Image;
import kinglet.graph.Activation;
import kinglet.graph.Activation.Function;
import kinglet.graph.Add;
import kinglet.graph.Dropout;
import kinglet.graph.Multiply;
import kinglet.graph.Node;

/** Functions of each value by itself. */
final class OnnxActivations {

    private OnnxActivations() {}

    static OnnxValue apply(OnnxCall call, Activation function) {
        Image image = call.image(0);
        Node node = call.builder().add(call.name(), function, image.node());
        return call.result(node, image.dims(), image.batched());
    }

    static OnnxValue leakyRelu(OnnxCall call) {
        return apply(call, Activation.leakyRelu(OnnxArithmetic.decimal(call.real("alpha", 0.01f))));
    }

    static OnnxValue hardSigmoid(OnnxCall call) {
        return apply(call, hardSigmoid(call.real("alpha", 0.2f), call.real("beta", 0.5f)));
    }

    /** A scale that is one sixth in single precision is MobileNetV3's. */
    private static Activation hardSigmoid(float alpha, float beta) {
        boolean sixth = alpha == (float) (1 / 6.0) && beta == 0.5f;
        return sixth
                ? Activation.HARD_SIGMOID
                : Activation.hardSigmoid(OnnxArithmetic.decimal(alpha), OnnxArithmetic.decimal(beta));
    }

    static OnnxValue clip(OnnxCall call) {
        double low = bound(call, 1, "min", Double.NEGATIVE_INFINITY);
        double high = bound(call, 2, "max", Double.POSITIVE_INFINITY);
        return clip(call, call.input(0), low, high);
    }

    private static double bound(OnnxCall call, int index, String key, double otherwise) {
        if (call.has(index)) {
            return scalar(call, index, key);
        }
        return call.hasAttribute(key) ? OnnxArithmetic.decimal(call.real(key, 0)) : otherwise;
    }

    private static double scalar(OnnxCall call, int index, String what) {
        OnnxConstant constant = call.constant(index, what);
        if (constant.size() != 1) {
            throw call.refuse("its %s has %d values, not one".formatted(what, constant.size()));
        }
        return OnnxArithmetic.decimal((float) constant.value(0));
    }

    /** Min or Max against a constant of one value. */
    static OnnxValue bounded(OnnxCall call, boolean upper) {
        if (call.inputs() != 2 || call.isKnown(0) == call.isKnown(1)) {
            throw call.refuse("compares two activations; only a bound of one constant value is known");
        }
        int known = call.isKnown(0) ? 0 : 1;
        double bound = scalar(call, known, "bound");
        double low = upper ? Double.NEGATIVE_INFINITY : bound;
        double high = upper ? bound : Double.POSITIVE_INFINITY;
        return clip(call, call.input(1 - known), low, high);
    }

    /** The common bounds have names of their own, and a Clip after a Clip is one. */
    private static OnnxValue clip(OnnxCall call, OnnxValue value, double low, double high) {
        if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return value;
        }
        Image image = call.image(value);
        boolean afterRelu = image.node().op() instanceof Activation before
                && before.function() == Function.RELU
                && low <= 0
                && high >= 0;
        Node source = afterRelu ? image.node().input() : image.node();
        Node node = call.builder().add(call.name(), named(afterRelu ? 0 : low, high), source);
        return call.result(node, image.dims(), image.batched());
    }

    private static Activation named(double low, double high) {
        if (low == 0 && high == Double.POSITIVE_INFINITY) {
            return Activation.RELU;
        }
        return low == 0 && high == 6 ? Activation.RELU6 : Activation.clip(low, high);
    }

    /** {@code max(x, 0) + slope min(x, 0)}, with a slope for all channels or one for each. */
    static OnnxValue preluAsSum(OnnxCall call) {
        OnnxConstant slope = call.constant(1, "slope");
        if (slope.size() == 1) {
            return apply(call, Activation.leakyRelu(OnnxArithmetic.decimal((float) slope.value(0))));
        }
        Image image = call.image(0);
        OnnxBuilder builder = call.builder();
        Node below = builder.add(call.name(), Activation.clip(Double.NEGATIVE_INFINITY, 0), image.node());
        Node slopes = OnnxArithmetic.constant(call, slope, image);
        Node product = builder.add(call.name(), new Multiply(), below, slopes);
        Node above = builder.add(call.name(), Activation.RELU, image.node());
        return call.result(builder.add(call.name(), new Add(), above, product), image.dims(), image.batched());
    }

    static OnnxValue dropout(OnnxCall call) {
        if (call.has(2) && call.longs(2, "training_mode")[0] != 0 && rate(call) != 0) {
            throw call.refuse("is in training mode; export the model for inference");
        }
        Image image = call.image(0);
        Node node = call.builder().add(call.name(), new Dropout(rate(call)), image.node());
        return call.result(node, image.dims(), image.batched());
    }

    private static double rate(OnnxCall call) {
        return call.has(1) ? scalar(call, 1, "ratio") : OnnxArithmetic.decimal(call.real("ratio", 0.5f));
    }
}
