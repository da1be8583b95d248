package kinglet.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import kinglet.vision.ClassifierFile;
import kinglet.vision.ImageClassifier;
import kinglet.vision.Prediction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KingletModelTest {
    private static final long MOST_PARAMETERS = 3_000_000;

    @ParameterizedTest
    @EnumSource
    void comesAlong(KingletModel model) {
        ClassifierFile file = model.file();
        assertThat(KingletModel.of(model.id())).contains(model);
        assertThat(file.model().network().parameterCount()).isLessThanOrEqualTo(MOST_PARAMETERS);
        assertThat(file.labels().names()).hasSize(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void classifies(KingletModel model) {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(100, 50, 100, 100);
        graphics.dispose();
        try (ImageClassifier classifier = model.classifier()) {
            List<Prediction> predictions = classifier.classify(image, 5);
            assertThat(predictions).hasSize(5);
            assertThat(predictions.getFirst().probability()).isBetween(0.01f, 1f);
        }
    }
}
