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

/**
 * A compiled step allocates nothing. Where C2 gives up on a kernel it boxes every vector, which is right but 10 times slower, and shows
 * here.
 */
class VectorAllocationTest {

    /** Vectors are boxed until C2 has compiled the step, which waits its turn behind all that other tests made hot: half a minute. */
    private static final long PATIENCE = 30_000_000_000L;

    private static final Arena ARENA = new Arena(7);
    private static final Border ONE = new Border(1, 1, 1, 1);

    static Stream<Arguments> steps() {
        Kernels kernels = new VectorKernels();
        List<Arguments> steps = new ArrayList<>();
        for (ConvolutionCase c : List.of(
                ConvolutionCase.of(24, 32, 1, 1, 1, 14, 14),
                ConvolutionCase.of(24, 48, 1, 1, 1, 14, 15),
                ConvolutionCase.of(24, 40, 1, 1, 1, 14, 15),
                ConvolutionCase.of(24, 16, 1, 3, 2, 14, 14),
                ConvolutionCase.of(32, 64, 1, 3, 1, 14, 14),
                ConvolutionCase.of(32, 64, 1, 3, 1, 6, 6),
                ConvolutionCase.of(128, 128, 1, 3, 1, 5, 5),
                ConvolutionCase.of(32, 32, 32, 3, 1, 14, 14),
                ConvolutionCase.of(32, 32, 32, 3, 2, 14, 14),
                ConvolutionCase.of(32, 32, 32, 5, 1, 14, 14),
                ConvolutionCase.of(32, 32, 8, 3, 1, 14, 14),
                ConvolutionCase.of(32, 32, 8, 3, 2, 14, 14),
                ConvolutionCase.of(32, 32, 2, 3, 1, 14, 14),
                ConvolutionCase.of(32, 32, 2, 3, 2, 28, 28),
                ConvolutionCase.of(32, 32, 8, 1, 1, 14, 14),
                ConvolutionCase.of(32, 32, 8, 1, 2, 14, 14),
                ConvolutionCase.of(60, 60, 3, 1, 1, 14, 14),
                ConvolutionCase.of(60, 120, 3, 1, 1, 14, 14),
                ConvolutionCase.of(60, 48, 2, 1, 1, 14, 14),
                ConvolutionCase.of(32, 64, 1, 5, 1, 14, 14),
                ConvolutionCase.of(64, 100, 1, 1, 1, 1, 1),
                ConvolutionCase.of(701, 600, 1, 1, 1, 1, 1),
                ConvolutionCase.of(408, 500, 1, 1, 1, 13, 13),
                ConvolutionCase.of(3, 24, 1, 3, 2, 28, 28).between(Layout.PLANAR, Layout.BLOCKED))) {
            steps.add(Arguments.of(c.toString(), kernels.convolution(c.place(ARENA, List.of(new Post.Swish())))));
        }
        View x = ARENA.view(Layout.BLOCKED, 24, 14, 14, ONE);
        View y = ARENA.view(Layout.BLOCKED, 24, 14, 14, ONE);
        View one = ARENA.view(Layout.BLOCKED, 24, 1, 1, Border.NONE);
        for (int posts = 0; posts < Samples.POSTS.size(); posts++) {
            List<Post> chosen = Samples.posts(posts, x);
            steps.add(Arguments.of("pointwise " + chosen, kernels.pointwise(x, y, chosen)));
        }
        View z = ARENA.view(Layout.SHUFFLED, 24, 14, 14, ONE);
        float[] scale = Samples.floats(new Random(2), 24);
        steps.add(Arguments.of("affine", kernels.affine(x, y, scale, scale, List.of())));
        if (VectorLanes.WIDTH >= 8) {
            steps.add(Arguments.of("affine gather", kernels.affine(z, y, scale, scale, List.of())));
        }
        steps.add(Arguments.of("add", kernels.add(x, y, y, List.of())));
        steps.add(Arguments.of("gate", kernels.multiply(x, one, y, List.of())));
        steps.add(Arguments.of("softmax", VectorSoftmax.ofAnySize(x, y).orElseThrow()));
        steps.add(Arguments.of("response norm", kernels.localResponseNorm(x, y, 5, 1e-4f, 0.75f, 2f)));
        steps.add(Arguments.of("mean", kernels.globalPool(x, one, false)));
        steps.add(Arguments.of("maximum", kernels.globalPool(x, one, true)));
        for (boolean max : new boolean[] {true, false}) {
            Pooling pooling = new Pooling(x, y, max, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, false);
            steps.add(Arguments.of("pool " + max, kernels.pool(pooling)));
        }
        return steps.stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void allocatesNothing(String name, Step step) {
        float[] arena = Samples.floats(new Random(1), ARENA.floats().length);
        long least = Long.MAX_VALUE;
        long patience = System.nanoTime() + PATIENCE;
        while (least > 0 && System.nanoTime() < patience) {
            least = Math.min(least, allocated(step, arena));
        }
        assertThat(least).as("bytes allocated by 50 runs of %s", name).isZero();
    }

    private static long allocated(Step step, float[] arena) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) {
            for (int part = 0; part < step.parts(); part++) {
                step.run(arena, part);
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
