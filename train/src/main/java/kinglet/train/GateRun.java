package kinglet.train;

import java.util.List;
import kinglet.kernels.Step;
import kinglet.kernels.View.Border;

/** A product of two operands, of which one may be a single pixel (a squeeze-and-excitation gate). */
final class GateRun extends ImageRun {
    private final Operand left;
    private final Operand right;
    private final Region output;
    private final Region gradient;
    private final Operand leftGradient;
    private final Operand rightGradient;
    private final Step step;
    private final Step toLeft;
    private final Step toRight;

    GateRun(Setting setting, Result result, List<Feed> feeds) {
        super(setting, result, feeds);
        if (feeds.size() != 2) {
            throw new TrainingException("a product of %d operands cannot be trained through; multiply two at a time"
                    .formatted(feeds.size()));
        }
        this.left = Operand.inOrder(setting, feeds.getFirst(), Setting.SLACK, Border.NONE);
        this.right = Operand.inOrder(setting, feeds.getLast(), left.end(), Border.NONE);
        this.output = Region.plain(right.end(), result.values().shape());
        this.gradient = output;
        this.leftGradient = Operand.inOrder(setting, feeds.getFirst(), output.end() + Setting.SLACK, Border.NONE);
        this.rightGradient = Operand.inOrder(setting, feeds.getLast(), leftGradient.end(), Border.NONE);
        setting.reserve(output.end());
        this.step = setting.kernels().multiply(left.view(), right.view(), output.view(), List.of());
        this.toLeft = gradient(setting, right, left, leftGradient);
        this.toRight = gradient(setting, left, right, rightGradient);
    }

    /** The gradient of one operand: the result's times the other, summed where the operand is a single pixel. */
    private Step gradient(Setting setting, Operand other, Operand operand, Operand to) {
        boolean summed = operand.feed().shape().height() * operand.feed().shape().width() == 1
                && gradient.view().height() * gradient.view().width() > 1;
        return summed
                ? setting.training().sumOfProducts(gradient.view(), other.view(), to.view())
                : setting.kernels().multiply(gradient.view(), other.view(), to.view(), List.of());
    }

    @Override
    void compute(float[] arena, int image) {
        left.load(arena, image);
        right.load(arena, image);
        Setting.runAlone(step, arena);
        result().store(arena, output, image);
    }

    @Override
    void propagate(float[] arena, int image) {
        left.load(arena, image);
        right.load(arena, image);
        result().gradient(arena, gradient, image);
        Setting.runAlone(toLeft, arena);
        Setting.runAlone(toRight, arena);
        leftGradient.giveBack(arena, image);
        rightGradient.giveBack(arena, image);
    }
}
