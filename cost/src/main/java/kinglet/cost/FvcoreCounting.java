package kinglet.cost;

import kinglet.graph.*;

/**
 * fvcore's default handles ({@code flop_count.py}, {@code jit_handles.py}), which call one multiply-add one flop: no bias, 2 a value for
 * an affine batch norm in evaluation, 1 an input value for an adaptive average pool, 1 or 4 an output value for an enlargement.
 */
final class FvcoreCounting implements Counting {
    private static final int BILINEAR = 4;

    @Override
    public long count(Node node) {
        Shape in = node.inputs().isEmpty() ? node.shape() : node.input().shape();
        return switch (node.op()) {
            case Conv2d _, LearnedGroupConv2d _, Linear _ -> MultAdds.of(node);
            case BatchNorm _ -> 2L * in.size();
            case GlobalPool pool -> pool.kind() == Pool.Kind.AVERAGE ? in.size() : 0;
            case AdaptiveAveragePool _ -> in.size();
            case Resize resize ->
                (resize.mode() == Resize.Mode.BILINEAR ? (long) BILINEAR : 1)
                        * node.shape().size();
            case Input _, Constant _, Activation _, Pool _, Add _, Multiply _, Concat _, Slice _, ChannelShuffle _ -> 0;
            case ChannelSelect _, LocalResponseNorm _, Dropout _, StochasticDepth _, Softmax _, Flatten _ -> 0;
            case Reshape _, Transpose _, Pad _ -> 0;
        };
    }
}
