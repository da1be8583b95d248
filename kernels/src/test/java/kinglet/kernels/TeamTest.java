package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
    private static final int RUNS = 3000;

    private record Counting(int parts, AtomicInteger[] done) implements Step {
        static Counting of(int parts) {
            return new Counting(
                    parts,
                    IntStream.range(0, parts).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new));
        }

        @Override
        public void run(float[] arena, int part) {
            done[part].incrementAndGet();
        }
    }

    private record Failing(int parts, int bad) implements Step {
        @Override
        public void run(float[] arena, int part) {
            if (part == bad) {
                throw new ArithmeticException("part " + part);
            }
        }
    }

    private static Share share(Step step) {
        return new Share(new Repeated(step, new float[1][1]));
    }

    @Test
    void everyPartIsDoneOnceARun() {
        for (int threads : new int[] {1, 2, 3, 5}) {
            try (Team team = new Team(threads)) {
                Counting one = Counting.of(1);
                Counting seven = Counting.of(7);
                Share[] shares = {share(one), share(seven), share(Counting.of(2))};
                for (int i = 0; i < RUNS; i++) {
                    team.run(shares);
                }
                assertThat(one.done).as("%d threads", threads).allMatch(done -> done.get() == RUNS);
                assertThat(seven.done).as("%d threads", threads).allMatch(done -> done.get() == RUNS);
            }
        }
    }

    @Test
    void aStepBeginsWhenTheOneBeforeItIsDone() {
        try (Team team = new Team(3)) {
            AtomicInteger before = new AtomicInteger();
            AtomicInteger early = new AtomicInteger();
            Step first = new Counting(5, new AtomicInteger[] {before, before, before, before, before});
            Share[] shares = {
                share(first),
                share(new Step() {
                    @Override
                    public int parts() {
                        return 4;
                    }

                    @Override
                    public void run(float[] arena, int part) {
                        if (before.get() % 5 != 0) {
                            early.incrementAndGet();
                        }
                    }
                })
            };
            for (int i = 0; i < RUNS; i++) {
                team.run(shares);
            }
            assertThat(early).hasValue(0);
        }
    }

    @Test
    void aFailureReachesTheCallerAndStopsTheRun() {
        try (Team team = new Team(3)) {
            for (int bad = 0; bad < 9; bad++) {
                Counting later = Counting.of(4);
                Share[] shares = {share(new Failing(9, bad)), share(later)};
                for (int i = 0; i < 50; i++) {
                    assertThatThrownBy(() -> team.run(shares))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("part " + bad)
                            .hasCauseInstanceOf(ArithmeticException.class);
                }
                assertThat(later.done).allMatch(done -> done.get() == 0);
                Counting next = Counting.of(6);
                team.run(new Share[] {share(next)});
                assertThat(next.done).as("after a failure").allMatch(done -> done.get() == 1);
            }
        }
    }

    @Test
    void callersDoNotWaitForEachOther() throws InterruptedException {
        try (Team team = new Team(2)) {
            Counting[] steps =
                    IntStream.range(0, 4).mapToObj(i -> Counting.of(5)).toArray(Counting[]::new);
            Thread[] callers = IntStream.range(0, 4)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        Share[] shares = {share(steps[i])};
                        for (int run = 0; run < RUNS; run++) {
                            team.run(shares);
                        }
                    }))
                    .toArray(Thread[]::new);
            for (Thread caller : callers) {
                caller.join();
            }
            for (Counting step : steps) {
                assertThat(step.done).allMatch(done -> done.get() == RUNS);
            }
        }
    }

    @Test
    void closingEndsTheThreads() {
        Team team = new Team(4);
        assertThat(workers(team)).isEqualTo(3);
        team.run(new Share[] {share(Counting.of(9))});
        team.close();
        assertThat(workers(team)).isZero();
        Counting after = Counting.of(3);
        team.run(new Share[] {share(after)});
        assertThat(after.done).allMatch(done -> done.get() == 1);
        team.close();
    }

    private static long workers(Team team) {
        return Thread.getAllStackTraces().keySet().stream().filter(team::owns).count();
    }
}
