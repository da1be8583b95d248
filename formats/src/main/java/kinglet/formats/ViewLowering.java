package kinglet.formats;

import java.util.Comparator;
import java.util.List;
import kinglet.formats.View.Atom;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.Transpose;

/**
 * Turns a view into nodes that lay the values out as it says, with as few as it can: a slice, a channel shuffle or a choice of
 * channels where only channels move, a transpose where whole dimensions do, and a sequence of transposes for the rest.
 */
final class ViewLowering {
    private final OnnxBuilder builder;
    private final String name;

    ViewLowering(OnnxBuilder builder, String name) {
        this.builder = builder;
        this.name = name;
    }

    /** A node whose values in order are those that the view shows of one image. */
    Node lower(Node base, View view) {
        return arrange(base, view.offset(), view.image());
    }

    private Node arrange(Node base, int offset, List<Atom> atoms) {
        Shape shape = base.shape();
        if (offset == 0 && atoms.equals(shape.size() == 1 ? List.of() : List.of(Atom.of(shape.size(), 1)))) {
            return base;
        }
        Dimensions dimensions = Dimensions.split(shape, offset, atoms);
        if (!dimensions.fits()) {
            return channels(reshape(base, Shape.vector(shape.size())), offset, atoms);
        }
        if (dimensions.pixelsStay()) {
            return channels(base, dimensions.start(0), dimensions.subset(0));
        }
        if (offset == 0 && total(atoms) == shape.size()) {
            return permute(base, dimensions.atoms());
        }
        return permute(crop(base, dimensions), dimensions.compacted());
    }

    private static long total(List<Atom> atoms) {
        return atoms.stream().mapToLong(Atom::size).reduce(1, (a, b) -> a * b);
    }

    private Node reshape(Node node, Shape shape) {
        return builder.reshape(name, node, shape);
    }

    /** Channels of a node in the order of the atoms, whose strides count channels. */
    private Node channels(Node base, int offset, List<Atom> atoms) {
        List<Atom> order = View.merge(atoms);
        int channels = base.shape().channels();
        if (order.isEmpty()) {
            return builder.add(name, Slice.of(offset, offset + 1), base);
        }
        if (order.size() == 1) {
            return slice(base, offset, order.getFirst());
        }
        Atom outer = order.get(0);
        Atom inner = order.get(1);
        if (order.size() == 2 && inner.stride() == outer.stride() * outer.size()) {
            Node taken = slice(base, offset, Atom.of(outer.size() * inner.size(), outer.stride()));
            return builder.add(name, new ChannelShuffle(inner.size()), taken);
        }
        builder.claim(total(order), name);
        return builder.select(name, base, indices(offset, order, channels));
    }

    private Node slice(Node base, int from, Atom run) {
        boolean all =
                from == 0 && run.stride() == 1 && run.size() == base.shape().channels();
        return all
                ? base
                : builder.add(name, new Slice(from, from + (run.size() - 1) * run.stride() + 1, run.stride()), base);
    }

    private static int[] indices(int offset, List<Atom> order, int channels) {
        int[] indices = {offset};
        for (Atom atom : order) {
            int[] more = new int[indices.length * atom.size()];
            for (int i = 0; i < more.length; i++) {
                more[i] = indices[i / atom.size()] + i % atom.size() * atom.stride();
            }
            indices = more;
        }
        for (int index : indices) {
            if (index >= channels) {
                throw new FormatException("takes channel %d of %d".formatted(index, channels));
            }
        }
        return indices;
    }

    private Node crop(Node base, Dimensions dimensions) {
        Node cropped = base;
        for (int axis = 0; axis < 3; axis++) {
            cropped = crop(cropped, axis, dimensions.start(axis), ascending(dimensions.subset(axis)));
        }
        return cropped;
    }

    /** The atoms of a subset in the order of memory. */
    private static List<Atom> ascending(List<Atom> subset) {
        return View.merge(subset.stream()
                .sorted(Comparator.comparingInt(Atom::stride).reversed())
                .toList());
    }

    private Node crop(Node node, int axis, int start, List<Atom> subset) {
        Shape shape = node.shape();
        if (axis == 0) {
            return channels(node, start, subset);
        }
        int size = axis == 1 ? shape.height() : shape.width();
        int count = (int) total(subset);
        if (count == size) {
            return node;
        }
        if (subset.isEmpty() || subset.size() == 1 && subset.getFirst().stride() == 1) {
            int end = start + count - size;
            Padding.Explicit edges =
                    axis == 1 ? new Padding.Explicit(-start, 0, end, 0) : new Padding.Explicit(0, -start, 0, end);
            return builder.add(name, Pad.zeros(edges), node);
        }
        List<Integer> swap = axis == 1 ? List.of(1, 0, 2) : List.of(2, 1, 0);
        Node turned = builder.add(name, new Transpose(swap), node);
        return builder.add(name, new Transpose(swap), channels(turned, start, subset));
    }

    /** All values of a node in the order of the atoms. */
    private Node permute(Node base, List<Atom> wanted) {
        List<Atom> now = wanted.stream()
                .sorted(Comparator.comparingInt(Atom::stride).reversed())
                .toList();
        if (!View.merge(now).equals(List.of(Atom.of(base.shape().size(), 1)))) {
            return channels(reshape(base, Shape.vector(base.shape().size())), 0, wanted);
        }
        Node node = base;
        while (!now.equals(wanted)) {
            Blocks step = Blocks.towards(now, wanted, node.shape());
            node = builder.add(name, new Transpose(step.order()), reshape(node, step.shape()));
            now = step.result();
        }
        return node;
    }
}
