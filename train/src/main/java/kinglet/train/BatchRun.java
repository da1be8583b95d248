package kinglet.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.kernels.BatchConvolution;
import kinglet.kernels.Convolution;
import kinglet.kernels.Share;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * A convolution of many weights and few pixels, or a fully connected layer of as many, of all images of a batch at once. Threads divide blocks of
 * channels, and meet in an arena that they share; what a task needs for itself lies in its own.
 */
final class BatchRun extends UnitRun {
    private static final int LANES = View.LANES;

    private final Kernel kernel;
    private final Feed feed;
    private final Places places;
    private final BatchConvolution convolution;
    private final Arena[] shared = new Arena[1];
    private final Share loads;
    private final Share outputs;
    private final Share loadsBack;
    private final Share gradients;
    private float[] weights;

    /**
     * Where images lie interleaved, pixel by pixel.
     *
     * @param input all blocks of it, in the arena that is shared
     * @param gradient all blocks of the output's, in the same
     * @param ownInput some blocks of the input, in a task's own arena
     * @param ownOutput a block of the output, in the same place
     */
    private record Places(Region input, Region gradient, Region ownInput, Region ownOutput) {
        static Places of(int batch, Feed feed, Geometry g) {
            int[] outputs = IntStream.range(0, g.output().channels()).toArray();
            Region input = region(Setting.SLACK, batch, g.input(), feed.blocks(), feed.channels());
            return new Places(
                    input,
                    region(
                            input.end() + Setting.SLACK,
                            batch,
                            g.output(),
                            Math.ceilDiv(outputs.length, LANES),
                            outputs),
                    region(Setting.SLACK, batch, g.input(), BatchConvolution.MOST_TOGETHER, new int[0]),
                    region(Setting.SLACK, batch, g.output(), 1, new int[0]));
        }

        private static Region region(int from, int batch, Shape shape, int blocks, int[] channels) {
            return Region.of(from, Strip.interleaved(batch, shape), blocks, channels, Border.NONE, 1, 1);
        }

        /** Behind all of them. */
        int end() {
            return Math.max(gradient.end(), Math.max(ownInput.end(), ownOutput.end())) + Setting.SLACK;
        }
    }

    private BatchRun(
            Setting setting, Result result, Kernel kernel, Feed feed, Places places, BatchConvolution convolution) {
        super(setting, result, Optional.of(kernel.bias()));
        this.kernel = kernel;
        this.feed = feed;
        this.places = places;
        this.convolution = convolution;
        this.weights = kernel.effective();
        int in = feed.blocks();
        int out = values().blocks();
        int learning = kernel.weight().learns() ? out : 0;
        this.loads = setting.shareInRows(in, (own, block) -> load(own.floats(), block));
        this.outputs = setting.shareInRows(out, (own, block) -> output(own.floats(), block));
        this.loadsBack = setting.shareInRows(out + (learning > 0 ? in : 0), (_, task) -> loadBack(task));
        int together = convolution.inputsTogether();
        int groups = feed.learns() ? Math.ceilDiv(in, together) : 0;
        this.gradients = setting.shareInRows(learning + groups, (own, task) -> {
            if (task < learning) {
                convolution.weightGradient(
                        shared[0].floats(), task, kernel.weight().gradient());
            } else {
                inputGradient(own.floats(), (task - learning) * together);
            }
        });
        setting.reserve(places.end() + Math.max(convolution.inputSize(), convolution.outputSize()));
    }

    /** Empty where the kernels do images as fast one by one, and where blocks of the input are not independent. */
    static Optional<UnitRun> of(Setting setting, Result result, Kernel kernel, Feed feed) {
        if (feed.isRepeated()) {
            return Optional.empty();
        }
        Geometry g = kernel.geometry();
        Places places = Places.of(setting.batch(), feed, g);
        Convolution c = g.convolution(
                places.input().first(),
                places.gradient().first(),
                kernel.weight().values(),
                kernel.bias().values());
        return setting.training()
                .batchConvolution(c, setting.batch(), places.end())
                .map(convolution -> new BatchRun(setting, result, kernel, feed, places, convolution));
    }

    @Override
    List<Feed> feeds() {
        return List.of(feed);
    }

    @Override
    void weigh() {
        weights = kernel.effective();
    }

    @Override
    void compute() {
        shared[0] = setting().take(this);
        setting().run(loads);
        setting().run(outputs);
        setting().give(shared[0]);
    }

    @Override
    void propagate() {
        if (!kernel.weight().learns() && !feed.learns()) {
            return;
        }
        shared[0] = setting().take(this);
        setting().run(loadsBack);
        setting().run(gradients);
        kernel.settleGradient();
        setting().give(shared[0]);
    }

    private void load(float[] own, int block) {
        Region region = places.ownInput();
        for (int image = 0; image < setting().batch(); image++) {
            feed.load(own, block, region.plane(0, image), image);
        }
        convolution.turnInput(own, region.from(), shared[0].floats(), block);
    }

    private void output(float[] own, int block) {
        Region region = places.ownOutput();
        convolution.output(weights, kernel.bias().values(), shared[0].floats(), block, own, region.from());
        for (int image = 0; image < setting().batch(); image++) {
            result().store(own, region.plane(0, image), image, block);
        }
    }

    /** The blocks of the output's gradient, then those of the input. */
    private void loadBack(int task) {
        int input = task - values().blocks();
        for (int image = 0; image < setting().batch(); image++) {
            if (input < 0) {
                result().gradient(shared[0].floats(), places.gradient().plane(task, image), image, task);
            } else {
                feed.load(shared[0].floats(), input, places.input().plane(input, image), image);
            }
        }
        if (input < 0) {
            convolution.turnGradient(
                    shared[0].floats(), places.gradient().view().blocks()[task], shared[0].floats(), task);
        }
    }

    private void inputGradient(float[] own, int block) {
        Region region = places.ownInput();
        int step = region.view().blocks()[1] - region.view().blocks()[0];
        convolution.inputGradient(weights, shared[0].floats(), block, own, region.from(), step);
        int end = Math.min(block + convolution.inputsTogether(), feed.blocks());
        for (int image = 0; image < setting().batch(); image++) {
            for (int b = block; b < end; b++) {
                feed.giveBack(own, b, region.plane(b - block, image), image);
            }
        }
    }
}
