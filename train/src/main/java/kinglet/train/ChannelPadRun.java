package kinglet.train;

import java.util.Arrays;
import java.util.List;
import kinglet.graph.Shape;
import kinglet.kernels.Step;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/** Zero channels around those of an image. */
final class ChannelPadRun extends ImageRun {
    private final Operand operand;
    private final Region padded;
    private final Step widen;
    private final Step narrow;

    /** @param before how many zero channels come first */
    ChannelPadRun(Setting setting, Result result, Feed feed, int before) {
        super(setting, result, List.of(feed));
        this.operand = Operand.anywhere(setting, feed, Strip.single(feed.shape()), Setting.SLACK, Border.NONE);
        Shape shape = result.values().shape();
        this.padded = Region.plain(operand.end(), shape);
        setting.reserve(padded.end());
        View middle = channels(padded.view(), before, before + feed.shape().channels());
        this.widen = setting.kernels().copy(operand.view(), middle);
        this.narrow = setting.kernels().copy(middle, operand.view());
    }

    private static View channels(View all, int from, int to) {
        return new View(
                all.height(),
                all.width(),
                all.rowStride(),
                all.pixelStride(),
                all.blocks(),
                Arrays.copyOfRange(all.channels(), from, to),
                all.border());
    }

    @Override
    void compute(float[] arena, int image) {
        operand.load(arena, image);
        Arrays.fill(arena, padded.from(), padded.end(), 0f);
        Setting.runAlone(widen, arena);
        result().store(arena, padded, image);
    }

    @Override
    void propagate(float[] arena, int image) {
        result().gradient(arena, padded, image);
        Setting.runAlone(narrow, arena);
        operand.giveBack(arena, image);
    }
}
