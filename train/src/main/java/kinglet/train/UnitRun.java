package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kinglet.kernels.Share;
import kinglet.kernels.View;

/** A unit prepared for batches of one size. */
abstract class UnitRun {
    private final Setting setting;
    private final Result result;
    private final Optional<Learned> bias;
    private final Share sumShare;
    private final double[][] sums;
    private final double[][] products;
    private final boolean needsSums;
    private final List<UnitRun> restored = new ArrayList<>();
    private int[] unclaimed = {};

    /** @param bias of the head, whose gradient is the sum of the result's */
    UnitRun(Setting setting, Result result, Optional<Learned> bias) {
        this.setting = setting;
        this.result = result;
        this.bias = bias;
        this.sums = new double[setting.batch()][values().lanes()];
        this.products = new double[setting.batch()][values().lanes()];
        this.sumShare = setting.share(setting.batch(), (_, image) -> sum(image));
        this.needsSums = result.norm().map(Norm::needsSums).orElse(false)
                || bias.map(Learned::learns).orElse(false);
        if (needsSums) {
            values().whenGiven(this::sum);
        }
    }

    final Setting setting() {
        return setting;
    }

    final Result result() {
        return result;
    }

    final Values values() {
        return result.values();
    }

    /** What it reads. */
    abstract List<Feed> feeds();

    /** The values that it reads. */
    final List<Values> reads() {
        return feeds().stream()
                .flatMap(feed -> feed.reads().stream())
                .distinct()
                .toList();
    }

    /** Notes that another unit's values are computed once more before this one's way back. */
    final void restores(UnitRun other) {
        restored.add(other);
    }

    /** Takes the weights as they are now. */
    void weigh() {
        // most heads have none
    }

    /** Floats in which the gradients of the weights are summed, from {@link #backward} until {@link #collect}. */
    int sumsSize() {
        return 0;
    }

    /** Says where they lie. */
    void sumsLie(Place place) {
        // most heads have none
    }

    /** Brings the gradients of the weights into the order of the weights, once {@link #backward} is done. */
    void collect() {
        // most heads have none
    }

    /** Notes the blocks of the gradient that no reader fills. */
    final void unclaimed(int[] blocks) {
        unclaimed = blocks;
    }

    /** From what the inputs give to the stored result. */
    final void forward() {
        compute();
        result.norm().ifPresent(Norm::settle);
    }

    /** From the gradient of what it gives to those of its parameters and of what its inputs give. */
    final void backward() {
        restored.forEach(UnitRun::computeAgain);
        for (int block : unclaimed) {
            clear(block);
        }
        result.norm().ifPresent(norm -> {
            if (needsSums) {
                norm.settle(sums, products);
            } else {
                norm.settleFrozen();
            }
        });
        bias.filter(Learned::learns).ifPresent(this::settleBias);
        propagate();
        if (values().isComputedAgain()) {
            values().changePlace();
        }
    }

    /** With the statistics of the way there. */
    private void computeAgain() {
        values().changePlace();
        compute();
    }

    abstract void compute();

    abstract void propagate();

    private void clear(int block) {
        int size = values().pixels() * View.LANES;
        for (int image = 0; image < setting.batch(); image++) {
            int at = values().gradientAt(image, block);
            Arrays.fill(values().gradient(), at, at + size, 0f);
        }
    }

    /** Sums the gradient where it comes from the loss; elsewhere it is summed as it is given. */
    final void sumGradients() {
        if (needsSums) {
            setting.run(sumShare);
        }
    }

    private void sum(int image) {
        for (int b = 0; b < values().blocks(); b++) {
            sum(image, b);
        }
    }

    private void sum(int image, int block) {
        Values v = values();
        int lane = block * View.LANES;
        Arrays.fill(sums[image], lane, lane + View.LANES, 0);
        Arrays.fill(products[image], lane, lane + View.LANES, 0);
        setting.training()
                .gradientSums(
                        v.stored(),
                        v.at(image, block),
                        v.gradient(),
                        v.gradientAt(image, block),
                        v.pixels(),
                        v.scale,
                        v.shift,
                        v.mean,
                        lane,
                        v.activation(),
                        sums[image],
                        products[image]);
    }

    /** Behind a norm that uses the batch's statistics a bias has no effect, and so no gradient. */
    private void settleBias(Learned of) {
        boolean cancelled = result.norm().map(Norm::usesBatch).orElse(false);
        double[] total = new double[values().lanes()];
        for (int i = 0; i < sums.length && !cancelled; i++) {
            add(sums[i], total);
        }
        for (int c = 0; c < of.values().length; c++) {
            of.gradient(c, total[c] * values().factor[c]);
        }
    }

    /** Lane by lane, an image after the other: a vector of lanes at a time, and each lane's sum in the order of the images. */
    static void add(double[] of, double[] total) {
        for (int c = 0; c < total.length; c++) {
            total[c] += of[c];
        }
    }
}
