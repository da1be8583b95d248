package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.cost.NetworkCost;
import kinglet.formats.ModelFiles;
import kinglet.networks.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCommandTest {
    @TempDir
    private Path folder;

    private static Run search(String words) {
        return Run.of(("search " + words).split(" "));
    }

    /** MobileNet v1's published points below 0.6 M parameters: 0.25, 50.6 % at 224 pixels; and ten per cent more in width are too many. */
    @Test
    void printsJsonAndWritesTheNetwork() throws IOException {
        Path plot = folder.resolve("front.svg");
        Path file = folder.resolve("network.onnx");
        Run run = search(
                "mobilenet_v1 --params 500k --no-measure --format json --plot %s --out %s".formatted(plot, file));
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, Object> json = JSON.std.mapFrom(run.out());
        assertThat(json)
                .containsKeys("threads", "considered", "inside", "without_accuracy")
                .containsEntry("budget", Map.of("params", 500_000.0))
                .containsEntry("measured", false)
                .containsEntry("chosen", "mobilenet_v1 --width 0.25")
                .containsEntry("train", "kinglet train DATA --network mobilenet_v1 --width 0.25 --resolution 224");
        assertThat((List<?>) json.get("front"))
                .singleElement()
                .satisfies(row -> assertThat(((Map<?, ?>) row).get("top1")).isEqualTo(50.6))
                .satisfies(row -> assertThat(((Map<?, ?>) row).get("estimated")).isEqualTo(false));
        assertThat(plot).content().startsWith("<svg ").contains("mobilenet_v1 x0.25");
        assertThat(NetworkCost.of(ModelFiles.read(file).network()).params())
                .isEqualTo(NetworkCost.of(
                                Variant.named("mobilenet_v1 --width 0.25").build())
                        .params());
        assertThat(run.err()).contains("wrote " + plot, "wrote " + file);
    }

    @Test
    void measuresAndPrintsATable() {
        Run run = search("mobilenet_v1 --width 0.25 --resolution 96,128 --mult-adds 1G --top 1 --threads 1");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("median ms", "~41.5", "2 networks, of which 2 keep 1.00 G mult-adds; 1 measured")
                .contains("kinglet train DATA --network mobilenet_v1 --width 0.25 --resolution 128");
    }

    /** A training on small pictures would leave out halvings, unless told not to. */
    @Test
    void theTrainingLineBuildsTheSameNetwork() {
        Run run = search("mobilenet_v2 --resolution 96 --width 0.5 --params 3M --no-measure");
        assertThat(run.out()).contains("--network mobilenet_v2 --width 0.5 --resolution 96 --stem imagenet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--no-measure;2;a search needs a budget",
                "--latency 5;2;--latency: 5 has none of the units us, ms, s",
                "--latency -5ms;2;above 0",
                "--mult-adds 5X;2;k, M, G",
                "--params 2M --top 0;2;--top",
                "--params 2M --threads 0;2;--threads",
                "--params 2M --plot x.gif;2;.svg",
                "--params 2M --plot none/x.svg;1;none",
                "--params 2M --out x.tflite;2;.onnx or .safetensors",
                "--params 2M --family mobilenet;1;did you mean mobilenet_v",
                "mobilnet_v2 --params 2M;1;did you mean mobilenet_v2",
                "mobilenet_v2 --params 2M --choose mobilnet_v2;1;did you mean mobilenet_v2",
                "mobilenet_v2 --params 2 --no-measure;1;nothing fits into 2 parameters; what comes nearest is mobilenet_v2 --width 0.35",
            })
    void saysInOneLineWhatIsWrong(String words, int exit, String message) {
        Run run = search(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err().lines().toList()).hasSize(1).first().asString().contains(message);
        assertThat(run.out()).isEmpty();
    }
}
