package kinglet.train;

import java.util.List;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.GlobalPool;
import kinglet.graph.Op;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Pool;
import kinglet.graph.Window;
import kinglet.kernels.Pooling;
import kinglet.kernels.Step;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/** A pool of any kind. */
final class PoolRun extends ImageRun {
    private final Operand input;
    private final Region output;
    private final Region gradient;
    private final Operand inputGradient;
    private final Step step;
    private final Step back;

    PoolRun(Setting setting, Result result, Feed feed, Op op) {
        super(setting, result, List.of(feed));
        this.input = Operand.inOrder(setting, feed, Setting.SLACK, Border.NONE);
        this.output = Region.plain(input.end(), result.values().shape());
        this.gradient = Region.plain(output.end() + Setting.SLACK, result.values().shape());
        this.inputGradient = Operand.inOrder(setting, feed, gradient.end() + Setting.SLACK, Border.NONE);
        View in = input.view();
        View out = output.view();
        View dy = gradient.view();
        View dx = inputGradient.view();
        switch (op) {
            case Pool pool -> {
                Pooling pooling = pooling(pool, feed, in, out);
                this.step = setting.kernels().pool(pooling);
                this.back = setting.training().poolGradient(pooling, dy, dx);
            }
            case GlobalPool pool -> {
                boolean max = pool.kind() == Pool.Kind.MAX;
                this.step = setting.kernels().globalPool(in, out, max);
                this.back = setting.training().globalPoolGradient(in, out, max, dy, dx);
            }
            case AdaptiveAveragePool _ -> {
                this.step = setting.kernels().adaptiveAveragePool(in, out);
                this.back = setting.training().adaptiveAveragePoolGradient(dy, dx);
            }
            default -> throw new IllegalArgumentException(op + " is no pool");
        }
    }

    private static Pooling pooling(Pool pool, Feed feed, View in, View out) {
        Window window = pool.window();
        Explicit pad = window.padding(feed.shape());
        return new Pooling(
                in,
                out,
                pool.kind() == Pool.Kind.MAX,
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilationHeight(),
                window.dilationWidth(),
                pad.top(),
                pad.left(),
                pad.bottom(),
                pad.right(),
                pool.countPadding());
    }

    @Override
    void compute(float[] arena, int image) {
        input.load(arena, image);
        Setting.runAlone(step, arena);
        result().store(arena, output, image);
    }

    @Override
    void propagate(float[] arena, int image) {
        input.load(arena, image);
        Setting.runAlone(step, arena);
        result().gradient(arena, gradient, image);
        Setting.runAlone(back, arena);
        inputGradient.giveBack(arena, image);
    }
}
