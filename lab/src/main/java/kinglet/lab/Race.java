package kinglet.lab;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import kinglet.engine.Engine;
import kinglet.engine.Plan;
import kinglet.engine.Workspace;

/** Measures networks, group by group; those of a group take turns. */
final class Race {
    /** So many take turns: all at once would fill the memory. */
    static final int TURNS = 6;

    /** Parameters of those that take turns; they are in memory twice, as they were and as the kernels want them. */
    private static final long TOGETHER = 60_000_000;

    private final Run run;
    private final int groups;
    private int done;

    /** @param groups how many there will be */
    Race(Run run, int groups) {
        this.run = run;
        this.groups = groups;
        run.watcher().at(0, groups);
    }

    /** Those that take turns: neighbours, in their order. */
    static <T> List<List<T>> groups(List<T> all, ToLongFunction<T> params) {
        List<List<T>> groups = new ArrayList<>();
        long together = 0;
        for (T one : all) {
            together += params.applyAsLong(one);
            if (groups.isEmpty() || groups.getLast().size() == TURNS || together > TOGETHER) {
                groups.add(new ArrayList<>());
                together = params.applyAsLong(one);
            }
            groups.getLast().add(one);
        }
        return groups;
    }

    /** What a run of one image takes each contender of the next group, in their order. */
    List<Spread> next(List<Contender> contenders) {
        return next(contenders, Race::wholeRun);
    }

    /** What {@code work} with each contender's plan takes. */
    List<Spread> next(List<Contender> contenders, Function<Plan, Runnable> work) {
        Map<Setting, Engine> engines = new LinkedHashMap<>();
        try {
            contenders.forEach(contender -> engines.computeIfAbsent(contender.setting(), Setting::engine));
            List<Runnable> subjects = new ArrayList<>();
            for (Contender contender : contenders) {
                Engine engine = Objects.requireNonNull(engines.get(contender.setting()));
                subjects.add(work.apply(engine.compile(contender.model())));
            }
            Turns turns = new Turns(
                    run.clock(),
                    Race::allocated,
                    run.quick() ? Pace.quick(subjects.size()) : Pace.full(subjects.size()));
            List<Spread> spreads = turns.time(subjects, share -> run.watcher().at(done + share, groups));
            done++;
            return spreads;
        } finally {
            engines.values().forEach(Engine::close);
        }
    }

    /** By this thread; where the virtual machine does not say, always the same. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }

    /** A run of one image. */
    static Runnable wholeRun(Plan plan) {
        Workspace workspace = FilledWorkspace.of(plan, 1);
        return () -> plan.run(workspace);
    }
}
