package kinglet.lab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import kinglet.engine.Plan;
import kinglet.engine.StepTime;
import kinglet.engine.Workspace;

/** Runs a plan with each step timed, and remembers what each kind took. What is not of any step is data: pictures in, results out. */
final class DecompositionRun implements Runnable {
    private final Plan plan;
    private final LongSupplier clock;
    private final Workspace workspace;
    private final List<StepKind> kinds;
    private final List<Map<StepKind, Double>> runs = new ArrayList<>();

    DecompositionRun(Plan plan, LongSupplier clock) {
        this.plan = plan;
        this.clock = clock;
        this.workspace = FilledWorkspace.of(plan, 1);
        this.kinds = plan.steps().stream()
                .map(step -> StepKind.of(step, plan.network()))
                .toList();
    }

    @Override
    public void run() {
        long start = clock.getAsLong();
        List<StepTime> times = plan.profile(workspace);
        long rest = clock.getAsLong() - start;
        Map<StepKind, Double> run = new EnumMap<>(StepKind.class);
        for (int i = 0; i < times.size(); i++) {
            run.merge(kinds.get(i), times.get(i).nanos() / 1e6, Double::sum);
            rest -= times.get(i).nanos();
        }
        run.merge(StepKind.DATA, Math.max(0, rest) / 1e6, Double::sum);
        runs.add(run);
    }

    /** The median milliseconds of a kind over the last so many runs. */
    double milliseconds(StepKind kind, int last) {
        return Spread.of(runs.subList(runs.size() - last, runs.size()).stream()
                        .mapToDouble(run -> run.getOrDefault(kind, 0.0))
                        .toArray())
                .median();
    }
}
