package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.stream.Stream;
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
