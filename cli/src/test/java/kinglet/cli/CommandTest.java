package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static final Path SHARED = Path.of(System.getProperty("kinglet.shared", "../../shared"));

    @TempDir
    private Path folder;

    @Test
    void listNamesEveryNetworkWithEveryKey() throws IOException {
        Run run = Run.of("list", "--format", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        List<Object> records = JSON.std.listFrom(run.out());
        assertThat(records)
                .extracting(record -> String.valueOf(((Map<?, ?>) record).get("id")))
                .containsExactlyElementsOf(
                        Catalogue.entries().stream().map(Entry::id).toList());
        assertThat(records)
                .allSatisfy(record -> assertThat(
                                ((Map<?, ?>) record).keySet().stream().map(Object::toString))
                        .contains("id", "params", "mult_adds", "top1", "top5"));
    }

    @Test
    void summaryCountsAsThopDoes() throws IOException {
        Run run = Run.of("summary", "resnet50", "--convention", "thop", "--format", "json");
        Map<String, Object> summary = JSON.std.mapFrom(run.out());
        assertThat(summary)
                .containsKeys("network", "input", "convention", "params", "memory_access", "activations", "layers")
                .containsEntry("mult_adds", 4_133_742_592L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "summary mobilnet_v2;1;did you mean mobilenet_v2",
                "summary none.onnx;1;none.onnx",
                "summary mobilenet_v2 --nope;2;--nope",
                "summary mobilenet_v2 --convention odd;2;odd",
                "summary;2;NET",
                "list nosuch;2;nosuch",
                "nosuch;2;nosuch",
                "convert mobilenet_v2 none/x.onnx;1;none",
                "compare mobilenet_v2 --plot none/x.svg;1;none",
                "compare mobilenet_v2 --plot x.gif;2;.svg or .png",
                "classify --model mobilenet_v2 x.jpg;2;--weights",
                "classify --weights none.pth x.jpg;2;--model",
                "classify --groups 3 x.jpg;1;groups",
                "classify --model none.onnx x.jpg --top 0;2;--top",
                "classify --model none.onnx x.jpg --threads 0;2;--threads",
                "profile;2;NET",
                "profile mobilnet_v2;1;did you mean mobilenet_v2",
                "profile none.onnx;1;none.onnx",
                "profile mobilenet_v2 --runs 0;2;--runs",
                "profile mobilenet_v2 --batch -1;2;--batch",
                "profile mobilenet_v2 --threads 0;2;--threads",
                "train none --network mobilenet_v2;1;none",
                "train none;2;--network",
                "train none --network mobilnet_v2;1;did you mean mobilenet_v2",
                "train none --network mobilenet_v2 --classes 3;2;--classes",
                "train none --network mobilenet_v2 --validation 2;2;--validation",
                "finetune none;1;none",
                "finetune none --model x.onnx --head-epochs -1;2;--head-epochs",
                "evaluate none --model none.onnx;1;none",
                "evaluate none;1;data set",
                "evaluate none --model none.onnx --split some;2;some",
                "explain;2;NET",
                "explain mobilnet_v2;1;did you mean mobilenet_v2",
                "explain none.onnx;1;none.onnx",
            })
    void wrongInputGetsOneLine(String words, int exit, String says) {
        Run run = Run.of(words.split(" "));
        assertThat(run.exit()).as("kinglet " + words + ": " + run.err()).isEqualTo(exit);
        assertThat(run.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("kinglet: ")
                .contains(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "summary",
                "compare",
                "search",
                "lint",
                "classify",
                "embed",
                "train",
                "finetune",
                "evaluate",
                "run",
                "convert",
                "bench",
                "profile",
                "explain",
                "doctor"
            })
    void helpHasAnExample(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Example").contains("  kinglet " + command);
    }

    @Test
    void explainSaysWhatBecameOfEveryNorm() throws IOException {
        Run run = Run.of("explain", "mobilenet_v2", "--resolution", "64", "--format", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, Object> explanation = JSON.std.mapFrom(run.out());
        assertThat(explanation).containsKeys("network", "kernels", "passes", "lowering", "steps");
        // MobileNetV2 has 52 convolutions, each with a batch norm (Sandler et al. 2018, table 2)
        assertThat((List<?>) explanation.get("passes"))
                .anySatisfy(pass -> assertThat((Map<?, ?>) pass)
                        .satisfies(p -> assertThat(p.get("pass")).isEqualTo("fold batch norm"))
                        .satisfies(p -> assertThat(p.get("change")).isEqualTo(Map.of("batch norm", -52)))
                        .satisfies(p -> assertThat(p.get("rewritten")).isEqualTo(Map.of("conv2d", 52))));
        assertThat((List<?>) explanation.get("steps"))
                .allSatisfy(
                        step -> assertThat(((Map<?, ?>) step).keySet().stream().map(Object::toString))
                                .containsExactly("step", "algorithm", "output", "parts"));
    }

    @Test
    void profileAddsUp() throws IOException {
        Run run = Run.of(
                "profile",
                "shufflenet_v2_x0_5",
                "--resolution",
                "64",
                "--runs",
                "3",
                "--batch",
                "2",
                "--threads",
                "1",
                "--format",
                "json");
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, Object> profile = JSON.std.mapFrom(run.out());
        assertThat(profile)
                .containsEntry("network", "shufflenet_v2_x0_5 --resolution 64")
                .containsEntry("batch", 2)
                .containsKeys("core_gigaflops", "core_gigabytes_per_second", "run_ms", "roofline_ms", "ratio");
        long multAdds = NetworkCost.of(
                        Catalogue.entry("shufflenet_v2_x0_5").build(NetworkOptions.NONE.withResolution(64)))
                .multAdds(Convention.PAPER);
        assertThat(profile.get("mult_adds")).isEqualTo((int) (2 * multAdds));
        for (String part : List.of("steps", "kinds")) {
            assertThat(sum(profile, part, "ms")).as(part).isCloseTo(number(profile, "steps_ms"), Offset.offset(1e-9));
            assertThat(sum(profile, part, "percent")).as(part).isCloseTo(100, Offset.offset(1e-9));
        }
        assertThat((List<?>) profile.get("furthest")).hasSize(5);
    }

    private static double sum(Map<String, Object> profile, String part, String column) {
        return profile.get(part) instanceof List<?> rows
                ? rows.stream()
                        .mapToDouble(row -> number((Map<?, ?>) row, column))
                        .sum()
                : Double.NaN;
    }

    private static double number(Map<?, ?> record, String key) {
        return record.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Test
    void profileAndExplainPrintTables() {
        Run profile = Run.of("profile", "resnet20_cifar", "--runs", "1");
        assertThat(profile.exit()).as(profile.err()).isZero();
        assertThat(profile.out()).contains("roofline ms", "GFLOP/s", "Furthest", "peak of a core");
        Run explain = Run.of("explain", "resnet20_cifar");
        assertThat(explain.exit()).as(explain.err()).isZero();
        assertThat(explain.out()).contains("fold batch norm", "became views", "algorithm");
    }

    @Test
    void classifyGoesOnPastABadPicture() throws IOException {
        Path model = SHARED.resolve("data/weights/mobilenet_v1-0.75-192-imagenet-uint8.tflite");
        Path picture = SHARED.resolve("data/odd/upright.png");
        Assumptions.assumeTrue(Files.exists(model) && Files.exists(picture), "no data in " + SHARED);
        Path broken = Files.writeString(folder.resolve("broken one.jpg"), "no picture");
        Run run = Run.of(
                "classify",
                "--model",
                model.toString(),
                "--top",
                "3",
                "--format",
                "json",
                broken.toString(),
                picture.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("1 of 2 pictures");
        List<Object> records = JSON.std.listFrom(run.out());
        assertThat(records).hasSize(1);
        Map<?, ?> record = (Map<?, ?>) records.getFirst();
        assertThat(record.get("image")).isEqualTo(picture.toString());
        assertThat((List<?>) record.get("top"))
                .hasSize(3)
                .allSatisfy(
                        top -> assertThat(((Map<?, ?>) top).keySet().stream().map(Object::toString))
                                .containsExactly("index", "label", "probability"));
    }
}
