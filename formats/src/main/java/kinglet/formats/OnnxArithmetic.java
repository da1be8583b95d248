package kinglet.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import kinglet.formats.OnnxCall.Image;
import kinglet.formats.OnnxValue.Known;
import kinglet.graph.Add;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Shape;

/** Sums and products of activations with one another and with constants. */
final class OnnxArithmetic {

    private OnnxArithmetic() {}

    /** A number of a file in single precision as the decimal that its writer meant. */
    static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    static OnnxValue add(OnnxCall call) {
        List<OnnxValue> inputs = call.allInputs();
        OnnxValue sum = inputs.getFirst();
        for (OnnxValue next : inputs.subList(1, inputs.size())) {
            sum = add(call, sum, next);
        }
        return sum;
    }

    static OnnxValue add(OnnxCall call, OnnxValue left, OnnxValue right) {
        return join(call, new Add(), left, right, x -> x);
    }

    static OnnxValue subtract(OnnxCall call) {
        OnnxValue left = call.input(0);
        OnnxValue right = call.input(1);
        if (right instanceof Known) {
            return join(call, new Add(), left, right, x -> -x);
        }
        return add(call, left, scaled(call, call.image(right), -1));
    }

    static OnnxValue negate(OnnxCall call) {
        return scaled(call, call.image(0), -1);
    }

    private static OnnxValue scaled(OnnxCall call, Image image, double factor) {
        OnnxBuilder builder = call.builder();
        Node node = builder.add(call.name(), new Multiply(), image.node(), builder.scalar(call.name(), factor));
        return call.result(node, image.dims(), image.batched());
    }

    static OnnxValue multiply(OnnxCall call) {
        return join(call, new Multiply(), call.input(0), call.input(1), x -> x);
    }

    static OnnxValue divide(OnnxCall call) {
        if (!(call.input(1) instanceof Known)) {
            throw call.refuse("divides by a value that depends on the image; only a constant divisor is known");
        }
        return join(call, new Multiply(), call.input(0), call.input(1), x -> 1 / x);
    }

    /** Joins two values; what is done to a constant on the right is done here. */
    private static OnnxValue join(OnnxCall call, Op op, OnnxValue left, OnnxValue right, DoubleUnaryOperator change) {
        if (right instanceof Known known) {
            return withConstant(call, op, left, changed(call, call.constant(known), change));
        }
        if (left instanceof Known known) {
            return withConstant(call, op, right, call.constant(known));
        }
        Image a = call.image(left);
        Image b = call.image(right);
        if (a.batched() != b.batched() || a.batched() && a.rank() != b.rank()) {
            throw call.refuse("joins %s and %s, whose axes do not meet"
                    .formatted(Arrays.toString(a.dims()), Arrays.toString(b.dims())));
        }
        int rank = Math.max(a.rank(), b.rank());
        Image x = call.image(raised(call, a, rank));
        Image y = call.image(raised(call, b, rank));
        int[] dims = broadcast(call, x.dims(), y.dims());
        return call.result(joined(call, op, x.node(), y.node()), dims, a.batched());
    }

    private static OnnxValue raised(OnnxCall call, Image image, int rank) {
        OnnxValue.Activation value = call.result(image.node(), image.dims(), image.batched());
        while (value.rank() < rank) {
            value = value.with(value.view().insert(0));
        }
        return value;
    }

    private static OnnxValue withConstant(OnnxCall call, Op op, OnnxValue value, OnnxConstant constant) {
        boolean batched = value.view().hasBatch();
        OnnxValue raised = value;
        while (!batched && raised.rank() < constant.rank()) {
            raised = raised.with(raised.view().insert(0));
        }
        Image image = call.image(raised);
        Node other = constant(call, constant, image);
        int[] dims = broadcast(call, image.dims(), padded(call, constant, image.rank()));
        return call.result(joined(call, op, image.node(), other), dims, batched);
    }

    private static Node joined(OnnxCall call, Op op, Node a, Node b) {
        OnnxBuilder builder = call.builder();
        if (op instanceof Multiply) {
            Optional<OnnxPatterns.Match> match = OnnxPatterns.product(builder, a, b);
            if (match.isPresent()) {
                return builder.add(call.name(), match.get().op(), match.get().input());
            }
        }
        return builder.add(call.name(), op, a, b);
    }

    /** A constant as an activation that is joined to an image. */
    static Node constant(OnnxCall call, OnnxConstant constant, Image image) {
        int[] dims = padded(call, constant, image.rank());
        if (image.batched() && dims[0] != 1) {
            throw call.refuse(
                    "joins the batch with a constant of %s that differs from image to image".formatted(constant));
        }
        Shape shape = call.shape(dims, image.batched() ? 1 : 0);
        return call.builder().constant(call.name(), shape, constant.floats());
    }

    /** The dimensions of a constant with as many axes as the value it is joined to. */
    private static int[] padded(OnnxCall call, OnnxConstant constant, int rank) {
        int[] dims = constant.dims();
        int extra = dims.length - rank;
        if (extra > 0) {
            if (Arrays.stream(dims, 0, extra).anyMatch(d -> d != 1)) {
                throw call.refuse("joins a value of %d axes with a constant of %s".formatted(rank, constant));
            }
            return Arrays.copyOfRange(dims, extra, dims.length);
        }
        int[] padded = new int[rank];
        Arrays.fill(padded, 1);
        System.arraycopy(dims, 0, padded, -extra, dims.length);
        return padded;
    }

    private static int[] broadcast(OnnxCall call, int[] a, int[] b) {
        int[] dims = new int[a.length];
        for (int i = 0; i < dims.length; i++) {
            if (a[i] != b[i] && a[i] != 1 && b[i] != 1) {
                throw call.refuse("cannot join %s and %s".formatted(Arrays.toString(a), Arrays.toString(b)));
            }
            dims[i] = Math.max(a[i], b[i]);
        }
        return dims;
    }

    private static OnnxConstant changed(OnnxCall call, OnnxConstant constant, DoubleUnaryOperator change) {
        call.builder().claim(constant.size(), call.name());
        float[] values = new float[constant.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(constant.value(i));
        }
        return OnnxConstant.of(values, constant.dims());
    }

    /** x^2 is the only power that occurs among image networks beside constants. */
    static OnnxValue power(OnnxCall call) {
        OnnxConstant exponent = call.constant(1, "exponent");
        if (exponent.size() != 1 || exponent.value(0) != 2) {
            throw call.refuse("its exponent is not 2");
        }
        Image image = call.image(0);
        Node node = call.builder().add(call.name(), new Multiply(), image.node(), image.node());
        return call.result(node, image.dims(), image.batched());
    }

    static boolean isNear(OptionalDouble value, double wanted) {
        return value.isPresent() && Math.abs(value.getAsDouble() - wanted) <= 1e-6 * Math.abs(wanted);
    }
}
