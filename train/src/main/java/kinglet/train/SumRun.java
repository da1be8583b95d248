package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinglet.kernels.Step;
import kinglet.kernels.View.Border;

/** A sum of operands of one shape (a residual connection). */
final class SumRun extends ImageRun {
    private final List<Operand> operands = new ArrayList<>();
    private final List<Step> adds = new ArrayList<>();
    private final List<Step> copies = new ArrayList<>();
    private final Region sum;

    SumRun(Setting setting, Result result, List<Feed> feeds) {
        super(setting, result, feeds);
        this.sum = Region.plain(Setting.SLACK, result.values().shape());
        setting.reserve(sum.end());
        for (Feed feed : feeds) {
            if (!feed.shape().equals(result.values().shape())) {
                throw new TrainingException("a sum of %s and %s cannot be trained through; its operands must be alike"
                        .formatted(feed.shape(), result.values().shape()));
            }
            Operand operand = Operand.inOrder(setting, feed, sum.end() + Setting.SLACK, Border.NONE);
            operands.add(operand);
            adds.add(setting.kernels().add(sum.view(), operand.view(), sum.view(), List.of()));
            copies.add(setting.kernels().copy(sum.view(), operand.view()));
        }
    }

    @Override
    void compute(float[] arena, int image) {
        Arrays.fill(arena, sum.from(), sum.end(), 0f);
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (operand.isDirect()) {
                for (int b = 0; b < operand.feed().blocks(); b++) {
                    operand.feed().loadMore(arena, b, sum.plane(b, 0), image);
                }
            } else {
                operand.load(arena, image);
                Setting.runAlone(adds.get(i), arena);
            }
        }
        result().store(arena, sum, image);
    }

    @Override
    void propagate(float[] arena, int image) {
        result().gradient(arena, sum, image);
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (operand.isDirect()) {
                operand.feed().giveBack(arena, sum, image);
            } else {
                Setting.runAlone(copies.get(i), arena);
                operand.giveBack(arena, image);
            }
        }
    }
}
