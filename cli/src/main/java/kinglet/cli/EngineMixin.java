package kinglet.cli;

import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs networks. */
final class EngineMixin {

    @Option(names = "--threads", description = "threads to work on (default: every core there is)")
    private @Nullable Integer threads;

    EngineOptions options() {
        if (threads != null && threads < 1) {
            throw new WrongUsageException("--threads is %d; it must be at least 1".formatted(threads));
        }
        return threads == null
                ? EngineOptions.defaults()
                : EngineOptions.defaults().withThreads(threads);
    }

    Engine engine() {
        return Engine.create(options());
    }
}
