package kinglet.formats;

import java.util.Arrays;
import java.util.stream.LongStream;
import kinglet.formats.OnnxCall.Image;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Resize;

/** Operators that change the number of pixels without looking at them: padding and resizing. */
final class OnnxResampling {

    private OnnxResampling() {}

    static OnnxValue pad(OnnxCall call) {
        OnnxValue value = call.input(0);
        int rank = value.rank();
        long[] listed =
                call.has(1) ? call.longs(1, "pads") : call.integers("pads").orElse(new long[0]);
        long[] axes = call.has(3)
                ? call.few(call.longs(3, "axes"))
                : LongStream.range(0, rank).toArray();
        if (listed.length != 2 * axes.length) {
            throw call.refuse("pads %d axes by %s".formatted(axes.length, Arrays.toString(listed)));
        }
        double fill = call.has(2) ? call.constant(2, "value").value(0) : OnnxArithmetic.decimal(call.real("value", 0));
        Pad.Mode mode = switch (call.text("mode", "constant")) {
            case "constant" -> Pad.Mode.CONSTANT;
            case "edge" -> Pad.Mode.EDGE;
            case "reflect" -> Pad.Mode.REFLECT;
            case "wrap" -> Pad.Mode.WRAP;
            default -> throw call.refuse("mode is '%s'".formatted(call.text("mode", "")));
        };
        int[] before = new int[rank];
        int[] after = new int[rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = call.axis(axes[i], rank);
            before[axis] = OnnxWindows.bounded(call, "pads", listed[i], -(1 << 20));
            after[axis] = OnnxWindows.bounded(call, "pads", listed[i + axes.length], -(1 << 20));
        }
        return pad(call, value, before, after, mode, fill);
    }

    private static OnnxValue pad(
            OnnxCall call, OnnxValue value, int[] before, int[] after, Pad.Mode mode, double fill) {
        int first = call.firstOfImage(value.view());
        if (first == 1 && (before[0] != 0 || after[0] != 0)) {
            throw call.refuse("pads the batch");
        }
        OnnxValue padded = value;
        int rank = value.rank();
        if (rank == first + 3) {
            padded = pixels(
                    call,
                    padded,
                    new Padding.Explicit(before[first + 1], before[first + 2], after[first + 1], after[first + 2]),
                    mode,
                    fill);
        } else if (rank == first + 2) {
            padded = pixels(call, padded, new Padding.Explicit(0, before[first + 1], 0, after[first + 1]), mode, fill);
        }
        if (rank > first && (before[first] != 0 || after[first] != 0)) {
            View turned = rank > first + 1
                    ? padded.view().move(first, rank - 1)
                    : padded.view().insert(first);
            padded = pixels(
                    call, padded.with(turned), new Padding.Explicit(0, before[first], 0, after[first]), mode, fill);
            View back = padded.view();
            padded = padded.with(rank > first + 1 ? back.move(rank - 1, first) : back.drop(first));
        }
        return padded;
    }

    private static OnnxValue pixels(
            OnnxCall call, OnnxValue value, Padding.Explicit edges, Pad.Mode mode, double fill) {
        if (edges.isNone()) {
            return value;
        }
        Image image = call.image(value);
        Node node = call.builder()
                .add(call.name(), new Pad(edges, mode, mode == Pad.Mode.CONSTANT ? fill : 0), image.node());
        int[] dims = image.dims();
        dims[dims.length - 1] = node.shape().width();
        if (dims.length == (image.batched() ? 4 : 3)) {
            dims[dims.length - 2] = node.shape().height();
        }
        return call.result(node, dims, image.batched());
    }

