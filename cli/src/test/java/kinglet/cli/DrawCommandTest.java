package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1 --width 0.5, total",
        "resnet18 --unit layer1.0, conv 3×3",
        "squeezenet1_1 --layers, concat",
        "channel-shuffle, shuffle",
    })
    void writesSvg(String words, String text) throws IOException {
        Path file = folder.resolve("x.svg");
        Run run = draw(words + " --out " + file);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("wrote " + file);
        assertThat(file)
                .content()
                .startsWith("<svg ")
                .contains("<title", "<desc", text)
                .endsWith("</svg>\n");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void writesPng() {
        Path file = folder.resolve("x.png");
        assertThat(draw("fire --out " + file).exit()).isZero();
        assertThat(file).binaryContent().startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void drawsAModelFile() {
        Path model = folder.resolve("squeezenet1_1.onnx");
        Path file = folder.resolve("x.svg");
        assertThat(Run.of("convert", "squeezenet1_1", model.toString()).exit()).isZero();
        Run run = draw(model + " --out " + file);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(file).content().contains("3×3/2, 64", "global pool", ">squeezenet1_1.onnx<");
    }

    @Test
    void listsTheFigures() {
        Run run = draw("--list --format csv");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().toList()).hasSizeGreaterThan(10).anyMatch(line -> line.startsWith("fire,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mobilnet_v2;1;did you mean mobilenet_v2",
                "shufle-units;1;shufflenet-units",
                "none.onnx;1;none.onnx",
                "mobilenet_v2 --unit featurs.3;1;features.3",
                "fire --unit a;2;figure",
                "mobilenet_v2 --out x.gif;2;.svg or .png",
                "mobilenet_v2 --out none/x.svg;1;none",
                "fire --layers;2;figure",
                "--unit a;2;what to draw",
            })
    void saysInOneLineWhatIsWrong(String words, int exit, String message) {
        Run run = draw(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err().lines().toList()).hasSize(1).first().asString().contains(message);
        assertThat(List.of(run.out())).containsExactly("");
    }

    private static Run draw(String words) {
        return Run.of(("draw " + words).split(" "));
    }
}
