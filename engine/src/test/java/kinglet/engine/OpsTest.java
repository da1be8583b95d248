package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Model;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link SingleOps} and {@link OpPatterns} run as their ops are defined. */
class OpsTest {

    static Stream<Arguments> casesAndKernels() {
        List<Arguments> arguments = new ArrayList<>();
        for (KernelsProvider provider : Check.providers()) {
            for (OpCases cases : List.of(new SingleOps(), new OpPatterns())) {
                cases.models()
                        .forEach((name, model) -> arguments.add(Arguments.of(name, provider.name(), provider, model)));
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesAndKernels")
    void runsAsDefined(String name, String kernels, KernelsProvider provider, Model model) {
        try (Engine engine = Check.engine(provider, 2)) {
            Check.plan(engine, model, name);
        }
    }
}
