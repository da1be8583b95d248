package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Transpose;
import kinglet.kernels.View.Border;

/** Lowers the ops that compute nothing: their results are values that lie somewhere already, under other channels, rows and columns. */
final class Renamings {
    private final Draft draft;

    Renamings(Draft draft) {
        this.draft = draft;
    }

    void concat(Node node) {
        Border border = draft.border(node);
        List<Spot> channels = new ArrayList<>();
        List<Spot> blocks = new ArrayList<>();
        Layout joined = draft.layout(node.input());
        for (Node input : node.inputs()) {
            joined = withBorder(draft.layout(input), border);
            channels.addAll(joined.channels());
            blocks.addAll(joined.blocks());
        }
        rename(node, joined.withChannels(channels, blocks.stream().distinct().toList()));
    }

    /** Each channel is one of the input's. */
    void pick(Node node, IntUnaryOperator source) {
        Layout in = draft.layout(node.input());
        List<Spot> channels = new ArrayList<>();
        for (int i = 0; i < node.shape().channels(); i++) {
            channels.add(in.channels().get(source.applyAsInt(i)));
        }
        rename(node, in.withChannels(channels, in.blocks()));
    }

    /** A node's result is other channels of what lies there; moved, where each op is a step of its own. */
    private void rename(Node node, Layout there) {
        if (draft.opByOp()) {
            Layout moved = Layout.blocked(node.shape(), draft.border(node));
            draft.emit(node, there, moved, k -> k.copy(there.view(), moved.view()));
        } else {
            draft.lies(node, there);
        }
    }

    void flatten(Node node) {
        draft.lies(node, draft.layout(node.input()).flattened());
    }

    void reshape(Node node) {
        Shape shape = node.shape();
        if (shape.isVector()) {
            flatten(node);
            return;
        }
        Spot origin = planes(node);
        List<Spot> channels = new ArrayList<>();
        for (int c = 0; c < shape.channels(); c++) {
            channels.add(origin.plus(c * shape.area()));
        }
        draft.lies(node, new Layout(shape, shape.width(), 1, List.of(), channels, Border.NONE));
    }

    void transpose(Node node, Transpose transpose) {
        Spot origin = planes(node);
        Shape in = node.input().shape();
        int[] strides = {in.area(), in.width(), 1};
        List<Spot> channels = new ArrayList<>();
        for (int c = 0; c < node.shape().channels(); c++) {
            channels.add(origin.plus(c * strides[transpose.order().get(0)]));
        }
        int rowStride = strides[transpose.order().get(1)];
        int pixelStride = strides[transpose.order().get(2)];
        draft.lies(node, new Layout(node.shape(), rowStride, pixelStride, List.of(), channels, Border.NONE));
    }

    /** The first of the input's values, all laid side by side in the order of the graph. */
    private Spot planes(Node node) {
        Layout in = draft.layout(node.input());
        Layout planes = Layout.planar(in.shape(), Border.NONE);
        draft.emit(node, in, planes, k -> k.copy(in.view(), planes.view()));
        return planes.channels().getFirst();
    }

    /** Joined activations have rows of one length. */
    private Layout withBorder(Layout layout, Border border) {
        return layout.isBlocked() && layout.border().equals(border) ? layout : draft.copied(layout, border);
    }
}
