package kinglet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.engine.Engine;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.train.Recipe;
import kinglet.vision.ClassifierFile;
import kinglet.vision.Evaluation;
import kinglet.vision.Evaluator;

/**
 * What is made of a training that is done: the network's file, the curves, the report.
 *
 * @param inCatalogue whether the network's name says all about it
 * @param seconds that it took, since it was last taken up
 */
record TrainingEnd(TrainingSetup setup, Recipe recipe, Network network, boolean inCatalogue, double seconds) {
    private static final double MEASURED_SECONDS = 0.5;

    /** What is going to happen, in a line or two. */
    static void announce(TrainingSetup setup, Network network, Recipe recipe) {
        System.err.printf(
                Locale.ROOT,
                "%s: %s parameters, %s mult-adds; %,d pictures of %d classes to learn from, %,d for validation%n",
                network.name(),
                Quantities.count(network.parameterCount()),
                Quantities.count(NetworkCost.of(network).multAdds(Convention.PAPER)),
                setup.data().train().size(),
                setup.data().train().classNames().size(),
                setup.validation().size());
        System.err.printf(
                Locale.ROOT,
                "recipe %s: %d epochs, batches of %d, learning rate %.3g; into %s%n",
                recipe.id(),
                recipe.epochs(),
                recipe.batchSize(),
                recipe.learningRate(),
                setup.folder().path());
    }

    /** Writes it all, and prints what there is to say. */
    void finish(TrainingStage.Result result, Engine engine, Evaluator evaluator, Format format) {
        ClassifierFile classifier = ClassifierFile.trained(
                        network,
                        result.weights(),
                        setup.preprocessing(),
                        setup.data().train().classNames(),
                        inCatalogue ? Map.of(Model.NETWORK, network.name()) : Map.of())
                .condensed();
        TrainingFolder folder = setup.folder();
        Path file = folder.model(classifier.model().properties().containsKey(Model.NETWORK));
        classifier.write(file);
        Evaluation evaluation = evaluator.evaluate(classifier.model(), engine);
        TrainingStage.nameUnreadable(evaluation.unreadable());
        Latency latency = Latency.of(engine.compile(classifier.model()), 1, MEASURED_SECONDS);
        LearningCurves curves = new LearningCurves(MetricsLog.read(folder.metrics()));
        write(folder.curves(), curves.svg());
        TrainingReport report = new TrainingReport(
                "%s on %s".formatted(network.name(), String.join(", ", someClasses())),
                facts(engine, classifier.model().network(), latency),
                curves.charts(),
                setup.validation(),
                evaluation,
                result.unreadable(),
                setup.command());
        write(folder.report(), report.html());
        Map<String, Object> values =
                new LinkedHashMap<>(costs(classifier.model().network()));
        values.put("validation_top1", evaluation.top1());
        values.put("validation_top5", evaluation.top(5));
        values.put("validation_loss", evaluation.loss());
        values.put("latency_ms", latency.median());
        values.put("seconds", seconds);
        values.put("model", file.toString());
        values.put("report", folder.report().toString());
        print(values, format);
    }

    private static void write(Path file, String text) {
        OutputFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> someClasses() {
        List<String> names = setup.data().train().classNames();
        int shown = 3;
        List<String> some = new ArrayList<>(names.subList(0, Math.min(shown, names.size())));
        if (names.size() > shown) {
            some.add("… (%d classes)".formatted(names.size()));
        }
        return some;
    }

    /** What the finished network costs, and what it did in training, if its learned groups were converted. */
    private Map<String, Object> costs(Network finished) {
        Map<String, Object> costs = new LinkedHashMap<>();
        costs.put("network", network.name());
        NetworkCost now = NetworkCost.of(finished);
        costs.put("params", now.params());
        costs.put("mult_adds", now.multAdds(Convention.PAPER));
        NetworkCost before = NetworkCost.of(network);
        if (before.params() != now.params()) {
            costs.put("params_in_training", before.params());
            costs.put("mult_adds_in_training", before.multAdds(Convention.PAPER));
        }
        return costs;
    }

    private List<Fact> facts(Engine engine, Network finished, Latency latency) {
        NetworkCost cost = NetworkCost.of(finished);
        NetworkCost before = NetworkCost.of(network);
        return List.of(
                new Fact("network", network.name()),
                new Fact("input", network.input().shape().toString()),
                new Fact("parameters", converted(Quantities.exact(cost.params()), Quantities.exact(before.params()))),
                new Fact(
                        "mult-adds",
                        converted(
                                        Quantities.count(cost.multAdds(Convention.PAPER)),
                                        Quantities.count(before.multAdds(Convention.PAPER)))
                                + " (convention: paper)"),
                new Fact(
                        "latency",
                        "%s ms a picture, measured here (%d threads, %s kernels; median of %d)"
                                .formatted(
                                        Quantities.decimal(latency.median(), 2),
                                        engine.threads(),
                                        engine.kernels(),
                                        latency.times().length)),
                new Fact(
                        "pictures",
                        "%s to learn from, %s for validation"
                                .formatted(
                                        Quantities.exact(setup.data().train().size()),
                                        Quantities.exact(setup.validation().size()))),
                new Fact("recipe", "%s: %s".formatted(recipe.id(), RecipeText.of(recipe))),
                new Fact("recipe from", recipe.source()),
                new Fact("seed", Long.toString(setup.seed())),
                new Fact("time", TrainingProgress.time(seconds)));
    }

    private static String converted(String now, String before) {
        return now.equals(before)
                ? now
                : "%s; %s in training, before its learned groups were converted".formatted(now, before);
    }

    private static void print(Map<String, Object> values, Format format) {
        if (format == Format.json) {
            Table.printJson(values, System.out);
        } else {
            List<Fact> facts = values.entrySet().stream()
                    .map(entry -> new Fact(entry.getKey().replace('_', ' '), text(entry.getValue())))
                    .toList();
            Fact.table("").print(format, facts, System.out);
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? Quantities.decimal(number, 4) : value.toString();
    }
}
