package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kinglet.engine.Engine;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageClassifierTest {
    private static final BufferedImage IMAGE = Pictures.gradient(50, 40, BufferedImage.TYPE_3BYTE_BGR);

    /** A layer of five classes over the means of four channels: logits that a formula gives. */
    private static ImageClassifier small() {
        return ImageClassifier.builder(ClassifierHeadTest.linear(32, 5))
                .preprocessing(PreprocessingPreset.UNIT)
                .labels(new ClassLabels(List.of("a", "b", "c", "d", "e")))
                .threads(1)
                .build();
    }

    @Test
    void turnsLogitsIntoProbabilities() {
        try (ImageClassifier classifier = small()) {
            List<Prediction> all = classifier.classify(IMAGE, 99);
            assertThat(all).hasSize(5);
            assertThat(all).allSatisfy(p -> assertThat(p.probability()).isCloseTo(0.2f, within(1e-6f)));
            assertThat(all).extracting(Prediction::label).containsExactly("a", "b", "c", "d", "e");
            assertThat(classifier.probabilities(Picture.of(IMAGE))).hasSize(5);
        }
    }

    @Test
    void saysTheSameOfAFileAStreamAnImageAndABatch(@TempDir Path folder) throws IOException {
        byte[] png = Pictures.file("png", IMAGE);
        Path file = Files.write(folder.resolve("a.png"), png);
        Entry entry = Catalogue.entry("mobilenet_v2");
        try (Engine engine = Engine.create();
                ImageClassifier classifier = formula(entry, engine)) {
            List<Prediction> expected = classifier.classify(file, 5);
            assertThat(expected)
                    .hasSize(5)
                    .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
            assertThat(classifier.classify(new ByteArrayInputStream(png), 5)).isEqualTo(expected);
            assertThat(classifier.classify(IMAGE, 5)).isEqualTo(expected);
            List<Path> many =
                    new ArrayList<>(IntStream.range(0, 11).mapToObj(i -> file).toList());
            for (List<Prediction> predictions : classifier.classify(many, 5)) {
                assertThat(predictions)
                        .extracting(Prediction::index)
                        .isEqualTo(expected.stream().map(Prediction::index).toList());
            }
            assertThat(classifier.embed(file)).hasSize(1280).isEqualTo(classifier.embed(IMAGE));
            assertThat(classifier.classify(List.<Path>of(), 5)).isEmpty();
        }
    }

    private static ImageClassifier formula(Entry entry, Engine engine) {
        Model model = Model.of(entry.build(), FormulaWeights.of(entry.build()));
        return ImageClassifier.builder(model)
                .preprocessing(entry.preprocessing())
                .engine(engine)
                .build();
    }

    @Test
    void leavesASharedEngineRunning() {
        try (Engine engine = Engine.create()) {
            Model model = ClassifierHeadTest.linear(32, 5);
            ImageClassifier.builder(model).engine(engine).build().close();
            try (ImageClassifier second =
                    ImageClassifier.builder(model).engine(engine).build()) {
                assertThat(second.classify(IMAGE, 1)).hasSize(1);
            }
        }
    }

    @Test
    void answersManyThreadsAlike() {
        try (ImageClassifier classifier = formula(Catalogue.entry("mobilenet_v2"), Engine.create())) {
            List<Prediction> expected = classifier.classify(IMAGE, 3);
            assertThat(IntStream.range(0, 16)
                            .parallel()
                            .mapToObj(i -> classifier.classify(IMAGE, 3))
                            .toList())
                    .containsOnly(expected);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        Model model = ClassifierHeadTest.linear(32, 5);
        assertThatThrownBy(() -> ImageClassifier.builder(model)
                        .preprocessing(Preprocessing.unit(64))
                        .build())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("makes 3 x 64 x 64, but network 'linear' takes 3 x 32 x 32");
        assertThatThrownBy(() -> ImageClassifier.of(Catalogue.entry("mobilenet_v2"), Weights.of(Map.of())))
                .hasMessageContaining("missing");
        try (ImageClassifier classifier = small()) {
            assertThatThrownBy(() -> classifier.classify(IMAGE, 0)).hasMessageContaining("k is 0");
        }
    }
}
