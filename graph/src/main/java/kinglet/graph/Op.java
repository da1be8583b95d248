package kinglet.graph;

import java.util.List;

/**
 * What a node does. Each op is a record that knows its rule of shapes and its parameters; running, counting and writing it
 * is the work of other rooms, each with an exhaustive switch, so that a new op does not compile until all of them know it.
 */
public sealed interface Op
        permits Input,
                Constant,
                Conv2d,
                LearnedGroupConv2d,
                BatchNorm,
                Activation,
                Pool,
                GlobalPool,
                AdaptiveAveragePool,
                Linear,
                Add,
                Multiply,
                Concat,
                Slice,
                ChannelShuffle,
                ChannelSelect,
                LocalResponseNorm,
                Dropout,
                StochasticDepth,
                Softmax,
                Flatten,
                Reshape,
                Transpose,
                Pad,
                Resize {

    /** How many inputs the op takes. */
    default Arity arity() {
        return Arity.ONE;
    }

    /**
     * The shape of the result.
     *
     * @throws InvalidNetworkException if the inputs cannot be joined so; the message has the numbers and the rule
     */
    Shape output(List<Shape> inputs);

    /** The tensors that the op needs for these inputs, named as in PyTorch's state dict. */
    default List<Parameter> parameters(List<Shape> inputs) {
        return List.of();
    }

    /** A few words for tables and messages: {@code conv 3x3/2, groups 32}. */
    String label();

    /** How many inputs an op takes. */
    enum Arity {
        NONE,
        ONE,
        MANY;

        boolean admits(int inputs) {
            return switch (this) {
                case NONE -> inputs == 0;
                case ONE -> inputs == 1;
                case MANY -> inputs >= 1;
            };
        }
    }
}
