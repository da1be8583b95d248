package kinglet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import kinglet.engine.Engine;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.vision.ClassifierFile;
import kinglet.vision.ConfusionMatrix;
import kinglet.vision.DataSplits;
import kinglet.vision.Dataset;
import kinglet.vision.Evaluation;
import kinglet.vision.Evaluator;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kinglet evaluate}: how often a classifier is right. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares a classifier's answers with the labels of pictures: top-1 and top-5 accuracy, recall and precision of each class,",
            "and what is taken for what. Classes are matched with the model's labels by name."
        },
        footer = {
            "",
            "Examples:",
            "  kinglet evaluate flowers/ --model runs/flowers/model.safetensors",
            "  kinglet evaluate flowers/ --model mobilenet_v2.onnx --split all --confusion --format csv"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int CONFUSIONS = 10;

    @Mixin
    private DataMixin data = new DataMixin();

    @Mixin
    private ClassifierMixin classifier = new ClassifierMixin();

    @Option(
            names = "--split",
            defaultValue = "validation",
            description = "which pictures: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Split split = Split.validation;

    @Option(names = "--confusion", description = "print the confusion matrix: a row a class, a column an answer")
    private boolean confusion;

    @Option(names = "--report", paramLabel = "FILE", description = "also write a page with it all (.html)")
    private @Nullable Path report;

    @Mixin
    private FormatOption format = new FormatOption();

    /** A part of the data. */
    enum Split {
        validation,
        train,
        all
    }

    @Override
    public Integer call() {
        Dataset pictures = pictures();
        ClassifierFile file = classifier.file();
        Evaluation evaluation;
        try (Engine engine = Engine.create(classifier.engineOptions())) {
            evaluation = evaluate(pictures, file, engine);
        }
        TrainingStage.nameUnreadable(evaluation.unreadable());
        print(file, evaluation);
        if (report != null) {
            TrainingReport page = new TrainingReport(
                    file.model().network().name(),
                    List.of(
                            new Fact("pictures", data.path() + ", " + split),
                            new Fact(
                                    "input",
                                    file.model().network().input().shape().toString())),
                    List.of(),
                    pictures,
                    evaluation,
                    List.of(),
                    "kinglet evaluate " + TrainingMixin.quoted(data.path().toString()));
            OutputFile.write(report, page.html().getBytes(StandardCharsets.UTF_8));
            System.err.println("wrote " + report);
        }
        return 0;
    }

    private Dataset pictures() {
        DataSplits given = data.given();
        return switch (split) {
            case validation -> data.split(given).validation().orElseThrow();
            case train -> data.split(given).train();
            case all -> given.all();
        };
    }

    private Evaluation evaluate(Dataset part, ClassifierFile file, Engine engine) {
        try (ProgressBar bar = Progress.bar("pictures", part.size())) {
            return Evaluator.of(part, file, data.unreadable()).evaluate(file.model(), engine, count -> {
                if (bar != null) {
                    bar.stepBy(count);
                }
            });
        }
    }

    private void print(ClassifierFile file, Evaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusion();
        Format as = format.format();
        if (as == Format.json) {
            Table.printJson(json(file, evaluation, matrix), System.out);
            return;
        }
        if (confusion) {
            matrixTable(matrix)
                    .print(
                            as,
                            IntStream.range(0, matrix.classes().size()).boxed().toList(),
                            System.out);
            return;
        }
        ClassScore.table().print(as, ClassScore.of(matrix), System.out);
        if (as == Format.table || as == Format.markdown) {
            System.out.println();
            Fact.table("").print(as, facts(evaluation, matrix), System.out);
        }
    }

    private static List<Fact> facts(Evaluation evaluation, ConfusionMatrix matrix) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("pictures", Quantities.exact(evaluation.answers().size())),
                new Fact("top-1", percent(evaluation.top1())),
                new Fact("top-5", percent(evaluation.top(5))),
                new Fact("loss", Quantities.decimal(evaluation.loss(), 4))));
        for (ConfusionMatrix.Confusion worst : matrix.worst(CONFUSIONS)) {
            facts.add(new Fact(
                    "taken for " + answer(matrix, worst.answer()),
                    "%s: %d (%s of its pictures)"
                            .formatted(matrix.classes().get(worst.actual()), worst.count(), percent(worst.share()))));
        }
        return facts;
    }

    private static String answer(ConfusionMatrix matrix, int index) {
        return matrix.answers().get(index);
    }

    private static String percent(double share) {
        return Quantities.decimal(100 * share, 2) + " %";
    }

    private static Table<Integer> matrixTable(ConfusionMatrix matrix) {
        Table<Integer> table = new Table<Integer>()
                .words("class", "class", row -> matrix.classes().get(row));
        for (int column = 0; column < matrix.answers().size(); column++) {
            int answer = column;
            String name = matrix.answers().get(column);
            table.number(name, name, row -> matrix.count(row, answer), Number::toString);
        }
        return table;
    }

    private static Map<String, Object> json(ClassifierFile file, Evaluation evaluation, ConfusionMatrix matrix) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("network", file.model().network().name());
        json.put("pictures", evaluation.answers().size());
        json.put("unreadable", evaluation.unreadable().size());
        json.put("top1", evaluation.top1());
        json.put("top5", evaluation.top(5));
        json.put("loss", evaluation.loss());
        json.put("classes", ClassScore.table().records(ClassScore.of(matrix)));
        json.put("answers", matrix.answers());
        json.put(
                "confusion",
                IntStream.range(0, matrix.classes().size())
                        .mapToObj(row -> IntStream.range(0, matrix.answers().size())
                                .map(column -> matrix.count(row, column))
                                .toArray())
                        .toList());
        return json;
    }
}
