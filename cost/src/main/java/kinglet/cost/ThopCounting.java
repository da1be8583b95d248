package kinglet.cost;

import kinglet.graph.*;

/**
 * THOP's rules (its {@code vision} hooks): no bias; a batch norm costs 2 a value, doubled because it is affine; an average pool 1 an
 * output value; an adaptive one the cell's pixels and a division; a softmax three operations a value, less one addition. Activations,
 * maximum pools and all functional operations are free.
 */
final class ThopCounting implements Counting {
    private static final int BILINEAR = 11;

    @Override
    public long count(Node node) {
        Shape in = node.inputs().isEmpty() ? node.shape() : node.input().shape();
        Shape out = node.shape();
        return switch (node.op()) {
            case Conv2d _, LearnedGroupConv2d _, Linear _ -> MultAdds.of(node);
            case BatchNorm _ -> 4L * in.size();
            case Pool pool -> pool.kind() == Pool.Kind.AVERAGE ? out.size() : 0;
            case GlobalPool pool -> pool.kind() == Pool.Kind.AVERAGE ? adaptive(in, out) : 0;
            case AdaptiveAveragePool _ -> adaptive(in, out);
            case Softmax _ -> (3L * out.channels() - 1) * out.area();
            case Resize resize -> resize.mode() == Resize.Mode.BILINEAR ? (long) BILINEAR * out.size() : 0;
            case Input _, Constant _, Activation _, Add _, Multiply _, Concat _, Slice _, ChannelShuffle _ -> 0;
            case ChannelSelect _, LocalResponseNorm _, Dropout _, StochasticDepth _, Flatten _ -> 0;
            case Reshape _, Transpose _, Pad _ -> 0;
        };
    }

    private static long adaptive(Shape in, Shape out) {
        long cell = (long) (in.height() / out.height()) * (in.width() / out.width());
        return (cell + 1) * out.size();
    }
}
