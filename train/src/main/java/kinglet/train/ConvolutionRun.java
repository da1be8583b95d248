package kinglet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kinglet.kernels.Convolution;
import kinglet.kernels.Share;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.View.Border;
import kinglet.kernels.WeightGradient;
import kinglet.kernels.WeightStore;

/**
 * A convolution, a large image or a few small ones at a time, whose operands fit a cache, whatever the batch. The gradient of the weights is summed over a few runs of
 * images, whose number depends on the batch and the layer alone, so that it is the same for any number of threads.
 */
final class ConvolutionRun extends UnitRun {
    /** Weights of which more than a few sums at once would take longer to add up than they save. */
    static final int MANY = 1 << 17;

    private final Kernel kernel;
    private final Abreast abreast;
    private final Operand input;
    private final Region output;
    private final Region gradient;
    private final Optional<Operand> inputGradient;
    private final Weighing step;
    private final Optional<Weighing> back;
    private final Optional<WeightGradient> weightGradient;
    private final int runs;
    private final int sumSize;
    private Place sums = Place.NOWHERE;
    private final Share there;
    private final Share home;

    ConvolutionRun(Setting setting, Result result, Kernel kernel, Feed feed) {
        super(setting, result, Optional.of(kernel.bias()));
        this.kernel = kernel;
        TrainingKernels kernels = setting.training();
        this.runs = Math.min(setting.batch(), kernel.weight().values().length > MANY ? 4 : 8);
        this.abreast = Abreast.of(kernel.geometry(), setting.batch() % runs == 0 ? setting.batch() / runs : 1);
        Geometry g = abreast.geometry();
        float[] weights = kernel.weight().values();
        float[] bias = kernel.bias().values();
        this.input = g.isDepthwise()
                ? Operand.inOrder(setting, feed, abreast.input(), Setting.SLACK, g.border())
                : Operand.anywhere(setting, feed, abreast.input(), Setting.SLACK, g.border());
        this.output = Region.plain(input.end(), abreast.output());
        setting.reserve(output.end());
        Convolution convolution = g.convolution(input.view(), output.view(), weights, bias);
        WeightStore store = Weighing.store(setting, kernel);
        this.step = new Weighing(setting, kernel, kernels.convolution(convolution, store));
        this.gradient = spread(input.end(), convolution, abreast.output());
        setting.reserve(gradient.end());
        this.weightGradient = kernel.weight().learns()
                ? Optional.of(kernels.weightGradient(g.convolution(input.view(), gradient.view(), weights, bias)))
                : Optional.empty();
        this.inputGradient = feed.learns() ? Optional.of(gradientOf(setting, feed, g)) : Optional.empty();
        this.back = inputGradient.map(to -> new Weighing(
                setting,
                kernel,
                kernels.inputGradient(g.convolution(to.view(), gradient.view(), weights, bias), store)));
        this.sumSize = weightGradient.map(WeightGradient::size).orElse(0);
        this.there = setting.share(setting.batch() / abreast.input().images(), this::compute);
        this.home = setting.share(runs, this::propagate);
    }

    private Operand gradientOf(Setting setting, Feed feed, Geometry g) {
        int from = gradient.end() + Setting.SLACK;
        return g.isDepthwise()
                ? Operand.inOrder(setting, feed, abreast.input(), from, Border.NONE)
                : Operand.anywhere(setting, feed, abreast.input(), from, Border.NONE);
    }

    /** Where the output's gradient lies: as far apart as the convolution's steps, with zeros between and around. */
    private static Region spread(int from, Convolution c, Strip strip) {
        int[] channels = IntStream.range(0, c.output().channelCount()).toArray();
        return Region.of(
                from,
                strip,
                c.output().blocks().length,
                channels,
                TrainingKernels.spread(c),
                c.strideHeight(),
                c.strideWidth());
    }

    @Override
    List<Feed> feeds() {
        return List.of(input.feed());
    }

    @Override
    void weigh() {
        float[] weights = kernel.effective();
        step.change(weights);
        back.ifPresent(b -> b.change(weights));
    }

    @Override
    void compute() {
        step.settle();
        setting().run(there);
    }

    private void compute(Arena own, int task) {
        int image = task * abreast.input().images();
        float[] arena = own.floats();
        if (own.isFresh()) {
            input.clean(arena);
        }
        input.load(arena, image);
        Setting.runAlone(step, arena);
        result().store(arena, output, image);
    }

    @Override
    void propagate() {
        if (weightGradient.isEmpty() && back.isEmpty()) {
            return;
        }
        back.ifPresent(Weighing::settle);
        setting().run(home);
    }

    @Override
    int sumsSize() {
        return runs * sumSize;
    }

    @Override
    void sumsLie(Place place) {
        sums = place;
    }

    @Override
    void collect() {
        weightGradient.ifPresent(
                w -> w.collect(sums.array(), sums.from(), runs, kernel.weight().gradient()));
        kernel.settleGradient();
    }

    private void propagate(Arena own, int run) {
        float[] arena = own.floats();
        if (own.isFresh()) {
            gradient.clean(arena);
            input.clean(arena);
        }
        int sum = sums.from() + run * sumSize;
        Arrays.fill(sums.array(), sum, sum + sumSize, 0f);
        int batch = setting().batch();
        for (int image = batch * run / runs;
                image < batch * (run + 1) / runs;
                image += abreast.input().images()) {
            result().gradient(arena, gradient, image);
            if (weightGradient.isPresent()) {
                input.load(arena, image);
                weightGradient.get().add(arena, sums.array(), sum);
            }
            if (back.isPresent()) {
                Setting.runAlone(back.get(), arena);
                inputGradient.orElseThrow().giveBack(arena, image);
            }
        }
    }
}
