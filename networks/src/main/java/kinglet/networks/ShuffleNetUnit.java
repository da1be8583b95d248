package kinglet.networks;

import java.util.Optional;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * ShuffleNet's unit (Zhang et al. 2018, section 3.2, figure 2): a grouped 1x1 convolution to the bottleneck, a channel
 * shuffle, a depthwise 3x3 without activation, and a grouped 1x1 convolution. Figure 2b adds it to its input; with
 * {@code concat}, figure 2c, it is joined to an average pool of its input and makes only the channels that are missing.
 *
 * <p>For {@code h x w} outputs of c channels, bottleneck m and g groups the unit that adds costs
 * {@code h w (2 c m / g + 9 m)} mult-adds.
 *
 * @param out channels of the output
 * @param bottleneck channels of the depthwise convolution
 * @param groups groups of the second 1x1 convolution, and of the shuffle
 * @param firstGroups groups of the first 1x1 convolution: 1 behind the stem, whose channels are few
 * @param stride of the depthwise convolution and the pool
 * @param concat whether the input is joined rather than added
 * @param form where the shuffle stands
 * @param excitation squeeze-and-excitation of the branch, where there is one
 */
public record ShuffleNetUnit(
        int out,
        int bottleneck,
        int groups,
        int firstGroups,
        int stride,
        boolean concat,
        Form form,
        Optional<SqueezeExcitation> excitation)
        implements Block {

    /** The paper's unit and the released code's. */
    public enum Form {
        /** The shuffle before the depthwise convolution, in the paper's order; ReLU behind the sum or concatenation. */
        PAPER,
        /**
         * The authors' released code: the inverse shuffle behind the depthwise convolution; with {@code concat}, ReLU on the branch
         * alone.
         */
        AUTHORS
    }

    /** Figure 2b: it keeps the shape of its input, and its bottleneck is a quarter as wide. */
    public static ShuffleNetUnit of(int channels, int groups) {
        return new ShuffleNetUnit(channels, channels / 4, groups, groups, 1, false, Form.PAPER, Optional.empty());
    }

    /** Figure 2c: it halves the image and gives {@code channels}, of which the input's are the first. */
    public static ShuffleNetUnit down(int channels, int groups) {
        return new ShuffleNetUnit(channels, channels / 4, groups, groups, 2, true, Form.PAPER, Optional.empty());
    }

    public ShuffleNetUnit bottleneck(int channels) {
        return new ShuffleNetUnit(out, channels, groups, firstGroups, stride, concat, form, excitation);
    }

    public ShuffleNetUnit firstGroups(int count) {
        return new ShuffleNetUnit(out, bottleneck, groups, count, stride, concat, form, excitation);
    }

    public ShuffleNetUnit stride(int pixels) {
        return new ShuffleNetUnit(out, bottleneck, groups, firstGroups, pixels, concat, form, excitation);
    }

    public ShuffleNetUnit form(Form other) {
        return new ShuffleNetUnit(out, bottleneck, groups, firstGroups, stride, concat, other, excitation);
    }

    public ShuffleNetUnit excitation(Optional<SqueezeExcitation> gate) {
        return new ShuffleNetUnit(out, bottleneck, groups, firstGroups, stride, concat, form, gate);
    }

    /** Names its parameters as the authors' released code. */
    @Override
    public Node add(Scope scope, Node x) {
        Scope first = scope.in("branch_main_1");
        Node y = Convolution.group(bottleneck, 1, firstGroups).add(first, "0", "1", x);
        if (form == Form.PAPER && groups > 1) {
            y = scope.add(new ChannelShuffle(groups), y);
        }
        y = Convolution.depthwise(bottleneck, 3).stride(stride).linear().add(first, "3", "4", y);
        if (form == Form.AUTHORS && groups > 1) {
            y = scope.add(new ChannelShuffle(bottleneck / groups), y);
        }
        int made = concat ? out - x.shape().channels() : out;
        y = Convolution.group(made, 1, made % groups == 0 ? groups : 1)
                .linear()
                .add(scope.in("branch_main_2"), "0", "1", y);
        if (excitation.isPresent()) {
            y = excitation.get().add(scope.in("se"), y);
        }
        return concat ? joined(scope, x, y) : scope.add(Activation.RELU, scope.add(new Add(), x, y));
    }

    private Node joined(Scope scope, Node x, Node y) {
        Node shortcut = stride == 1 ? x : scope.add(Pool.average(Window.of(3).stride(stride)), x);
        return switch (form) {
            case PAPER -> scope.add(Activation.RELU, scope.add(new Concat(), shortcut, y));
            case AUTHORS -> scope.add(new Concat(), shortcut, scope.add(Activation.RELU, y));
        };
    }
}
