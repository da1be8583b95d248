package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
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
                "classify --model none.onnx x.jpg --top 0;2;--top",
                "classify --model none.onnx x.jpg --threads 0;2;--threads",
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
            strings = {"list", "summary", "compare", "lint", "classify", "embed", "run", "convert", "bench", "doctor"})
    void helpHasAnExample(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Example").contains("  kinglet " + command);
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
