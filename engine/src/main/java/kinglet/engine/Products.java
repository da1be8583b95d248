package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Window;
import kinglet.kernels.Convolution;
import kinglet.kernels.View.Border;

/** Lowers convolutions and fully connected layers, with what follows them value by value. */
final class Products {
    private final Draft draft;

    Products(Draft draft) {
        this.draft = draft;
    }

    void convolution(Node node, Conv2d conv) {
        Shape shape = node.input().shape();
        Border needed = Borders.needed(conv.window(), shape, node.shape());
        Layout in = draft.layout(node.input());
        if (!in.covers(needed) || (conv.isDepthwise(shape) && !in.isBlocked())) {
            in = draft.copied(in, Borders.larger(needed, draft.border(node.input())));
        }
        boolean channelByChannel = conv.isDepthwise(shape) && conv.outChannels() == shape.channels();
        float[] bias = conv.bias() ? draft.values(node, "bias") : new float[conv.outChannels()];
        product(node, in, channelByChannel, conv, bias);
    }

    void linear(Node node, boolean hasBias) {
        int features = node.shape().channels();
        float[] bias = hasBias ? draft.values(node, "bias") : new float[features];
        product(node, draft.layout(node.input()), false, Conv2d.pointwise(features), bias);
    }

    private void product(Node node, Layout in, boolean channelByChannel, Conv2d conv, float[] bias) {
        Fusion.Group group = draft.group(node);
        Layout out = result(group, in, channelByChannel);
        Tensor weights = draft.tensor(node, "weight");
        Window window = conv.window();
        Padding.Explicit pad = window.padding(in.shape());
        Supplier<Convolution> convolution = () -> new Convolution(
                in.view(),
                out.view(),
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilationHeight(),
                window.dilationWidth(),
                pad.top(),
                pad.left(),
                conv.groups(),
                weights.data(),
                bias,
                draft.posts(group));
        draft.emit(
                group,
                List.of(in),
                Optional.of(Reach.of(window, in.shape())),
                out,
                k -> k.convolution(convolution.get()),
                k -> k.algorithm(convolution.get()));
    }

    /** Arranged as the input if channel by channel, otherwise as the first residual: vectors then meet lane by lane. */
    private Layout result(Fusion.Group group, Layout in, boolean channelByChannel) {
        List<Layout> patterns = new ArrayList<>();
        if (channelByChannel) {
            patterns.add(in);
        }
        group.residuals().forEach(residual -> patterns.add(draft.layout(residual)));
        Shape shape = group.last().shape();
        Border border = draft.border(group.last());
        return patterns.stream()
                .filter(Layout::isBlocked)
                .findFirst()
                .map(pattern -> pattern.arrangedAlike(shape, border))
                .orElseGet(() -> Layout.blocked(shape, border));
    }
}
