package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kinglet.graph.*;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PlanTest {
    private static final Shape IMAGE = new Shape(3, 33, 30);

    static Stream<KernelsProvider> providers() {
        return Check.providers().stream();
    }

    /** Something of everything that networks are made of. */
    private static Model model() {
        return Check.model(IMAGE, b -> {
            Scope s = b.scope();
            Node x = s.add(
                    Activation.RELU6,
                    s.add(
                            "bn",
                            new BatchNorm(1e-5),
                            s.add("stem", Conv2d.of(24, 3).stride(2), b.input())));
            Node y = s.add(Activation.HARD_SWISH, s.add("dw", Conv2d.depthwise(24, 5), x));
            Node gate = s.add(
                    Activation.SIGMOID, s.add("se", Conv2d.pointwise(24).withBias(), s.add(GlobalPool.AVERAGE, y)));
            y = s.add("project", Conv2d.pointwise(24), s.add(new Multiply(), y, gate));
            x = s.add(new Add(), x, y);
            y = s.add("wide", Conv2d.of(40, 3), s.add(Pool.max(Window.of(3).stride(2)), x));
            x = s.add(new ChannelShuffle(4), s.add(new Concat(), y, s.add(Activation.TANH, y)));
            y = s.add("grouped", Conv2d.of(32, 3).groups(4), s.add(Slice.of(7, 71), x));
            return s.add(
                    new Softmax(),
                    s.add("fc", new Linear(50, true), s.add(new Flatten(), s.add(new AdaptiveAveragePool(3, 3), y))));
        });
    }

    private static Tensor images(int count) {
        return Objects.requireNonNull(Check.inputs(model().network(), count).get("input"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void bitsDoNotDependOnThreads(KernelsProvider provider) {
        float[] expected = null;
        for (int threads : new int[] {1, 2, 3, 5}) {
            try (Engine engine = Check.engine(provider, threads)) {
                Plan plan = engine.compile(model());
                for (int i = 0; i < 5; i++) {
                    float[] actual = plan.run(images(3)).data();
                    expected = expected == null ? actual : expected;
                    assertThat(Arrays.equals(actual, expected))
                            .as("%s, %d threads", provider.name(), threads)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anImageGivesTheSameAloneAndInABatch(KernelsProvider provider) {
        try (Engine engine = Check.engine(provider, 2)) {
            Plan plan = engine.compile(model());
            Tensor all = images(8);
            float[] one = alone(plan, all);
            for (int batch : new int[] {1, 3, 8}) {
                float[] some = plan.run(Tensor.of(Arrays.copyOf(all.data(), batch * IMAGE.size()), batch, 3, 33, 30))
                        .data();
                assertThat(some).as("batch %d", batch).containsExactly(Arrays.copyOf(one, batch * 50));
            }
        }
    }

    private static float[] alone(Plan plan, Tensor all) {
        float[] results = new float[all.dim(0) * 50];
        for (int i = 0; i < all.dim(0); i++) {
            float[] image = Arrays.copyOfRange(all.data(), i * IMAGE.size(), (i + 1) * IMAGE.size());
            System.arraycopy(plan.run(Tensor.of(image, 1, 3, 33, 30)).data(), 0, results, i * 50, 50);
        }
        return results;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void severalCallersAtOnce(KernelsProvider provider) throws Exception {
        try (Engine engine = Check.engine(provider, 2);
                ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Plan> plans = List.of(engine.compile(model()), engine.compile(model()));
            Tensor all = images(4);
            float[] expected = plans.getFirst().run(all).data();
            List<Future<Boolean>> right = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Plan plan = plans.get(i % 2);
                int batch = 1 + i % 4;
                right.add(callers.submit(() -> {
                    Tensor some = Tensor.of(Arrays.copyOf(all.data(), batch * IMAGE.size()), batch, 3, 33, 30);
                    return Arrays.equals(plan.run(some).data(), Arrays.copyOf(expected, batch * 50));
                }));
            }
            for (Future<Boolean> one : right) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aWarmRunAllocatesNothing(KernelsProvider provider) {
        try (Engine engine = Check.engine(provider, 2)) {
            Plan plan = engine.compile(model());
            Workspace workspace = plan.workspace(2);
            long least = Long.MAX_VALUE;
            // until C2 has compiled every kernel, for which it needs longer on a busy machine
            long patience = System.nanoTime() + 60_000_000_000L;
            while (least > 0 && System.nanoTime() < patience) {
                for (int j = 0; j < 100; j++) {
                    plan.run(workspace);
                }
                least = Math.min(least, allocatedBy(() -> plan.run(workspace)));
            }
            assertThat(least)
                    .as("bytes of one run after warming up, %s", provider.name())
                    .isZero();
        }
    }

    private static long allocatedBy(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anEngineThatIsClosedStillRuns() {
        Engine engine = Engine.create(EngineOptions.defaults().withThreads(3));
        Plan plan = engine.compile(model());
        float[] before = plan.run(images(2)).data();
        engine.close();
        assertThat(plan.run(images(2)).data()).containsExactly(before);
    }

    @Test
    void wrongInputsAreToldInOneLine() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            Plan plan = engine.compile(model());
            refused(() -> plan.run(Tensor.zeros(1, 3, 32, 30)), "'input'", "3 x 33 x 30", "1 x 3 x 32 x 30");
            refused(() -> plan.run(Tensor.zeros(3, 33, 30)), "'input'");
            refused(() -> plan.run(Tensor.zeros()), "'input'");
            refused(() -> plan.run(Tensor.zeros(0, 3, 33, 30)), "'input'");
            refused(() -> plan.run(Map.of()), "'input'");
            refused(() -> plan.run(Map.of("images", images(1))), "'input'");
            refused(() -> plan.run(Map.of("input", images(1), "more", images(1))), "'more'");
            refused(() -> plan.workspace(0), "0");
            refused(() -> plan.workspace(1).input("images"), "'images'");
            refused(() -> plan.run(engine.compile(model()).workspace(1)), "workspace");
            refused(() -> EngineOptions.defaults().withThreads(0), "0");
        }
    }

    @Test
    void batchesOfSeveralInputsAgree() {
        Scope scope = Scope.of("two");
        Node a = scope.input("a", Shape.vector(3));
        Node b = scope.input("b", Shape.vector(3));
        Network network = scope.build(scope.add("sum", new Add(), a, b), a);
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            Plan plan = engine.compile(Check.model(network));
            refused(() -> plan.run(Map.of("a", Tensor.zeros(1, 3), "b", Tensor.zeros(2, 3))), "'b'");
            refused(() -> plan.run(Tensor.zeros(1, 3)), "2 inputs");
            assertThat(plan.run(Map.of("a", Tensor.zeros(2, 3), "b", Tensor.zeros(2, 3, 1, 1))))
                    .containsOnlyKeys("sum", "a");
        }
    }

    @Test
    void activationsThatFitNoArrayAreRefused() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            Model wide =
                    Check.model(new Shape(1, 20_000, 20_000), b -> b.scope().add(Activation.RELU, b.input()));
            refused(() -> engine.compile(wide), "smaller input");
        }
    }

    @Test
    void idleWorkspacesAreBounded() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(2))) {
            Plan plan = engine.compile(model());
            int most = Math.max(2, Runtime.getRuntime().availableProcessors()) + 3;
            for (int batch = 1; batch < most + 7; batch++) {
                plan.run(images(batch));
            }
            assertThat(plan.idleWorkspaces()).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void stepsNameTheirNodes() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            List<PlannedStep> steps = engine.compile(model()).steps();
            assertThat(steps.getFirst().nodes()).containsExactly("stem", "activation");
            assertThat(steps)
                    .allMatch(step -> step.parts() > 0 && !step.algorithm().isEmpty());
            assertThat(steps).as("copies").noneMatch(step -> step.nodes().isEmpty());
        }
    }

    @Test
    void aProfileTimesEveryStepAndGivesTheResult() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(2))) {
            Plan plan = engine.compile(model());
            Tensor images = images(2);
            Workspace workspace = plan.workspace(2);
            System.arraycopy(images.data(), 0, workspace.input(), 0, images.size());
            List<StepTime> times = plan.profile(workspace);
            assertThat(times.stream().map(StepTime::step).toList()).isEqualTo(plan.steps());
            assertThat(times).allMatch(time -> time.nanos() > 0);
            assertThat(workspace.output()).containsExactly(plan.run(images).data());
        }
    }

    private static void refused(Runnable wrong, String... words) {
        assertThatThrownBy(wrong::run)
                .isInstanceOf(KingletException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
