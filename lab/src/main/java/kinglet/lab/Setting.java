package kinglet.lab;

import java.util.List;
import java.util.stream.Stream;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.EngineOptions.Compilation;

/**
 * How a network is run.
 *
 * @param threads of a run
 * @param compilation what is done to it before
 */
record Setting(int threads, Compilation compilation) {

    /** Each number of threads, compiled and op by op. */
    static List<Setting> all(List<Integer> threads) {
        return threads.stream()
                .flatMap(count -> Stream.of(Compilation.values()).map(how -> new Setting(count, how)))
                .toList();
    }

    Engine engine() {
        return Engine.create(EngineOptions.defaults().withThreads(threads).withCompilation(compilation));
    }

    static String words(Compilation compilation) {
        return switch (compilation) {
            case OPTIMISED -> "compiled";
            case OP_BY_OP -> "op by op";
        };
    }

    String threadWords() {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    /** As in a legend. */
    @Override
    public String toString() {
        return words(compilation) + ", " + threadWords();
    }

    /** As in a file. */
    String key() {
        return "%s_%d".formatted(words(compilation).replace(' ', '_'), threads);
    }
}
