package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLoopTest {
    private static final int PICTURES = 12;
    private static final int BROKEN = 5;

    @TempDir
    private Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void pictures() throws IOException {
        model = folder.resolve("model.onnx");
        Network network = Catalogue.entry("mobilenet_v2")
                .build(NetworkOptions.NONE.withWidth(0.35).withResolution(96));
        ModelFiles.write(Model.of(network, FormulaWeights.of(network)), model);
        Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            if (i == BROKEN) {
                Files.writeString(picture(i), "no picture");
            } else {
                draw(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void manyPicturesGiveWhatEachGivesAlone(int threads) {
        List<String> alone = IntStream.range(0, PICTURES)
                .filter(i -> i != BROKEN)
                .mapToObj(i -> classify(threads, picture(i)))
                .toList();
        Run together = run(threads, folder.resolve("pictures"));
        assertThat(together.exit()).isEqualTo(1);
        assertThat(together.out()).isEqualTo(String.join("", alone));
        assertThat(together.err().lines()).hasSize(2);
        assertThat(together.err())
                .contains(picture(BROKEN).getFileName().toString())
                .contains("1 of %d pictures".formatted(PICTURES));
    }

    @Test
    void theModelIsComplainedOfOnceAndNotThePictures() {
        Run run = Run.of(
                "classify",
                "--model",
                folder.resolve("none.onnx").toString(),
                folder.resolve("pictures").toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1).first().asString().contains("none.onnx");
    }

    private String classify(int threads, Path picture) {
        Run run = run(threads, picture);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private Run run(int threads, Path pictures) {
        return Run.of(
                "classify", "--model", model.toString(), "--threads", Integer.toString(threads), pictures.toString());
    }

    private Path picture(int i) {
        return folder.resolve("pictures/%02d.png".formatted(i));
    }

    /** Pictures of different sizes, so that some take longer than those after them. */
    private void draw(int i) throws IOException {
        int size = i % 3 == 0 ? 900 : 100;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.getHSBColor(i / (float) PICTURES, 1, 1));
        pen.fillRect(0, 0, size, size * (i + 1) / (PICTURES + 1));
        pen.dispose();
        ImageIO.write(image, "png", picture(i).toFile());
    }
}
