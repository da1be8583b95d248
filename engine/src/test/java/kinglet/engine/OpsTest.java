package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.Model;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link SingleOps} and {@link OpPatterns} run as their ops are defined. */
class OpsTest {

    static Stream<Arguments> casesAndKernels() {
        // toMap refuses two cases of one name
        Map<String, Model> models = Stream.of(new SingleOps(), new OpPatterns())
                .flatMap(cases -> cases.models().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Arguments> arguments = new ArrayList<>();
        for (KernelsProvider provider : Check.providers()) {
            models.forEach((name, model) -> arguments.add(Arguments.of(name, provider.name(), provider, model)));
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
