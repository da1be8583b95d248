package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import kinglet.kernels.View.Border;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link VectorAllocationTest} asks of steps, of what training does to values and pools. */
class VectorTrainingAllocationTest {

    private static final long PATIENCE = 30_000_000_000L;

    private static final int LANES = View.LANES;
    private static final int SIZE = 14;

    static Stream<Arguments> passes() {
        TrainingKernels kernels = new VectorTrainingKernels();
        Random random = new Random(1);
        float[] stored = Samples.floats(random, SIZE * SIZE * LANES);
        float[] gradient = Samples.floats(random, SIZE * SIZE * LANES);
        float[] p = Samples.floats(random, LANES);
        double[] sums = new double[LANES];
        double[] products = new double[LANES];
        float[] arena = new float[SIZE * SIZE * LANES];
        Plane plane = new Plane(0, SIZE * LANES, LANES, SIZE, SIZE);
        int pixels = plane.pixels();
        List<Arguments> passes = new ArrayList<>();
        for (Post post : Activations.ALL) {
            add(passes, "load " + post, () -> kernels.load(stored, 0, p, p, 0, post, arena, plane));
            add(passes, "load more " + post, () -> kernels.loadMore(stored, 0, p, p, 0, post, arena, plane));
            add(
                    passes,
                    "gradient sums " + post,
                    () -> kernels.gradientSums(stored, 0, gradient, 0, pixels, p, p, p, 0, post, sums, products));
            add(
                    passes,
                    "gradient " + post,
                    () -> kernels.gradient(stored, 0, gradient, 0, p, p, p, 0, post, p, p, p, arena, plane));
        }
        add(passes, "store", () -> kernels.store(arena, plane, p, 0, stored, 0));
        add(passes, "store more", () -> kernels.storeMore(arena, plane, p, 0, stored, 0));
        add(passes, "moments", () -> kernels.moments(stored, 0, pixels, 0, sums, products));
        addSteps(passes, kernels);
        return passes.stream();
    }

    private static void addSteps(List<Arguments> passes, TrainingKernels kernels) {
        Arena arena = new Arena(1);
        View x = arena.view(Layout.BLOCKED, 24, SIZE, SIZE, new Border(1, 1, 1, 1));
        View y = arena.view(Layout.BLOCKED, 24, SIZE, SIZE, Border.NONE);
        View z = arena.view(Layout.BLOCKED, 24, SIZE, SIZE, Border.NONE);
        View one = arena.view(Layout.BLOCKED, 24, 1, 1, Border.NONE);
        View some = arena.view(Layout.BLOCKED, 24, 3, 3, Border.NONE);
        for (boolean max : new boolean[] {true, false}) {
            Pooling pooling = new Pooling(x, y, max, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, false);
            add(passes, "pool " + max, kernels.poolGradient(pooling, y, z), arena);
            add(passes, "global pool " + max, kernels.globalPoolGradient(x, one, max, one, z), arena);
        }
        add(passes, "regions", kernels.adaptiveAveragePoolGradient(some, z), arena);
        add(passes, "sum of products", kernels.sumOfProducts(x, y, one), arena);
    }

    private static void add(List<Arguments> passes, String name, Step step, Arena arena) {
        add(passes, name, () -> {
            for (int part = 0; part < step.parts(); part++) {
                step.run(arena.floats(), part);
            }
        });
    }

    private static void add(List<Arguments> passes, String name, Runnable pass) {
        passes.add(Arguments.of(name, pass));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void allocatesNothing(String name, Runnable pass) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long patience = System.nanoTime() + PATIENCE;
        while (least > 0 && System.nanoTime() < patience) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                pass.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated by 50 runs of %s", name).isZero();
    }
}
