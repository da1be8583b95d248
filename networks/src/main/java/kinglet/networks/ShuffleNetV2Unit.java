package kinglet.networks;

import java.util.Optional;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Slice;

/**
 * ShuffleNetV2's units (Ma et al. 2018, section 3.2, figures 3c and 3d): a branch of 1x1, depthwise 3x3 and 1x1 convolutions
 * that sees half of the channels, joined to the other half and shuffled in two groups. The first unit of a stage does not
 * split: branch and shortcut both see the whole input, so the number of channels grows.
 *
 * <p>For {@code h x w} outputs of c channels the unit that splits costs {@code h w (c^2 / 2 + 9 c / 2)} mult-adds.
 *
 * @param out channels of the output
 * @param stride of the depthwise convolutions, where it does not split
 * @param split whether half of the input passes by unchanged
 * @param form how channels are divided and named
 * @param reduction what squeeze-and-excitation of the branch divides its channels by, where there is one (appendix, figure 2b)
 */
public record ShuffleNetV2Unit(int out, int stride, boolean split, Form form, Optional<Integer> reduction)
        implements Block {

    /** The two networks that carry this name. */
    public enum Form {
        /** torchvision's: branch and shortcut each make half of the output; halves are split and shuffled. */
        TORCHVISION,
        /**
         * The authors' released code: an unsplit shortcut keeps the number of channels of its input. A unit takes the even channels
         * as the shortcut and the odd ones as the branch, which shuffles, so none does at its end.
         */
        AUTHORS
    }

    /** Figure 3c: it keeps the shape of its input. */
    public static ShuffleNetV2Unit of(int channels, Form form) {
        return new ShuffleNetV2Unit(channels, 1, true, form, Optional.empty());
    }

    /** Figure 3d: it halves the image and gives {@code channels}. */
    public static ShuffleNetV2Unit down(int channels, Form form) {
        return new ShuffleNetV2Unit(channels, 2, false, form, Optional.empty());
    }

    public ShuffleNetV2Unit stride(int pixels) {
        return new ShuffleNetV2Unit(out, pixels, split, form, reduction);
    }

    public ShuffleNetV2Unit reduction(Optional<Integer> divisor) {
        return new ShuffleNetV2Unit(out, stride, split, form, divisor);
    }

    /** Names its parameters as torchvision or the authors do. */
    @Override
    public Node add(Scope scope, Node x) {
        int channels = x.shape().channels();
        return switch (form) {
            case TORCHVISION -> {
                Node kept = split ? scope.add(Slice.of(0, channels / 2), x) : shortcut(scope.in("branch1"), out / 2, x);
                Node y = split ? scope.add(Slice.of(channels / 2, channels), x) : x;
                y = branch(scope.in("branch2"), out / 2, y);
                yield scope.add(new ChannelShuffle(2), scope.add(new Concat(), kept, y));
            }
            case AUTHORS -> {
                Node kept = split
                        ? scope.add(new Slice(0, channels, 2), x)
                        : shortcut(scope.in("branch_proj"), channels, x);
                Node y = split ? scope.add(new Slice(1, channels, 2), x) : x;
                y = branch(scope.in("branch_main"), out - kept.shape().channels(), y);
                yield scope.add(new Concat(), kept, y);
            }
        };
    }

    private Node shortcut(Scope scope, int made, Node x) {
        Node y = Convolution.depthwise(x.shape().channels(), 3)
                .stride(stride)
                .linear()
                .add(scope, "0", "1", x);
        return Convolution.pointwise(made).add(scope, "2", "3", y);
    }

    private Node branch(Scope scope, int made, Node x) {
        int middle = out / 2;
        Node y = Convolution.pointwise(middle).add(scope, "0", "1", x);
        y = Convolution.depthwise(middle, 3).stride(stride).linear().add(scope, "3", "4", y);
        y = Convolution.pointwise(made).add(scope, "5", "6", y);
        return reduction.isPresent()
                ? SqueezeExcitation.of(Math.max(1, made / reduction.get())).add(scope.in("se"), y)
                : y;
    }
}
