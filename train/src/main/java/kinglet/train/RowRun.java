package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kinglet.graph.Conv2d;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Shape;
import kinglet.kernels.Convolution;
import kinglet.kernels.Plane;
import kinglet.kernels.Share;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;
import kinglet.kernels.WeightGradient;
import kinglet.kernels.WeightStore;

/**
 * A fully connected layer, or a convolution whose result is one pixel: the images of a batch lie side by side, as the pixels of one row, so that
 * each weight is read once a batch.
 */
final class RowRun extends UnitRun {
    private static final int LANES = View.LANES;

    /** Into so many parts the gradient of the weights is divided among threads. */
    private static final int PIECES = 8;

    /** Some of the outputs, whose weights lie one after the other. */
    private record Piece(int from, int to, WeightGradient gradient, float[] sums, float[] collected) {}

    private final Kernel kernel;
    private final Feed feed;
    private final Region input;
    private final Region output;
    private final Region inputGradient;
    private final Weighing step;
    private final Optional<Weighing> back;
    private final List<Piece> pieces;
    private final Arena[] arena = new Arena[1];
    private final Share loads;
    private final Share steps;
    private final Share stores;
    private final Share gradients;
    private final Share weights;
    private final Share stepsBack;
    private final Share givesBack;

    RowRun(Setting setting, Result result, Kernel kernel, Feed feed) {
        super(setting, result, Optional.of(kernel.bias()));
        this.kernel = kernel;
        this.feed = feed;
        TrainingKernels kernels = setting.training();
        Shape in = feed.shape();
        int pixels = in.height() * in.width();
        int[] channels = rowChannels(pixels);
        Shape row = new Shape(channels.length, 1, setting.batch());
        int features = kernel.geometry().output().channels();
        Shape outRow = new Shape(features, 1, setting.batch());
        Strip strip = Strip.single(row);
        this.input = Region.of(Setting.SLACK, strip, feed.blocks() * pixels, channels, Border.NONE, 1, 1);
        this.output = Region.plain(input.end() + Setting.SLACK, outRow);
        this.inputGradient =
                Region.of(output.end() + Setting.SLACK, strip, feed.blocks() * pixels, channels, Border.NONE, 1, 1);
        setting.reserve(inputGradient.end());
        Geometry g = new Geometry(Conv2d.pointwise(features).window(), new Explicit(0, 0, 0, 0), 1, row, outRow);
        float[] w = kernel.weight().values();
        float[] b = kernel.bias().values();
        WeightStore store = Weighing.store(setting, kernel);
        this.step = new Weighing(
                setting, kernel, kernels.convolution(g.convolution(input.view(), output.view(), w, b), store));
        this.back = feed.learns()
                ? Optional.of(new Weighing(
                        setting,
                        kernel,
                        kernels.inputGradient(g.convolution(inputGradient.view(), output.view(), w, b), store)))
                : Optional.empty();
        this.pieces = kernel.weight().learns() ? pieces(kernels, g, w) : List.of();
        this.loads = setting.shareInRows(feed.blocks(), (_, block) -> load(block));
        this.steps = setting.shareInRows(step.parts(), (_, part) -> step.run(arena[0].floats(), part));
        this.stores = setting.shareInRows(values().blocks(), (_, block) -> store(block));
        this.gradients = setting.shareInRows(values().blocks(), (_, block) -> gradient(block));
        this.weights = setting.share(pieces.size(), (_, piece) -> add(pieces.get(piece)));
        this.stepsBack = setting.shareInRows(
                back.map(Weighing::parts).orElse(0),
                (_, part) -> back.orElseThrow().run(arena[0].floats(), part));
        int together = feed.isRepeated() ? feed.blocks() : 1;
        this.givesBack = setting.shareInRows(feed.blocks() / together, (_, task) -> {
            for (int block = task * together; block < (task + 1) * together; block++) {
                giveBack(block);
            }
        });
    }

