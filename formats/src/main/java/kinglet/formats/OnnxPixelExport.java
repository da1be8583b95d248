package kinglet.formats;

import static kinglet.formats.OnnxGraphWriter.integer;
import static kinglet.formats.OnnxGraphWriter.integers;
import static kinglet.formats.OnnxGraphWriter.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Resize;
import kinglet.graph.Shape;

/** Ops on pixels that ONNX writes in several operators. Each method gives the name of the result. */
final class OnnxPixelExport {
    private final OnnxGraphWriter out;

    OnnxPixelExport(OnnxGraphWriter out) {
        this.out = out;
    }

    /** Cells of one size are a pool; the others are a product with the matrix of the means, along each axis. */
    String adaptive(Node node, AdaptiveAveragePool pool, String input) {
        Shape in = node.input().shape();
        if (pool.height() == 1 && pool.width() == 1) {
            return out.node("GlobalAveragePool", node.name(), List.of(input));
        }
        if (in.height() % pool.height() == 0 && in.width() % pool.width() == 0) {
            long[] cell = {in.height() / pool.height(), in.width() / pool.width()};
            return out.node(
                    "AveragePool",
                    node.name(),
                    List.of(input),
                    integers("kernel_shape", cell),
                    integers("strides", cell));
        }
        float[] byColumn = transposed(means(in.width(), pool.width()), pool.width(), in.width());
        String columns = out.floats(node.name() + ".columns", byColumn, in.width(), pool.width());
        String rows = out.floats(node.name() + ".rows", means(in.height(), pool.height()), pool.height(), in.height());
        String half = out.node("MatMul", out.name(node.name() + ".half"), List.of(input, columns));
        return out.node("MatMul", node.name(), List.of(rows, half));
    }

    /** Row i has one over the length of cell i where cell i lies. */
    private static float[] means(int in, int cells) {
        float[] means = new float[cells * in];
        for (int i = 0; i < cells; i++) {
            int from = i * in / cells;
            int to = Math.ceilDiv((i + 1) * in, cells);
            Arrays.fill(means, i * in + from, i * in + to, 1f / (to - from));
        }
        return means;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            turned[i % columns * rows + i / columns] = matrix[i];
        }
        return turned;
    }

    String pad(Node node, Pad pad, String input) {
        if (pad.mode() == Pad.Mode.WRAP) {
            return wrap(node, pad.padding(), input);
        }
        String mode = pad.mode().name().toLowerCase(Locale.ROOT);
        return padded(node, input, pad.padding(), mode, pad.value(), node.name());
    }

    String padded(Node node, String input, Padding.Explicit p, String mode, double value, String result) {
        String pads = out.longs(node.name() + ".pads", 0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right());
        String fill = out.scalar(node.name() + ".fill", value);
        return out.node("Pad", result, List.of(input, pads, fill), text("mode", mode));
    }

    /** Opset 17 pads by no pixels of the other side, so they are cut out and joined: first rows, then columns. */
    private String wrap(Node node, Padding.Explicit p, String input) {
        Shape in = node.input().shape();
        String rows = wrap(node, out.name(node.name() + ".rows"), input, 2, in.height(), p.top(), p.bottom());
        return wrap(node, node.name(), rows, 3, in.width(), p.left(), p.right());
    }

    private String wrap(Node node, String result, String input, int axis, int size, int before, int after) {
        List<String> parts = new ArrayList<>();
        if (before > 0) {
            parts.add(cut(node, input, axis, size - before, size));
        }
        parts.add(
                before < 0 || after < 0
                        ? cut(node, input, axis, Math.max(0, -before), size + Math.min(0, after))
                        : input);
        if (after > 0) {
            parts.add(cut(node, input, axis, 0, after));
        }
        return out.node("Concat", result, parts, integer("axis", axis));
    }

    private String cut(Node node, String input, int axis, int from, int to) {
        String name = out.name(node.name() + ".cut");
        List<String> inputs = List.of(
                input,
                out.longs(name + ".starts", from),
                out.longs(name + ".ends", to),
                out.longs(name + ".axes", axis));
        return out.node("Slice", name, inputs);
    }

    /** The size is written as rows and columns behind the batch and channels that the value has when it runs. */
    String resize(Node node, Resize resize, String input) {
        String name = node.name();
        String shape = out.node("Shape", out.name(name + ".shape"), List.of(input));
        String front = out.node(
                "Slice",
                out.name(name + ".front"),
                List.of(shape, out.longs(name + ".from", 0), out.longs(name + ".to", 2)));
        String back = out.longs(name + ".size", resize.height(), resize.width());
        String size = out.node("Concat", out.name(name + ".sizes"), List.of(front, back), integer("axis", 0));
        boolean nearest = resize.mode() == Resize.Mode.NEAREST;
        return out.node(
                "Resize",
                name,
                List.of(input, "", "", size),
                text("mode", nearest ? "nearest" : "linear"),
                text("coordinate_transformation_mode", nearest ? "asymmetric" : "half_pixel"),
                text("nearest_mode", nearest ? "floor" : "round_prefer_floor"));
    }
}
