package kinglet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.Explanation;
import kinglet.engine.PassEffect;
import kinglet.engine.PlannedStep;
import kinglet.graph.Model;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kinglet explain}: what the engine makes of a network. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What each pass of the compiler does to a network, and which kernel each layer gets.",
        footer = {
            "",
            "A step does the work of one node, and of element-wise nodes after it on the way",
            "(+). Its parts are what threads share out, whatever the number of threads.",
            "",
            "Example:",
            "  kinglet explain shufflenet_v2_x1_0"
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NET", description = "an id of the catalogue, or a model file")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Model model = options.model(net, Optional.empty());
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            print(model.network().name(), engine.kernels(), engine.explain(model));
        }
        return 0;
    }

    private void print(String network, String kernels, Explanation explanation) {
        switch (format.format()) {
            case json -> Table.printJson(json(network, kernels, explanation), System.out);
            case csv -> steps().print(Format.csv, explanation.steps(), System.out);
            case table, markdown -> {
                passes().print(format.format(), explanation.passes(), System.out);
                System.out.println();
                Fact.table("lowering").print(format.format(), lowering(kernels, explanation), System.out);
                System.out.println();
                steps().print(format.format(), explanation.steps(), System.out);
            }
        }
    }

    private static Table<PassEffect> passes() {
        return new Table<PassEffect>()
                .words("pass", "pass", PassEffect::pass)
                .number("nodes_before", "nodes before", p -> p.before().nodes().size(), Number::toString)
                .number("nodes_after", "after", p -> p.after().nodes().size(), Number::toString)
                .words("effect", "what it did", ExplainCommand::effect);
    }

    /** {@code -52 batch norm, 52 conv2d rewritten} */
    private static String effect(PassEffect pass) {
        List<String> parts = new ArrayList<>();
        pass.change().forEach((kind, count) -> parts.add("%+d %s".formatted(count, kind)));
        pass.rewritten().forEach((kind, count) -> parts.add("%d %s rewritten".formatted(count, kind)));
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    private static Table<PlannedStep> steps() {
        return new Table<PlannedStep>()
                .words("step", "step", Steps::name, Steps::shown)
                .words(
                        "algorithm",
                        "algorithm",
                        step -> step.follows() ? step.algorithm() + ", row by row" : step.algorithm())
                .words("output", "output", step -> step.output().toString())
                .number("parts", "parts", PlannedStep::parts, Number::toString);
    }

    private static List<Fact> lowering(String kernels, Explanation explanation) {
        long arena = bytes(explanation.arenaSize());
        long activations = bytes(explanation.activations());
        return List.of(
                new Fact("kernels", kernels),
                new Fact(
                        "steps",
                        "%d, of %d nodes"
                                .formatted(
                                        explanation.steps().size(),
                                        explanation.network().nodes().size())),
                new Fact("done within another's step", counts(explanation.joined())),
                new Fact("became views", counts(explanation.views())),
                new Fact("copies left", Integer.toString(explanation.copies().size())),
                new Fact(
                        "memory of an image",
                        "%s; %s if each result had a place of its own (%s %%)"
                                .formatted(
                                        Quantities.bytes(arena),
                                        Quantities.bytes(activations),
                                        Quantities.decimal(100.0 * arena / activations, 0))));
    }

    private static long bytes(long floats) {
        return floats * Float.BYTES;
    }

    private static String counts(Map<String, Integer> kinds) {
        return kinds.isEmpty()
                ? "none"
                : kinds.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> json(String network, String kernels, Explanation explanation) {
        Map<String, @Nullable Object> lowering = new LinkedHashMap<>();
        lowering.put("nodes", explanation.network().nodes().size());
        lowering.put("steps", explanation.steps().size());
        lowering.put("joined", explanation.joined());
        lowering.put("views", explanation.views());
        lowering.put("copies", explanation.copies().size());
        lowering.put("arena_bytes", bytes(explanation.arenaSize()));
        lowering.put("activation_bytes", bytes(explanation.activations()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("network", network);
        json.put("kernels", kernels);
        json.put(
                "passes",
                explanation.passes().stream().map(ExplainCommand::json).toList());
        json.put("lowering", lowering);
        json.put("steps", steps().records(explanation.steps()));
        return json;
    }

    private static Map<String, @Nullable Object> json(PassEffect pass) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("pass", pass.pass());
        json.put("nodes_before", pass.before().nodes().size());
        json.put("nodes_after", pass.after().nodes().size());
        json.put("change", pass.change());
        json.put("rewritten", pass.rewritten());
        return json;
    }
}
