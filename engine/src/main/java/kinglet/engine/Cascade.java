package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import kinglet.kernels.Share;
import kinglet.kernels.Step;
import kinglet.kernels.Work;

/**
 * Steps that follow each other by rows, as one piece of work on one image: a part of a step is done as soon as the rows that it reads are
 * there, so that what lies between expansion, depthwise convolution and projection (Sandler et al. 2018, section 5.1) is read while it is
 * still in a cache.
 *
 * <p>Tasks are begun in the order given here. Each waits for earlier ones only, so that the earliest task under way never waits.
 */
final class Cascade implements Work {
    /** Tasks between one and the one that reads its rows: another thread is then rarely still at it. */
    private static final int LAG = 4;

    /** Parts of a step that follow each other: with one at a time the kernels push each other's code and weights out (MobileNetV2: 3 to 5 % slower). */
    private static final int TOGETHER = 8;

    private final Step[] steps;
    private final float[] arena;
    private final int[] first;
    private final List<Task> order;
    private final AtomicIntegerArray over;
    private final AtomicIntegerArray reached;

    /**
     * A task.
     *
     * @param step number of the step
     * @param part part of the step
     * @param needs how many parts of the step before must be over
     */
    private record Task(int step, int part, int needs) {}

    /** Each step but the first reads the rows of the one before. */
    Cascade(List<Program.Entry> entries, float[] arena) {
        this.steps = entries.stream().map(Program.Entry::step).toArray(Step[]::new);
        this.arena = arena;
        this.first = new int[steps.length + 1];
        for (int s = 0; s < steps.length; s++) {
            first[s + 1] = first[s] + steps[s].parts();
        }
        this.order = order(entries);
        this.over = new AtomicIntegerArray(first[steps.length]);
        this.reached = new AtomicIntegerArray(steps.length);
    }

    /** The last step that can go on does. */
    private List<Task> order(List<Program.Entry> entries) {
        int[] begun = new int[steps.length];
        int[][] places = new int[steps.length][];
        for (int s = 0; s < steps.length; s++) {
            places[s] = new int[steps[s].parts()];
        }
        List<Task> tasks = new ArrayList<>();
        while (tasks.size() < first[steps.length]) {
            for (int s = steps.length - 1; s >= 0; s--) {
                int part = begun[s];
                if (part == steps[s].parts()) {
                    continue;
                }
                int needs = s == 0 ? 0 : needs(s, part, entries.get(s));
                boolean goesOn = s == 0 || (!tasks.isEmpty() && tasks.getLast().step() == s);
                int wanted = goesOn ? needs : needs(s, Math.min(part + TOGETHER, steps[s].parts()) - 1, entries.get(s));
                boolean ready = s == 0
                        || begun[s - 1] == steps[s - 1].parts()
                        || (begun[s - 1] >= wanted && tasks.size() - places[s - 1][needs - 1] >= LAG);
                if (ready) {
                    places[s][part] = tasks.size();
                    tasks.add(new Task(s, part, needs));
                    begun[s]++;
                    break;
                }
            }
        }
        return List.copyOf(tasks);
    }

    /** How many parts of the step before hold the rows that a part reads. */
    private int needs(int step, int part, Program.Entry entry) {
        int rows = entry.follows().orElseThrow().inputRows(steps[step].rowsTo(part));
        Step before = steps[step - 1];
        int from = 0;
        for (int q = 1; q < before.parts(); q++) {
            int behind = before.rowsTo(q - 1);
            from = behind < before.rowsTo(q) ? behind : from;
            if (from >= rows) {
                return q;
            }
        }
        return before.parts();
    }

    @Override
    public int tasks() {
        return order.size();
    }

    @Override
    public void open() {
        for (int i = 0; i < over.length(); i++) {
            over.setPlain(i, 0);
        }
        for (int s = 0; s < steps.length; s++) {
            reached.setPlain(s, 0);
        }
    }

    @Override
    public void run(int task) {
        Task t = order.get(task);
        if (t.needs() > 0) {
            await(t.step() - 1, t.needs());
        }
        steps[t.step()].run(arena, t.part());
    }

    private void await(int step, int parts) {
        int done = reached.getAcquire(step);
        if (done >= parts) {
            return;
        }
        for (int spins = 0; done < parts; ) {
            if (over.getAcquire(first[step] + done) == 1) {
                done++;
            } else {
                Share.pause(spins++);
            }
        }
        reached.setRelease(step, done);
    }

    @Override
    public void over(int task) {
        Task t = order.get(task);
        over.setRelease(first[t.step()] + t.part(), 1);
    }
}
