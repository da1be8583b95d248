package kinglet.train;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which values are not kept for the way back but computed once more (Chen et al. 2016): those no smaller than what they are computed from, where
 * all of that is kept. An inverted residual so drops its expansion, which holds half of its values, for a third of its arithmetic.
 */
record Recomputation(Set<Values> dropped) {

    static Recomputation none() {
        return new Recomputation(Set.of());
    }

    static Recomputation of(List<UnitRun> runs) {
        Set<Values> read = Collections.newSetFromMap(new IdentityHashMap<>());
        runs.forEach(run -> read.addAll(run.reads()));
        Set<Values> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
        for (UnitRun run : runs) {
            int size = run.reads().stream().mapToInt(Values::imageSize).sum();
            boolean suits = run.values().learns()
                    && read.contains(run.values())
                    && run.values().imageSize() >= size
                    && run.reads().stream().noneMatch(dropped::contains);
            if (suits) {
                dropped.add(run.values());
            }
        }
        return new Recomputation(dropped);
    }

    boolean drops(Values values) {
        return dropped.contains(values);
    }
}
