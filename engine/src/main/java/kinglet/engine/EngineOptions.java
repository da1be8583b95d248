package kinglet.engine;

import java.util.Optional;
import kinglet.graph.KingletException;
import kinglet.kernels.Kernels;

/**
 * How an engine runs.
 *
 * @param threads threads of one run, the caller's among them
 * @param kernels the arithmetic; empty for the best that this Java process can use
 */
public record EngineOptions(int threads, Optional<Kernels> kernels) {

    public EngineOptions {
        if (threads < 1) {
            throw new KingletException("an engine needs at least one thread, not " + threads);
        }
    }

    /** Every core that the process (its container) really has, and the best kernels. */
    public static EngineOptions defaults() {
        return new EngineOptions(Runtime.getRuntime().availableProcessors(), Optional.empty());
    }

    public EngineOptions withThreads(int count) {
        return new EngineOptions(count, kernels);
    }

    public EngineOptions withKernels(Kernels choice) {
        return new EngineOptions(threads, Optional.of(choice));
    }
}
