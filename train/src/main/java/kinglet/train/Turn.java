package kinglet.train;

import java.util.ArrayList;
import java.util.List;
import kinglet.kernels.Share;
import kinglet.kernels.Team;

/**
 * Units that go back one after the other, and whose weights' gradients are then collected together: many at a time, so that threads share them,
 * but no more than the memory of their sums allows.
 *
 * @param runs from the last to the first
 * @param collects their gradients
 */
record Turn(List<UnitRun> runs, Share collects) {
    /** Floats of sums that no turn need be smaller for. */
    private static final int SMALL = 1 << 22;

    /** All units, from the last to the first; the sums of a turn take no more than twice the largest. */
    static List<Turn> wayBack(Setting setting, List<UnitRun> runs) {
        int largest = runs.stream().mapToInt(UnitRun::sumsSize).max().orElse(0);
        long most = Math.max(SMALL, 2L * largest);
        List<Turn> turns = new ArrayList<>();
        List<UnitRun> turn = new ArrayList<>();
        long size = 0;
        for (UnitRun run : runs.reversed()) {
            size += run.sumsSize();
            if (size > most) {
                turns.add(of(setting, turn));
                turn = new ArrayList<>();
                size = run.sumsSize();
            }
            turn.add(run);
        }
        turns.add(of(setting, turn));
        return List.copyOf(turns);
    }

    private static Turn of(Setting setting, List<UnitRun> runs) {
        List<UnitRun> all = List.copyOf(runs);
        return new Turn(all, setting.share(all.size(), (_, i) -> all.get(i).collect()));
    }

    void run(Team team) {
        runs.forEach(UnitRun::backward);
        team.run(collects);
    }
}
