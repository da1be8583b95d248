package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled steps of training allocate nothing, neither when they run nor when they are weighed; see {@link VectorAllocationTest}. */
class VectorTrainingConvolutionsAllocationTest {

    private static final long PATIENCE = 30_000_000_000L;

    private final VectorTrainingConvolutions convolutions = new VectorTrainingConvolutions();

    static Stream<GradientCase> cases() {
        return Stream.of(
                GradientCase.of(24, 48, 1, 1, 1, 14, 15),
                GradientCase.of(29, 40, 1, 1, 2, 14, 15),
                GradientCase.of(16, 24, 1, 3, 2, 14, 14),
                GradientCase.of(32, 64, 1, 3, 1, 14, 14),
                GradientCase.of(32, 32, 32, 3, 1, 14, 14),
                GradientCase.of(32, 32, 32, 3, 2, 14, 14),
                GradientCase.of(32, 32, 8, 3, 1, 14, 14));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allocatesNothing(GradientCase which) {
        Arena arena = new Arena(7);
        Convolution c = which.place(arena);
        Convolution spread = which.placeSpread(arena);
        float[] floats = Samples.floats(new Random(1), arena.floats().length);
        WeighedStep forward = convolutions.convolution(c, WeightStore.own());
        check(which + " forward", () -> run(forward, c, floats));
        WeighedStep backward = convolutions.inputGradient(spread, WeightStore.own());
        check(which + " backward", () -> run(backward, spread, floats));
        WeightGradient gradient = convolutions.weightGradient(spread);
        float[] sums = new float[gradient.size()];
        float[] weights = new float[which.weights()];
        check(which + " weights", () -> {
            gradient.add(floats, sums, 0);
            gradient.collect(sums, 0, 1, weights);
        });
    }

    @Test
    void allocatesNothingForABatch() {
        int images = 40;
        View input = strip(0, 128, images);
        View output = strip(10 * View.LANES * 4 * images, 128, images);
        int from = 20 * View.LANES * 4 * images;
        float[] weights = Samples.floats(new Random(2), 128 * 128 * 9);
        Convolution c = new Convolution(input, output, 3, 3, 1, 1, 1, 1, 1, 1, 1, weights, new float[128], List.of());
        BatchConvolution batch = VectorBatchConvolution.prepare(c, images, from).orElseThrow();
        float[] floats = Samples.floats(new Random(1), from + Math.max(batch.inputSize(), batch.outputSize()));
        float[] own = new float[4 * images * View.LANES];
        float[] gradient = new float[weights.length];
        check("a batch", () -> {
            batch.turnInput(own, 0, floats, 1);
            batch.output(weights, c.bias(), floats, 1, own, 0);
            batch.turnGradient(own, 0, floats, 1);
            batch.inputGradient(weights, floats, 1, own, 0, own.length);
            batch.weightGradient(floats, 1, gradient);
        });
    }

    /** The first of some images of 2x2 pixels that lie pixel by pixel. */
    private static View strip(int from, int channels, int images) {
        int step = (4 * images + 1) * View.LANES;
        int[] blocks = new int[channels / View.LANES];
        Arrays.setAll(blocks, b -> from + b * step);
        int[] places = new int[channels];
        Arrays.setAll(places, i -> blocks[i / View.LANES] + i % View.LANES);
        return new View(2, 2, 2 * images * View.LANES, images * View.LANES, blocks, places, View.Border.NONE);
    }

    private static void run(WeighedStep step, Convolution c, float[] arena) {
        step.weigh(c.weights(), c.bias());
        for (int part = 0; part < step.parts(); part++) {
            step.run(arena, part);
        }
    }

    private static void check(String what, Runnable work) {
        long least = Long.MAX_VALUE;
        long patience = System.nanoTime() + PATIENCE;
        while (least > 0 && System.nanoTime() < patience) {
            least = Math.min(least, allocated(work));
        }
        assertThat(least).as("bytes allocated by 50 runs of %s", what).isZero();
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) {
            work.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