    /** The features in their order, channel by channel, row by row; each pixel's blocks are blocks of the row. */
    private int[] rowChannels(int pixels) {
        int[] channels = feed.channels();
        return IntStream.range(0, channels.length * pixels)
                .map(i -> (channels[i / pixels] / LANES * pixels + i % pixels) * LANES + channels[i / pixels] % LANES)
                .toArray();
    }

    private List<Piece> pieces(TrainingKernels kernels, Geometry g, float[] w) {
        int features = g.output().channels();
        int blocks = Math.ceilDiv(features, LANES);
        int count = Math.min(PIECES, blocks);
        List<Piece> made = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            int from = blocks * p / count * LANES;
            int to = Math.min(blocks * (p + 1) / count * LANES, features);
            View all = output.view();
            View part = new View(
                    all.height(),
                    all.width(),
                    all.rowStride(),
                    all.pixelStride(),
                    Arrays.copyOfRange(all.blocks(), from / LANES, Math.ceilDiv(to, LANES)),
                    Arrays.copyOfRange(all.channels(), from, to),
                    all.border());
            int size = w.length / features;
            Convolution c = g.convolution(
                    input.view(), part, Arrays.copyOfRange(w, from * size, to * size), new float[to - from]);
            WeightGradient gradient = kernels.weightGradient(c);
            made.add(new Piece(
                    from * size, to * size, gradient, new float[gradient.size()], new float[(to - from) * size]));
        }
        return made;
    }

    @Override
    List<Feed> feeds() {
        return List.of(feed);
    }

    @Override
    void weigh() {
        float[] effective = kernel.effective();
        step.change(effective);
        back.ifPresent(b -> b.change(effective));
    }

    @Override
    void compute() {
        arena[0] = setting().take(this);
        setting().run(loads);
        step.settle();
        setting().run(steps);
        setting().run(stores);
        setting().give(arena[0]);
    }

    @Override
    void propagate() {
        if (pieces.isEmpty() && back.isEmpty()) {
            return;
        }
        arena[0] = setting().take(this);
        setting().run(gradients);
        if (!pieces.isEmpty()) {
            setting().run(loads);
            setting().run(weights);
            kernel.settleGradient();
        }
        if (back.isPresent()) {
            back.get().settle();
            setting().run(stepsBack);
            setting().run(givesBack);
        }
        setting().give(arena[0]);
    }

    private void load(int block) {
        for (int image = 0; image < setting().batch(); image++) {
            feed.load(arena[0].floats(), block, pixels(input, block, image), image);
        }
    }

    private void giveBack(int block) {
        for (int image = 0; image < setting().batch(); image++) {
            feed.giveBack(arena[0].floats(), block, pixels(inputGradient, block, image), image);
        }
    }

    /** The pixels of one block of an image, each in another block of the row. */
    private Plane pixels(Region region, int block, int image) {
        Shape in = feed.shape();
        int[] blocks = region.view().blocks();
        int first = block * in.height() * in.width();
        int step = blocks.length > 1 ? blocks[1] - blocks[0] : 0;
        return new Plane(blocks[first] + image * LANES, step * in.width(), step, in.height(), in.width());
    }

    private void store(int block) {
        for (int image = 0; image < setting().batch(); image++) {
            result().store(arena[0].floats(), pixel(block, image), image, block);
        }
    }

    private void gradient(int block) {
        for (int image = 0; image < setting().batch(); image++) {
            result().gradient(arena[0].floats(), pixel(block, image), image, block);
        }
    }

    private Plane pixel(int block, int image) {
        View all = output.view();
        return new Plane(all.blocks()[block] + image * LANES, all.rowStride(), LANES, 1, 1);
    }

    private void add(Piece piece) {
        Arrays.fill(piece.sums(), 0f);
        piece.gradient().add(arena[0].floats(), piece.sums(), 0);
        piece.gradient().collect(piece.sums(), 0, 1, piece.collected());
        System.arraycopy(piece.collected(), 0, kernel.weight().gradient(), piece.from(), piece.to() - piece.from());
    }
}
