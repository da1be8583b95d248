package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.vision.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet classify}: what is on the pictures. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Names the most likely classes of each picture. A picture that cannot be read is reported and passed over;",
            "the exit code is then 1."
        },
        footer = {
            "",
            "Examples:",
            "  kinglet classify photo.jpg",
            "  kinglet classify --model mobilenet_v2.tflite photo.jpg holiday/ 'scans/*.png'",
            "  kinglet classify --model squeezenet1_1.onnx --preprocess caffe --format json photo.jpg",
            "  kinglet classify --model mobilenet_v2 --weights mobilenet_v2.pth photo.jpg"
        })
final class ClassifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "files, folders and patterns")
    private List<String> images = List.of();

    @Mixin
    private ClassifierMixin classifier = new ClassifierMixin();

    @Option(names = "--top", defaultValue = "5", description = "how many classes (default: ${DEFAULT-VALUE})")
    private int top;

    @Mixin
    private FormatOption format = new FormatOption();

    ClassifyCommand() {}

    ClassifyCommand(String model, List<String> images, int top) {
        this.classifier = new ClassifierMixin(model);
        this.images = images;
        this.top = top;
    }

    private record Row(Path image, Prediction prediction, int rank) {}

    private record Classified(Path image, List<Prediction> top) {
        Map<String, Object> json() {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("image", image.toString());
            record.put("top", top.stream().map(Classified::json).toList());
            return record;
        }

        private static Map<String, Object> json(Prediction prediction) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("index", prediction.index());
            record.put("label", prediction.label());
            record.put("probability", prediction.probability());
            return record;
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            top.forEach(prediction -> rows.add(new Row(image, prediction, rows.size() + 1)));
            return rows;
        }
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new WrongUsageException("--top is %d; it must be at least 1".formatted(top));
        }
        List<Path> pictures = Pictures.of(images);
        List<Classified> all = new ArrayList<>();
        int exit =
                PictureLoop.run(pictures, classifier, (open, picture) -> open.classify(picture, top), (path, best) -> {
                    Classified classified = new Classified(path, best);
                    all.add(classified);
                    if (format.format() == Format.table) {
                        print(classified);
                    }
                });
        switch (format.format()) {
            case table -> {}
            case json -> Table.printJson(all.stream().map(Classified::json).toList(), System.out);
            case csv, markdown ->
                table().print(
                                format.format(),
                                all.stream().flatMap(c -> c.rows().stream()).toList(),
                                System.out);
        }
        return exit;
    }

    private static void print(Classified classified) {
        System.out.println(classified.image());
        for (Prediction prediction : classified.top()) {
            System.out.printf(
                    "  %5s %%  %s (%d)%n",
                    Quantities.decimal(100.0 * prediction.probability(), 1), prediction.label(), prediction.index());
        }
    }

    private static Table<Row> table() {
        return new Table<Row>()
                .words("image", "image", row -> row.image().toString())
                .number("rank", "rank", Row::rank, Number::toString)
                .number("index", "index", row -> row.prediction().index(), Number::toString)
                .words("label", "label", row -> row.prediction().label())
                .number(
                        "probability",
                        "probability",
                        row -> row.prediction().probability(),
                        n -> Quantities.decimal(n.doubleValue(), 4));
    }
}
