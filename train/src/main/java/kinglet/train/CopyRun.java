package kinglet.train;

import java.util.List;
import kinglet.kernels.View.Border;

/** A norm or an activation that cannot join the head before it, or the dropping of values or of whole images. */
final class CopyRun extends ImageRun {
    private final Operand operand;
    private final Drop drop;

    CopyRun(Setting setting, Result result, Feed feed, Drop drop) {
        super(setting, result, List.of(feed));
        this.operand = Operand.inOrder(setting, feed, Setting.SLACK, Border.NONE);
        this.drop = drop;
    }

    @Override
    void compute(float[] arena, int image) {
        operand.load(arena, image);
        drop.apply(arena, operand.region(), image);
        result().store(arena, operand.region(), image);
    }

    @Override
    void propagate(float[] arena, int image) {
        result().gradient(arena, operand.region(), image);
        drop.apply(arena, operand.region(), image);
        operand.giveBack(arena, image);
    }
}
