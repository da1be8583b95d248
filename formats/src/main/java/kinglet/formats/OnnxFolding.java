package kinglet.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import kinglet.formats.OnnxValue.Known;

/** Operators on constants, computed when the file is read: the arithmetic on shapes that exporters write. */
final class OnnxFolding {

    /** What a value of arithmetic costs beside one that is only stored: its places, its double, its result. */
    private static final int ARITHMETIC = 8;

    private OnnxFolding() {}

    /** The result of an operator on constants, if it is one of arithmetic. */
    static Optional<OnnxValue> fold(OnnxCall call) {
        Optional<OnnxConstant> value = switch (call.op()) {
            case "Add", "Sum" -> Optional.of(binary(call, Math::addExact, Double::sum));
            case "Sub" -> Optional.of(binary(call, Math::subtractExact, (a, b) -> a - b));
            case "Mul" -> Optional.of(binary(call, Math::multiplyExact, (a, b) -> a * b));
            case "Div" -> Optional.of(binary(call, (a, b) -> quotient(call, a, b), (a, b) -> a / b));
            case "Mod" ->
                Optional.of(binary(call, (a, b) -> a - b * Math.floorDiv(a, nonZero(call, b)), (a, b) -> a % b));
            case "Min" -> Optional.of(binary(call, Math::min, Math::min));
            case "Max" -> Optional.of(binary(call, Math::max, Math::max));
            case "Pow" -> Optional.of(binary(call, (a, b) -> (long) Math.pow(a, b), Math::pow));
            case "Equal" -> Optional.of(binary(call, (a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0));
            case "Less" -> Optional.of(binary(call, (a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0));
            case "Greater" -> Optional.of(binary(call, (a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0));
            case "Neg" -> Optional.of(unary(call, x -> -x));
            case "Abs" -> Optional.of(unary(call, Math::abs));
            case "Floor" -> Optional.of(unary(call, Math::floor));
            case "Ceil" -> Optional.of(unary(call, Math::ceil));
            case "Sqrt" -> Optional.of(unary(call, Math::sqrt));
            case "Exp" -> Optional.of(unary(call, Math::exp));
            case "Not" -> Optional.of(unary(call, x -> x == 0 ? 1 : 0));
            case "Cast" -> Optional.of(cast(call));
            case "Where" -> Optional.of(where(call));
            case "Range" -> Optional.of(range(call));
            case "Expand" -> Optional.of(expand(call));
            case "Concat" -> Optional.of(concat(call));
            case "ReduceProd" -> Optional.of(product(call));
            default -> Optional.empty();
        };
        return value.map(Known::of);
    }

    static OnnxValue constant(OnnxCall call) {
        Optional<OnnxConstant> value = call.tensor("value");
        if (value.isEmpty() && call.hasAttribute("value_float")) {
            value = Optional.of(OnnxConstant.of(new float[] {call.real("value_float", 0)}));
        } else if (value.isEmpty() && call.hasAttribute("value_int")) {
            value = Optional.of(OnnxConstant.of(new long[] {call.integer("value_int", 0)}));
        } else if (value.isEmpty() && call.hasAttribute("value_floats")) {
            value = call.reals("value_floats").map(v -> OnnxConstant.of(v, v.length));
        } else if (value.isEmpty() && call.hasAttribute("value_ints")) {
            value = call.integers("value_ints").map(v -> OnnxConstant.of(v, v.length));
        }
        return Known.of(value.orElseThrow(() -> call.refuse("holds no tensor of numbers")));
    }

    static OnnxValue constantOfShape(OnnxCall call) {
        OnnxConstant fill = call.tensor("value").orElse(OnnxConstant.of(new float[1], 1));
        if (fill.size() != 1) {
            throw call.refuse("fills with %d values".formatted(fill.size()));
        }
        int[] dims = dims(call, call.longs(0, "shape"), fill.isIntegral() ? ARITHMETIC : 1);
        int size = size(dims);
        if (fill.isIntegral()) {
            long[] values = new long[size];
            Arrays.fill(values, fill.longs()[0]);
            return Known.of(OnnxConstant.of(values, dims));
        }
        float[] values = new float[size];
        Arrays.fill(values, fill.floats()[0]);
        return Known.of(OnnxConstant.of(values, dims));
    }

    /** Dimensions that a constant asks for, once they are known to be affordable. */
    private static int[] dims(OnnxCall call, long[] wanted) {
        return dims(call, wanted, ARITHMETIC);
    }

    private static int[] dims(OnnxCall call, long[] wanted, int cost) {
        long size = 1;
        for (long dim : call.few(wanted)) {
            if (dim < 0 || dim > Integer.MAX_VALUE || size * dim > Integer.MAX_VALUE) {
                throw call.refuse("asks for a constant of %s".formatted(Arrays.toString(wanted)));
            }
            size *= dim;
        }
        call.builder().claim(size * cost, call.name());
        return Arrays.stream(wanted).mapToInt(d -> (int) d).toArray();
    }

    private static int size(int... dims) {
        return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }

    private static OnnxConstant input(OnnxCall call, int index) {
        return call.constant(index, "input");
    }

    private static OnnxConstant unary(OnnxCall call, DoubleUnaryOperator change) {
        OnnxConstant in = input(call, 0);
        call.builder().claim((long) in.size() * ARITHMETIC, call.name());
        double[] values = new double[in.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = change.applyAsDouble(in.value(i));
        }
        return of(values, in.isIntegral(), in.dims());
    }

    private static OnnxConstant of(double[] values, boolean integral, int... dims) {
        if (integral) {
            return OnnxConstant.of(
                    Arrays.stream(values).mapToLong(v -> (long) v).toArray(), dims);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return OnnxConstant.of(floats, dims);
    }

    private static OnnxConstant binary(OnnxCall call, LongBinaryOperator whole, DoubleBinaryOperator real) {
        OnnxConstant result = input(call, 0);
        for (int i = 1; i < call.inputs(); i++) {
            result = binary(call, result, input(call, i), whole, real);
        }
        return result;
    }

    private static OnnxConstant binary(
            OnnxCall call, OnnxConstant a, OnnxConstant b, LongBinaryOperator whole, DoubleBinaryOperator real) {
        int[] dims = dims(call, joined(call, a.dims(), b.dims()));
        int[] left = places(a.dims(), dims);
        int[] right = places(b.dims(), dims);
        if (a.isIntegral() && b.isIntegral()) {
            long[] values = new long[left.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole.applyAsLong(a.longs()[left[i]], b.longs()[right[i]]);
            }
            return OnnxConstant.of(values, dims);
        }
        double[] values = new double[left.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = real.applyAsDouble(a.value(left[i]), b.value(right[i]));
        }
        return of(values, false, dims);
    }

    private static long quotient(OnnxCall call, long a, long b) {
        return a / nonZero(call, b);
    }

    private static long nonZero(OnnxCall call, long divisor) {
        if (divisor == 0) {
            throw call.refuse("divides by zero");
        }
        return divisor;
    }

    private static long[] joined(OnnxCall call, int[] a, int[] b) {
        long[] dims = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= dims.length; i++) {
            int left = i <= a.length ? a[a.length - i] : 1;
            int right = i <= b.length ? b[b.length - i] : 1;
            if (left != right && left != 1 && right != 1) {
                throw call.refuse(
                        "cannot join constants of %s and %s".formatted(Arrays.toString(a), Arrays.toString(b)));
            }
            dims[dims.length - i] = left == 1 ? right : left;
        }
        return dims;
    }

    /** For each value of the joined dimensions, its place in a tensor that is repeated along axes of 1. */
    private static int[] places(int[] dims, int[] joined) {
        int[] places = new int[size(joined)];
        if (places.length == 0) {
            return places;
        }
        int repeat = places.length;
        for (int axis = 0; axis < joined.length; axis++) {
            repeat /= joined[axis];
            int own = axis - (joined.length - dims.length);
            int stride = own < 0 || dims[own] == 1 ? 0 : size(Arrays.copyOfRange(dims, own + 1, dims.length));
            for (int i = 0; i < places.length; i++) {
                places[i] += i / repeat % joined[axis] * stride;
            }
        }
        return places;
    }

    private static OnnxConstant where(OnnxCall call) {
        OnnxConstant condition = input(call, 0);
        OnnxConstant a = input(call, 1);
        OnnxConstant b = input(call, 2);
        long[] wide = joined(
                call,
                condition.dims(),
                Arrays.stream(joined(call, a.dims(), b.dims()))
                        .mapToInt(d -> (int) d)
                        .toArray());
        int[] dims = dims(call, wide);
        int[] test = places(condition.dims(), dims);
        int[] left = places(a.dims(), dims);
        int[] right = places(b.dims(), dims);
        double[] values = new double[test.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = condition.value(test[i]) != 0 ? a.value(left[i]) : b.value(right[i]);
        }
        return of(values, a.isIntegral() && b.isIntegral(), dims);
    }

    private static OnnxConstant expand(OnnxCall call) {
        OnnxConstant in = input(call, 0);
        long[] wanted = call.longs(1, "shape");
        int[] dims = dims(call, joined(call, in.dims(), dims(call, wanted)));
        return in.picked(places(in.dims(), dims), dims);
    }

    private static OnnxConstant range(OnnxCall call) {
        OnnxConstant first = input(call, 0);
        double start = first.value(0);
        double step = input(call, 2).value(0);
        double count = Math.ceil((input(call, 1).value(0) - start) / step);
        if (!(Math.abs(count) <= Integer.MAX_VALUE)) {
            throw call.refuse("counts from %s by %s".formatted(start, step));
        }
        double[] values = new double[dims(call, new long[] {(long) Math.max(0, count)})[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = start + i * step;
        }
        return of(values, first.isIntegral(), values.length);
    }

    private static OnnxConstant product(OnnxCall call) {
        OnnxConstant in = input(call, 0);
        double product = 1;
        for (int i = 0; i < in.size(); i++) {
            product *= in.value(i);
        }
        int[] dims = new int[call.integer("keepdims", 1) == 0 ? 0 : in.rank()];
        Arrays.fill(dims, 1);
        return of(new double[] {product}, in.isIntegral(), dims);
    }

    /** Element types as the ONNX format numbers them: 1 float, 10 float16, 11 double, 16 bfloat16. */
    private static OnnxConstant cast(OnnxCall call) {
        OnnxConstant in = input(call, 0);
        call.builder().claim(in.size(), call.name());
        return isReal(call.integer("to", 1))
                ? OnnxConstant.of(in.floats(), in.dims())
                : OnnxConstant.of(in.longs(), in.dims());
    }

    static boolean isReal(long type) {
        return type == 1 || type == 10 || type == 11 || type == 16;
    }

    private static OnnxConstant concat(OnnxCall call) {
        List<OnnxConstant> parts =
                call.allInputs().stream().map(v -> call.constant((Known) v)).toList();
        OnnxConstant first = parts.getFirst();
        int axis = call.axis(call.integer("axis", 1), first.rank());
        long[] dims = Arrays.stream(first.dims()).asLongStream().toArray();
        dims[axis] = 0;
        for (OnnxConstant part : parts) {
            boolean fits = part.rank() == first.rank();
            for (int i = 0; fits && i < dims.length; i++) {
                fits = i == axis || part.dims()[i] == first.dims()[i];
            }
            if (!fits) {
                throw call.refuse("cannot join constants of %s and %s".formatted(first, part));
            }
            dims[axis] += part.dims()[axis];
        }
        int[] joined = dims(call, dims);
        int rows = size(Arrays.copyOf(joined, axis));
        double[] values = new double[size(joined)];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (OnnxConstant part : parts) {
                int run = part.size() / rows;
                for (int i = 0; i < run; i++) {
                    values[at++] = part.value(row * run + i);
                }
            }
        }
        return of(values, parts.stream().allMatch(OnnxConstant::isIntegral), joined);
    }

    static OnnxValue gather(OnnxCall call, OnnxConstant in, int axis, int[] indices) {
        long[] wanted = Arrays.stream(in.dims()).asLongStream().toArray();
        wanted[axis] = indices.length;
        int[] dims = dims(call, wanted);
        int inner = size(Arrays.copyOfRange(dims, axis + 1, dims.length));
        int[] places = new int[size(dims)];
        for (int i = 0; i < places.length; i++) {
            int outer = i / inner / indices.length;
            places[i] = (outer * in.dims()[axis] + indices[i / inner % indices.length]) * inner + i % inner;
        }
        return Known.of(in.picked(places, dims));
    }
}
