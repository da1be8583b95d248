package kinglet.formats;

import java.util.Arrays;
import kinglet.formats.OnnxCall.Image;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Pool.Kind;
import kinglet.graph.Window;

/** What convolutions and pools have in common, and pools. One spatial dimension is read as an image of one row. */
final class OnnxWindows {
    /** No window of an image network comes near it, and sums of its multiples stay within an int. */
    private static final int LIMIT = 1 << 20;

    private OnnxWindows() {}

    /** The first input, with one or two spatial dimensions. */
    static Image image(OnnxCall call) {
        int rank = call.input(0).rank();
        if (rank != 3 && rank != 4) {
            throw call.refuse("its input has %d spatial dimensions; images have one or two".formatted(rank - 2));
        }
        if (!call.input(0).view().hasBatch()) {
            throw call.refuse("its input has no batch axis");
        }
        return call.image(0);
    }

    static OnnxValue result(OnnxCall call, Node node, Image input) {
        int[] dims = input.rank() == 3
                ? new int[] {
                    input.dims()[0], node.shape().channels(), node.shape().width()
                }
                : new int[] {
                    input.dims()[0],
                    node.shape().channels(),
                    node.shape().height(),
                    node.shape().width()
                };
        return call.result(node, dims, true);
    }

    static OnnxValue pool(OnnxCall call, Kind kind) {
        if (call.outputs() > 1 && kind == Kind.MAX) {
            throw call.refuse("its second result, the places of the maxima, is not computed");
        }
        Image image = image(call);
        boolean flat = image.rank() == 3;
        if (!call.hasAttribute("kernel_shape")) {
            throw call.refuse("has no kernel_shape");
        }
        int[] kernel = pair(call, "kernel_shape", new int[] {1, 1}, flat);
        Window window = window(call, kernel, flat);
        boolean ceil = call.integer("ceil_mode", 0) != 0;
        Pool op = new Pool(kind, window, ceil, call.integer("count_include_pad", 0) != 0);
        return result(call, call.builder().add(call.name(), op, image.node()), image);
    }

    static Window window(OnnxCall call, int[] kernel, boolean flat) {
        int[] one = {1, 1};
        int[] stride = pair(call, "strides", one, flat);
        int[] dilation = pair(call, "dilations", one, flat);
        for (int i = 0; i < 2; i++) {
            bounded(call, "kernel", kernel[i], 1);
            bounded(call, "span", (long) dilation[i] * (kernel[i] - 1) + 1, 1);
        }
        return new Window(kernel[0], kernel[1], stride[0], stride[1], dilation[0], dilation[1], padding(call, flat));
    }

    private static Padding padding(OnnxCall call, boolean flat) {
        String auto = call.text("auto_pad", "NOTSET");
        return switch (auto) {
            case "SAME_UPPER" -> new Padding.Same(true);
            case "SAME_LOWER" -> new Padding.Same(false);
            case "VALID" -> Padding.NONE;
            case "NOTSET", "" -> explicit(call, flat);
            default -> throw call.refuse("auto_pad is '%s'".formatted(auto));
        };
    }

    private static Padding explicit(OnnxCall call, boolean flat) {
        long[] pads = call.integers("pads").orElse(new long[flat ? 2 : 4]);
        if (pads.length != (flat ? 2 : 4)) {
            throw call.refuse("pads are %s".formatted(Arrays.toString(pads)));
        }
        int[] p = new int[pads.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = bounded(call, "pads", pads[i], 0);
        }
        return flat ? new Padding.Explicit(0, p[0], 0, p[1]) : new Padding.Explicit(p[0], p[1], p[2], p[3]);
    }

    /** An attribute of one number a spatial dimension, as (vertical, horizontal). */
    static int[] pair(OnnxCall call, String key, int[] otherwise, boolean flat) {
        if (!call.hasAttribute(key)) {
            return otherwise.clone();
        }
        long[] values = call.integers(key).orElseThrow();
        if (values.length != (flat ? 1 : 2)) {
            throw call.refuse("%s is %s".formatted(key, Arrays.toString(values)));
        }
        int last = bounded(call, key, values[values.length - 1], 1);
        return new int[] {flat ? 1 : bounded(call, key, values[0], 1), last};
    }

    static int bounded(OnnxCall call, String what, long value, int least) {
        if (value < least || value > LIMIT) {
            throw call.refuse("%s is %d".formatted(what, value));
        }
        return (int) value;
    }
}
