package kinglet.train;

import kinglet.kernels.Kernels;
import kinglet.kernels.Share;
import kinglet.kernels.Step;
import kinglet.kernels.Team;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.WeightStore;
import kinglet.kernels.Work;

/** What all units of a network in training share: threads, kernels, the size of a batch, and an arena for each thread. */
final class Setting {
    /** Kernels may read some pixels past a row. */
    static final int SLACK = 1024;

    /** Rows of tasks a thread, so that it does not wait long for the others. */
    private static final int ROWS = 8;

    private final Team team;
    private final Kernels kernels;
    private final TrainingKernels training;
    private final int batch;
    private final Arenas arenas = new Arenas();
    private final WeightStore store = WeightStore.shared();
    private int arenaSize;

    Setting(Team team, Kernels kernels, TrainingKernels training, int batch) {
        this.team = team;
        this.kernels = kernels;
        this.training = training;
        this.batch = batch;
    }

    Kernels kernels() {
        return kernels;
    }

    TrainingKernels training() {
        return training;
    }

    /** Of the weights of steps that are weighed just before they run. */
    WeightStore store() {
        return store;
    }

    int batch() {
        return batch;
    }

    /** Notes that a unit needs so many floats of an arena. */
    void reserve(int end) {
        arenaSize = Math.max(arenaSize, end + SLACK);
    }

    /** Makes the arenas, once every unit has reserved: one a thread, and one for a unit whose tasks share it. */
    void open() {
        for (int i = 0; i <= team.size(); i++) {
            arenas.give(new Arena(arenaSize));
        }
    }

    /** Part of a unit's work on an arena that no other thread uses meanwhile. */
    interface Task {
        void run(Arena arena, int task);
    }

    Share share(int tasks, Task task) {
        return new Share(new Tasks(tasks, task));
    }

    /** The same for tasks of which neighbours write to the same cache lines, as they do to blocks of one pixel: a thread does some in a row. */
    Share shareInRows(int tasks, Task task) {
        int rows = Math.min(tasks, ROWS * team.size());
        return share(rows, (arena, row) -> {
            for (int i = tasks * row / rows; i < tasks * (row + 1) / rows; i++) {
                task.run(arena, i);
            }
        });
    }

    private final class Tasks implements Work {
        private final int tasks;
        private final Task task;

        Tasks(int tasks, Task task) {
            this.tasks = tasks;
            this.task = task;
        }

        @Override
        public int tasks() {
            return tasks;
        }

        @Override
        public void open() {
            // nothing is kept between tasks
        }

        @Override
        public void run(int number) {
            Arena arena = take(this);
            try {
                task.run(arena, number);
            } finally {
                give(arena);
            }
        }

        @Override
        public void over(int number) {
            // nobody waits for one task
        }
    }

    void run(Share share) {
        team.run(share);
    }

    /** All parts of a step, by this thread. */
    static void runAlone(Step step, float[] arena) {
        int parts = step.parts();
        for (int p = 0; p < parts; p++) {
            step.run(arena, p);
        }
    }

    /** An arena until it is given back. */
    Arena take(Object work) {
        return arenas.take(work);
    }

    void give(Arena arena) {
        arenas.give(arena);
    }
}
