package kinglet.engine;

import java.util.Arrays;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Pool;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Window;

/**
 * Turns a small average pool whose windows all divide by the same number into a depthwise convolution: those kernels are several times as
 * fast (ShuffleNet's 240 channels at 28 x 28: 129 us and 20), and take the activation that follows. One window over the whole picture
 * becomes a global pool.
 */
final class AveragesAsConvolutions implements Pass {
    private static final int LARGEST = 3;

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (node.op() instanceof Pool pool && pool.kind() == Pool.Kind.AVERAGE) {
                average(rewriter, node, pool);
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static void average(Rewriter rewriter, Node node, Pool pool) {
        Shape in = node.input().shape();
        Window window = pool.window();
        boolean whole = window.kernelHeight() == in.height() && window.kernelWidth() == in.width();
        if (whole && window.padding(in).isNone() && window.dilationHeight() * window.dilationWidth() == 1) {
            rewriter.put(node, GlobalPool.AVERAGE, rewriter.now(node.inputs()));
        } else if (dividesAlike(node, pool) && isSmall(window, in.channels())) {
            convolution(rewriter, node, window);
        } else {
            rewriter.keep(node);
        }
    }

    private static boolean isSmall(Window window, int channels) {
        return Math.max(window.kernelHeight(), window.kernelWidth()) <= LARGEST
                && window.strideWidth() <= 2
                && channels > 1;
    }

    /** Whether every window counts all its taps. */
    private static boolean dividesAlike(Node node, Pool pool) {
        Shape in = node.input().shape();
        Explicit pad = pool.window().padding(in);
        boolean none = Math.max(Math.max(pad.top(), pad.bottom()), Math.max(pad.left(), pad.right())) <= 0;
        Pool floor = new Pool(pool.kind(), pool.window(), false, pool.countPadding());
        return (none || pool.countPadding()) && floor.output(node.inputShapes()).equals(node.shape());
    }

    /** The depthwise kernels have odd widths; an even one gets a column of zeros. */
    private static void convolution(Rewriter rewriter, Node node, Window window) {
        int channels = node.shape().channels();
        Explicit pad = window.padding(node.input().shape());
        int height = window.kernelHeight();
        int width = window.kernelWidth();
        int extra = width % 2 == 0 && window.dilationWidth() == 1 ? 1 : 0;
        float[] weights = new float[channels * height * (width + extra)];
        for (int row = 0; row < channels * height; row++) {
            Arrays.fill(weights, row * (width + extra), row * (width + extra) + width, 1f / (height * width));
        }
        Window widened = new Window(
                height,
                width + extra,
                window.strideHeight(),
                window.strideWidth(),
                window.dilationHeight(),
                window.dilationWidth(),
                new Explicit(pad.top(), pad.left(), pad.bottom(), pad.right() + extra));
        rewriter.tensor(node.name() + ".weight", Tensor.of(weights, channels, 1, height, width + extra));
        rewriter.put(node, new Conv2d(channels, widened, channels, false), rewriter.now(node.inputs()));
    }
}
