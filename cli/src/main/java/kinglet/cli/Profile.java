package kinglet.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kinglet.cost.Roofline;
import kinglet.engine.Plan;
import kinglet.engine.PlannedStep;
import kinglet.engine.StepTime;
import kinglet.engine.Workspace;
import kinglet.lab.FilledWorkspace;

/**
 * What the steps of a plan took.
 *
 * @param steps in the order in which they run
 * @param run of whole runs in which no step was timed; input and output are moved in them too
 */
record Profile(List<ProfiledStep> steps, Timing run) {
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final int LEAST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 15;
    /** A round of warming up that is faster than this share of the one before is followed by another. */
    private static final double SETTLED = 0.95;

    /** Steps of one algorithm, all together. */
    record Kind(String algorithm, int steps, Timing timing) {}

    /** Warms up, and then times so many runs; each tells {@code progress}. */
    static Profile of(Plan plan, int batch, int runs, Roofline machine, Runnable progress) {
        Workspace workspace = FilledWorkspace.of(plan, batch);
        warmUp(plan, workspace);
        List<PlannedStep> steps = plan.steps();
        double[] whole = new double[runs];
        double[][] each = new double[steps.size()][runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            plan.run(workspace);
            whole[run] = milliseconds(System.nanoTime() - start);
            List<StepTime> times = plan.profile(workspace);
            for (int s = 0; s < each.length; s++) {
                each[s][run] = milliseconds(times.get(s).nanos());
            }
            progress.run();
        }
        List<ProfiledStep> profiled = IntStream.range(0, each.length)
                .mapToObj(s -> ProfiledStep.of(steps.get(s), each[s], machine, batch))
                .toList();
        Timing parts = Timing.sum(profiled.stream().map(ProfiledStep::timing).toList());
        return new Profile(profiled, Timing.of(whole, parts.flops(), parts.bytes(), parts.roofline()));
    }

    /** Until it gets no faster: on a busy machine the compiler is late. */
    private static void warmUp(Plan plan, Workspace workspace) {
        long before = Long.MAX_VALUE;
        long now = fastest(plan, workspace);
        for (int round = 1; round < LEAST_ROUNDS || (now < SETTLED * before && round < MOST_ROUNDS); round++) {
            before = now;
            now = Math.min(now, fastest(plan, workspace));
        }
    }

    /** Nanoseconds of the fastest run of a round. */
    private static long fastest(Plan plan, Workspace workspace) {
        long fastest = Long.MAX_VALUE;
        long start = System.nanoTime();
        long last = start;
        do {
            plan.run(workspace);
            long end = System.nanoTime();
            fastest = Math.min(fastest, end - last);
            last = end;
        } while (last - start < ROUND_NANOS);
        return fastest;
    }

    /** The clock of some systems is coarser than a short step. */
    private static double milliseconds(long nanos) {
        return Math.max(1, nanos) / 1e6;
    }

    /** All steps together. */
    Timing total() {
        return Timing.sum(steps.stream().map(ProfiledStep::timing).toList());
    }

    /** By algorithm, what takes longest first. */
    List<Kind> kinds() {
        Map<String, List<Timing>> byAlgorithm = new LinkedHashMap<>();
        steps.forEach(step -> byAlgorithm
                .computeIfAbsent(step.step().algorithm(), a -> new ArrayList<>())
                .add(step.timing()));
        return byAlgorithm.entrySet().stream()
                .map(e -> new Kind(e.getKey(), e.getValue().size(), Timing.sum(e.getValue())))
                .sorted(Comparator.comparingDouble(kind -> -kind.timing().milliseconds()))
                .toList();
    }

    /** The steps that lose most milliseconds against their roofline, the worst first. */
    List<ProfiledStep> furthest(int count) {
        return steps.stream()
                .sorted(Comparator.comparingDouble(step -> -step.timing().lost()))
                .limit(count)
                .toList();
    }
}