    static OnnxValue resize(OnnxCall call) {
        Image image = OnnxWindows.image(call);
        int rank = image.rank();
        double[] scales = scales(call, rank);
        int[] out = sizes(call, image, scales);
        for (int i = 0; i < rank; i++) {
            scales[i] = scales[i] > 0 ? scales[i] : (double) out[i] / image.dims()[i];
        }
        if (out[0] != image.dims()[0] || out[1] != image.dims()[1]) {
            throw call.refuse("resizes the batch or the channels: %s to %s"
                    .formatted(Arrays.toString(image.dims()), Arrays.toString(out)));
        }
        if (Arrays.equals(out, image.dims())) {
            return call.input(0);
        }
        boolean nearest = call.text("mode", "nearest").equals("nearest");
        for (int i = 2; i < rank; i++) {
            boolean known = nearest ? isFloor(call, image.dims()[i], out[i], scales[i]) : isHalfPixel(call, out[i]);
            if (!known) {
                throw call.refuse(("mode '%s' with coordinates '%s' and rounding '%s' from %d to %d pixels; "
                                + "known are nearest that takes pixel floor(i in / out), and linear with pixel centres at half")
                        .formatted(
                                call.text("mode", "nearest"),
                                coordinates(call),
                                rounding(call),
                                image.dims()[i],
                                out[i]));
            }
        }
        Resize op =
                new Resize(rank == 3 ? 1 : out[2], out[rank - 1], nearest ? Resize.Mode.NEAREST : Resize.Mode.BILINEAR);
        return OnnxWindows.result(call, call.builder().add(call.name(), op, image.node()), image);
    }

    private static double[] scales(OnnxCall call, int rank) {
        double[] scales = new double[rank];
        int index = call.op().equals("Upsample") || call.opset() < 11 ? 1 : 2;
        OnnxConstant given = OnnxConstant.of(call.reals("scales").orElse(new float[0]), 0);
        if (call.has(index) && call.isKnown(index)) {
            given = call.constant(index, "scales");
        }
        for (int i = 0; i < Math.min(rank, given.size()); i++) {
            scales[i] = given.value(i);
        }
        return scales;
    }

    private static int[] sizes(OnnxCall call, Image image, double[] scales) {
        int[] out = image.dims();
        if (call.has(3)) {
            long[] sizes = call.longs(3, "sizes");
            if (sizes.length != out.length) {
                throw call.refuse("gives %d sizes for %d axes".formatted(sizes.length, out.length));
            }
            for (int i = 0; i < out.length; i++) {
                out[i] = OnnxWindows.bounded(call, "size", sizes[i], 1);
            }
            return out;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = OnnxWindows.bounded(call, "size", (long) Math.floor(out[i] * scales[i]), 1);
        }
        return out;
    }

    private static String coordinates(OnnxCall call) {
        boolean old = call.op().equals("Upsample") || call.opset() < 11;
        return call.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
    }

    private static String rounding(OnnxCall call) {
        boolean old = call.op().equals("Upsample") || call.opset() < 11;
        return call.text("nearest_mode", old ? "floor" : "round_prefer_floor");
    }

    /** Whether the file's rule takes the pixels that {@code floor(i in / out)} does. */
    private static boolean isFloor(OnnxCall call, int in, int out, double scale) {
        call.builder().claim(out, call.name());
        for (int i = 0; i < out; i++) {
            double x = switch (coordinates(call)) {
                case "asymmetric" -> i / scale;
                case "half_pixel" -> (i + 0.5) / scale - 0.5;
                case "pytorch_half_pixel" -> out > 1 ? (i + 0.5) / scale - 0.5 : 0;
                case "align_corners" -> out > 1 ? (double) i * (in - 1) / (out - 1) : 0;
                default -> Double.NaN;
            };
            double pixel = switch (rounding(call)) {
                case "floor" -> Math.floor(x + 1e-6);
                case "ceil" -> Math.ceil(x - 1e-6);
                case "round_prefer_ceil" -> Math.floor(x + 0.5);
                default -> Math.ceil(x - 0.5);
            };
            if (Math.clamp(pixel, 0.0, in - 1.0) != Math.floorDiv((long) i * in, (long) out) || Double.isNaN(x)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalfPixel(OnnxCall call, int out) {
        return call.text("mode", "").equals("linear")
                && call.integer("antialias", 0) == 0
                && (coordinates(call).equals("half_pixel")
                        || coordinates(call).equals("pytorch_half_pixel") && out > 1);
    }
}
