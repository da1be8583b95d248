package kinglet.engine;

import java.util.Optional;
import kinglet.graph.KingletException;
import kinglet.kernels.Kernels;

/**
 * How an engine runs.
 *
 * @param threads threads of one run, the caller's among them
 * @param kernels the arithmetic; empty for the best that this Java process can use
 * @param compilation what is done to a network before it runs
 */
public record EngineOptions(int threads, Optional<Kernels> kernels, Compilation compilation) {

    /** What an engine does to a network. */
    public enum Compilation {
        /** All that makes it faster: norms are folded, element-wise ops joined to the steps before them, shuffles and concatenations only renamed. */
        OPTIMISED,
        /**
         * Nothing that is not needed: each op that computes or moves values is a step of its own, which reads its inputs and writes its
         * result, as frameworks without a compiler run it. For experiments about what ops cost.
         */
        OP_BY_OP
    }

    public EngineOptions {
        if (threads < 1) {
            throw new KingletException("an engine needs at least one thread, not " + threads);
        }
    }

    /** Every core that the process (its container) really has, and the best kernels. */
    public static EngineOptions defaults() {
        return new EngineOptions(Runtime.getRuntime().availableProcessors(), Optional.empty(), Compilation.OPTIMISED);
    }

    public EngineOptions withThreads(int count) {
        return new EngineOptions(count, kernels, compilation);
    }

    public EngineOptions withKernels(Kernels choice) {
        return new EngineOptions(threads, Optional.of(choice), compilation);
    }

    public EngineOptions withCompilation(Compilation choice) {
        return new EngineOptions(threads, kernels, choice);
    }
}
