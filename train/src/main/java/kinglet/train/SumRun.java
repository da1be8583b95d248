package kinglet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kinglet.kernels.Kernels;
import kinglet.kernels.Step;
import kinglet.kernels.View.Border;

/** A sum of operands of one shape (a residual connection). */
final class SumRun extends ImageRun {
    private final List<Term> terms;
    private final Region sum;

    /** An operand; how it is added and gets its gradient, unless it is loaded into the sum and given back from it directly. */
    private record Term(Operand operand, Optional<Steps> apart) {}

    private record Steps(Step add, Step copy) {}

    SumRun(Setting setting, Result result, List<Feed> feeds) {
        super(setting, result, feeds);
        this.sum = Region.plain(Setting.SLACK, result.values().shape());
        setting.reserve(sum.end());
        this.terms = feeds.stream().map(feed -> term(setting, result, feed)).toList();
    }

    private Term term(Setting setting, Result result, Feed feed) {
        if (!feed.shape().equals(result.values().shape())) {
            throw new TrainingException("a sum of %s and %s cannot be trained through; its operands must be alike"
                    .formatted(feed.shape(), result.values().shape()));
        }
        Operand operand = Operand.inOrder(setting, feed, sum.end() + Setting.SLACK, Border.NONE);
        if (operand.isDirect()) {
            return new Term(operand, Optional.empty());
        }
        Kernels kernels = setting.kernels();
        return new Term(
                operand,
                Optional.of(new Steps(
                        kernels.add(sum.view(), operand.view(), sum.view(), List.of()),
                        kernels.copy(sum.view(), operand.view()))));
    }

    @Override
    void compute(float[] arena, int image) {
        Arrays.fill(arena, sum.from(), sum.end(), 0f);
        for (Term term : terms) {
            Feed feed = term.operand().feed();
            if (term.apart().isPresent()) {
                term.operand().load(arena, image);
                Setting.runAlone(term.apart().get().add(), arena);
            } else {
                for (int b = 0; b < feed.blocks(); b++) {
                    feed.loadMore(arena, b, sum.plane(b, 0), image);
                }
            }
        }
        result().store(arena, sum, image);
    }

    @Override
    void propagate(float[] arena, int image) {
        result().gradient(arena, sum, image);
        for (Term term : terms) {
            if (term.apart().isPresent()) {
                Setting.runAlone(term.apart().get().copy(), arena);
                term.operand().giveBack(arena, image);
            } else {
                term.operand().feed().giveBack(arena, sum, image);
            }
        }
    }
}
