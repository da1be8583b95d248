package kinglet.bench.suite;

import java.util.concurrent.TimeUnit;
import kinglet.kernels.KernelsProviders;
import kinglet.kernels.Step;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One kernel on one thread, over and over on the same data. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow"
        })
@SuppressWarnings("NullAway.Init") // JMH calls prepare first
public abstract class KernelBenchmark {

    /** The key of a {@link KernelCase}; {@link Suite} gives those of the catalogue. */
    @Param("")
    public String shape;

    private Step step;
    private float[] arena;

    /** Packs weights and chooses the algorithm, outside the time. */
    @Setup
    public void prepare() {
        PreparedCase prepared = PreparedCase.of(CatalogueCases.named(shape), KernelsProviders.best());
        step = prepared.step();
        arena = prepared.arena();
    }

    /** One image. */
    @Benchmark
    public float[] run() {
        for (int part = 0; part < step.parts(); part++) {
            step.run(arena, part);
        }
        return arena;
    }
}
