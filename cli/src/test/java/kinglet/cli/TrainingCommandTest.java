package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import kinglet.formats.ModelFiles;
import kinglet.graph.Shape;
import kinglet.train.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class TrainingCommandTest {
    private static final int CLASSES = 3;

    @TempDir
    private Path folder;

    private Path data = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void pictures() throws IOException {
        data = TinyPictures.write(folder.resolve("data"), CLASSES, 12);
        out = folder.resolve("out");
    }

    private Run train(String... more) {
        return train(2, more);
    }

    private Run train(int epochs, String... more) {
        List<String> words = new ArrayList<>(
                List.of("train", data.toString(), "--network", "shufflenet_v2_x0_5", "--out", out.toString()));
        words.addAll(
                List.of("--epochs", Integer.toString(epochs), "--batch", "4", "--threads", "2", "--log-every", "3"));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private static void oneLine(Run run, int exit, String says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err().lines().toList().getLast()).startsWith("kinglet: ").contains(says);
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void trainingLeavesAModelThatOtherCommandsRead() throws Exception {
        Run run = train("--format", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, Object> result = JSON.std.mapFrom(run.out());
        assertThat(result)
                .containsKeys("validation_top1", "validation_top5", "latency_ms", "params", "model", "report");
        assertThat(run.err()).contains("epoch 1/2", "epoch 2/2", "images/s");

        List<MetricsLog.Line> lines = MetricsLog.read(out.resolve("metrics.jsonl"));
        // 33 pictures to learn from make 8 batches of 4: a line after each third step
        assertThat(lines.stream().filter(MetricsLog.Line::isStep)).hasSize(2 * 8 / 3);
        assertThat(lines.stream().filter(line -> !line.isStep())).hasSize(2);

        Path model = out.resolve("model.safetensors");
        Run classified = Run.of(
                "classify",
                "--model",
                model.toString(),
                data.resolve("colour & a/0.png").toString());
        assertThat(classified.exit()).as(classified.err()).isZero();
        assertThat(classified.out()).contains("colour & a", "colour & b", "colour & c");

        Run evaluated =
                Run.of("evaluate", data.toString(), "--model", model.toString(), "--format", "json", "--seed", "1");
        assertThat(evaluated.exit()).as(evaluated.err()).isZero();
        assertThat(JSON.std.mapFrom(evaluated.out()).get("top1")).isEqualTo(result.get("validation_top1"));
    }

    @Test
    void theReportIsWholeInItself() throws Exception {
        train();
        Path file = out.resolve("report.html");
        String html = Files.readString(file);
        assertThat(html).doesNotContain("<link", "<script", "src=\"http", "url(");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document page = factory.newDocumentBuilder().parse(file.toFile());
        // three curves and the confusion matrix
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).contains("shufflenet_v2_x0_5");
        assertThat(html)
                .contains(
                        "kinglet train", "colour &amp; c", "latency", "mult-adds", "recipe", "top-1", "Learning rate");
        Document curves =
                factory.newDocumentBuilder().parse(out.resolve("curves.svg").toFile());
        assertThat(curves.getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void resumingAfterTheEndChangesNothing() throws IOException {
        train();
        byte[] model = Files.readAllBytes(out.resolve("model.safetensors"));
        List<String> metrics = Files.readAllLines(out.resolve("metrics.jsonl"));
        Run run = train("--resume");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve("model.safetensors"))).isEqualTo(model);
        assertThat(Files.readAllLines(out.resolve("metrics.jsonl"))).isEqualTo(metrics);
    }

    @Test
    void aFolderIsNotTrainedIntoTwice() {
        train();
        oneLine(train(), 1, "--resume");
    }

    @Test
    void anotherNetworksCheckpointIsRefused() throws IOException {
        train();
        byte[] checkpoint = Files.readAllBytes(out.resolve("checkpoint.kinglet"));
        Run run = Run.of(
                "train",
                data.toString(),
                "--network",
                "mobilenet_v2",
                "--width",
                "0.35",
                "--out",
                out.toString(),
                "--resume");
        oneLine(run, 1, "shufflenet_v2_x0_5");
        assertThat(Files.readAllBytes(out.resolve("checkpoint.kinglet"))).isEqualTo(checkpoint);
    }

    @Test
    void anotherRecipesCheckpointIsRefused() {
        train();
        oneLine(train("--resume", "--lr", "0.01"), 1, "another recipe or seed");
    }

    @Test
    void divergenceKeepsTheLastCheckpoint() {
        Run run = train("--lr", "1e30", "--ema", "0");
        oneLine(run, 1, "diverged");
        assertThat(run.err()).contains("learning rate");
        assertThat(out.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void theAdviceAfterADivergenceWorks() {
        Run diverged = train("--lr", "1e30", "--ema", "0");
        Matcher advice =
                Pattern.compile("for example with (--lr \\S+) (--out \\S+) ").matcher(diverged.err());
        assertThat(advice.find()).as(diverged.err()).isTrue();
        List<String> words = new ArrayList<>(List.of("train", data.toString(), "--network", "shufflenet_v2_x0_5"));
        words.addAll(List.of("--epochs", "1", "--batch", "4", "--threads", "2", "--ema", "0"));
        words.addAll(List.of(advice.group(1).split(" ")));
        words.addAll(List.of(advice.group(2).split(" ")));
        Run again = Run.of(words.toArray(String[]::new));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(folder.resolve("out-again/model.safetensors")).exists();
    }

    @Test
    void unreadablePicturesAreCountedAndNamed() throws IOException {
        Files.writeString(data.resolve("colour & a/broken.png"), "no picture");
        Run run = train(1);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("could not be read").contains("broken.png");
        assertThat(Files.readString(out.resolve("report.html"))).contains("broken.png");
    }

    @Test
    void strictMakesThemFatal() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.writeString(data.resolve("colour & a/broken" + i + ".png"), "no picture");
        }
        oneLine(train("--strict"), 1, "broken");
    }

    @Test
    void anEmptyClassIsNamed() throws IOException {
        Files.createDirectories(data.resolve("nothing"));
        oneLine(train(), 1, "'nothing'");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(out, "a file");
        oneLine(train(), 1, "--out");
    }

    @Test
    void finetuningReplacesTheHead() throws IOException {
        train(1);
        Path two = TinyPictures.write(folder.resolve("two"), 2, 12);
        Path tuned = folder.resolve("tuned");
        Run run = Run.of(
                "finetune",
                two.toString(),
                "--model",
                out.resolve("model.safetensors").toString(),
                "--out",
                tuned.toString(),
                "--epochs",
                "1",
                "--head-epochs",
                "1",
                "--threads",
                "2");
        assertThat(run.exit()).as(run.err()).isZero();
        var before = Checkpoint.read(out.resolve("checkpoint.kinglet"));
        var head = Checkpoint.read(tuned.resolve("checkpoint-head.kinglet"));
        var all = Checkpoint.read(tuned.resolve("checkpoint.kinglet"));
        assertThat(head.weights().tensor("fc.bias").size()).isEqualTo(2);
        String first = "conv1.0.weight";
        String statistics = "conv1.1.running_mean";
        float[] learned =
                before.averages().orElseThrow().weights().tensor(first).data();
        assertThat(head.weights().tensor(first).data()).isEqualTo(learned);
        assertThat(all.weights().tensor(first).data()).isNotEqualTo(learned);
        assertThat(all.weights().tensor(statistics).data())
                .isEqualTo(head.weights().tensor(statistics).data());
    }

    @Test
    void aModelFileIsFinetunedForLargerPictures() throws IOException {
        train(1);
        Path onnx = folder.resolve("trained.onnx");
        Run converted = Run.of("convert", out.resolve("model.safetensors").toString(), onnx.toString());
        assertThat(converted.exit()).as(converted.err()).isZero();
        Path larger = folder.resolve("larger");
        Run run = finetune(onnx, larger, "--resolution", "48");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(ModelFiles.read(larger.resolve("model.onnx"))
                        .network()
                        .input()
                        .shape())
                .isEqualTo(new Shape(3, 48, 48));
        oneLine(finetune(onnx, larger, "--width", "0.5"), 2, "takes only --resolution");
    }

    @Test
    void theNetworkThatComesAlongIsNamedAsElsewhere() {
        Path tuned = folder.resolve("tuned");
        Run run = finetune(Path.of("everyday"), tuned, "--resolution", "32");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("resnet18 --width 0.5");
        assertThat(tuned.resolve("model.safetensors")).exists();
    }

    @Test
    void aModelFileNeedsNoSuffix() throws IOException {
        train(1);
        Path model = Files.move(out.resolve("model.safetensors"), folder.resolve("trained"));
        Run run = finetune(model, folder.resolve("tuned"), "--resolution", "48");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private Run finetune(Path model, Path into, String option, String value) {
        return Run.of(
                "finetune",
                data.toString(),
                "--model",
                model.toString(),
                "--out",
                into.toString(),
                option,
                value,
                "--epochs",
                "1",
                "--head-epochs",
                "0",
                "--threads",
                "2");
    }

    @Test
    void finetuningForTheSameClassesKeepsTheHead() throws IOException {
        train(1);
        Path larger = folder.resolve("larger");
        Run run = Run.of(
                "finetune",
                data.toString(),
                "--model",
                out.resolve("model.safetensors").toString(),
                "--out",
                larger.toString(),
                "--resolution",
                "48",
                "--epochs",
                "1",
                "--lr",
                "0.000001",
                "--threads",
                "2");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(larger.resolve("checkpoint-head.kinglet")).doesNotExist();
        var before = Checkpoint.read(out.resolve("checkpoint.kinglet"));
        float[] learned =
                before.averages().orElseThrow().weights().tensor("fc.weight").data();
        float[] now = Checkpoint.read(larger.resolve("checkpoint.kinglet"))
                .weights()
                .tensor("fc.weight")
                .data();
        assertThat(now).containsExactly(learned, within(1e-4f));
    }

    @Test
    void evaluationMatchesClassesByName() throws IOException {
        train(1);
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        Files.move(data.resolve("colour & a"), other.resolve("colour & a"));
        Files.move(data.resolve("colour & b"), other.resolve("unknown"));
        Run run = Run.of(
                "evaluate",
                other.toString(),
                "--model",
                out.resolve("model.safetensors").toString());
        oneLine(run, 1, "labels do not match");
    }

    @Test
    void confusionIsPrintedAsAMatrix() {
        train(1);
        Run run = Run.of(
                "evaluate",
                data.toString(),
                "--model",
                out.resolve("model.safetensors").toString(),
                "--split",
                "all",
                "--confusion",
                "--format",
                "csv");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(1 + CLASSES).first().asString().startsWith("class,colour & a,");
        int sum = run.out()
                .lines()
                .skip(1)
                .flatMap(line -> Arrays.stream(line.split(",")).skip(1))
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(sum).isEqualTo(CLASSES * 12);
    }
}
