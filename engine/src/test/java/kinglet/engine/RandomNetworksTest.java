package kinglet.engine;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import kinglet.graph.Model;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random networks: what no one thought of. {@code -Dkinglet.seeds=0..99999} (or one seed, {@code 417..417}) tries others. */
class RandomNetworksTest {
    private static final int PER_TEST = 25;

    static Stream<Arguments> seeds() {
        String[] range = System.getProperty("kinglet.seeds", "0..149").split("\\.\\.");
        long first = range.length == 1 ? 0 : Long.parseLong(range[0]);
        long last = Long.parseLong(range[range.length - 1]);
        return Check.providers().stream()
                .flatMap(provider -> LongStream.iterate(first, s -> s <= last, s -> s + PER_TEST)
                        .mapToObj(s -> Arguments.of(provider.name(), provider, s, Math.min(last, s + PER_TEST - 1))));
    }

    @ParameterizedTest(name = "{0}, seeds {2} to {3}")
    @MethodSource("seeds")
    void runsAsDefined(String kernels, KernelsProvider provider, long first, long last) {
        try (Engine engine = Check.engine(provider, 2)) {
            for (long seed = first; seed <= last; seed++) {
                String how = "kernels %s, -Dkinglet.seeds=%d..%d".formatted(kernels, seed, seed);
                Model model = Check.model(RandomNetwork.of(seed));
                try {
                    Check.plan(engine, model, how);
                } catch (RuntimeException e) {
                    throw new AssertionError(how + ": " + e, e);
                }
            }
        }
    }
}
