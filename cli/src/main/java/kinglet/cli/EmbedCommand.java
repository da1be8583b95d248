package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kinglet.formats.NpyFile;
import kinglet.graph.Tensor;
import kinglet.lab.Format;
import kinglet.lab.Table;
import kinglet.vision.ImageClassifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet embed}: what a network sees in pictures, before it names it. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Feature vectors: what the last fully connected layer reads. Pictures that look alike have vectors that lie close.",
        footer = {
            "",
            "Examples:",
            "  kinglet embed --model mobilenet_v2.tflite --output vectors.npy holiday/",
            "  kinglet embed --model mobilenet_v2.tflite --format json photo.jpg"
        })
final class EmbedCommand implements Callable<Integer> {

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "files, folders and patterns")
    private List<String> images = List.of();

    @Mixin
    private ClassifierMixin classifier = new ClassifierMixin();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "a .npy file with a row a picture that could be read")
    private @Nullable Path output;

    @Mixin
    private FormatOption format = new FormatOption();

    private record Embedded(Path image, float[] vector) {
        Map<String, Object> json() {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("image", image.toString());
            record.put("vector", vector);
            return record;
        }

        String values() {
            StringBuilder text = new StringBuilder();
            for (float value : vector) {
                text.append(text.isEmpty() ? "" : " ").append(value);
            }
            return text.toString();
        }
    }

    @Override
    public Integer call() {
        List<Path> pictures = Pictures.of(images);
        List<Embedded> all = new ArrayList<>();
        int exit = PictureLoop.run(
                pictures, classifier, ImageClassifier::embed, (path, vector) -> all.add(new Embedded(path, vector)));
        if (output != null && !all.isEmpty()) {
            NpyFile.write(matrix(all), output);
            System.err.printf(
                    "wrote %s: %d vectors of %d%n",
                    output, all.size(), all.getFirst().vector().length);
        } else if (format.format() == Format.json) {
            Table.printJson(all.stream().map(Embedded::json).toList(), System.out);
        } else {
            new Table<Embedded>()
                    .words("image", "image", e -> e.image().toString())
                    .words("vector", "vector", Embedded::values)
                    .print(format.format(), all, System.out);
        }
        return exit;
    }

    private static Tensor matrix(List<Embedded> all) {
        int width = all.getFirst().vector().length;
        float[] values = new float[all.size() * width];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i).vector(), 0, values, i * width, width);
        }
        return Tensor.of(values, all.size(), width);
    }
}
