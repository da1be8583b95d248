package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import kinglet.graph.Model;
import kinglet.networks.Catalogue;
import kinglet.networks.Labels;
import kinglet.networks.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierDefaultsTest {

    private static ClassifierDefaults defaults(int classes, Map<String, String> properties) {
        Model model = ClassifierHeadTest.linear(96, classes);
        return new ClassifierDefaults(new Model(model.network(), model.weights(), properties));
    }

    @Test
    void believesAQuantisedInput() {
        Preprocessing found = defaults(
                        2, Map.of(Model.INPUT_SCALE, "0.0078125", Model.INPUT_OFFSET, "-1", Model.NETWORK, "resnet18"))
                .preprocessing("model.tflite");
        assertThat(found.mean()).containsOnly(128.0);
        assertThat(found.std()).containsOnly(128.0);
        assertThat(found.resize()).isEqualTo(110);
        assertThat(found.crop()).isEqualTo(96);
    }

    @Test
    void believesTheCatalogueNext() {
        Preprocessing published = Catalogue.entry("mobilenet_v2").preprocessing();
        Preprocessing found = defaults(1000, Map.of(Model.NETWORK, "mobilenet_v2 --width 0.5"))
                .preprocessing("model.h5");
        assertThat(found).isEqualTo(published.at(96));
    }

    @ParameterizedTest
    @CsvSource({"model.h5, tensorflow", "MODEL.TFLITE, tensorflow", "model.onnx, torchvision", "model, torchvision"})
    void followsTheCustomOfTheFormatAtLast(String file, String preset) {
        ClassifierDefaults defaults = defaults(2, Map.of(Model.NETWORK, "none of ours"));
        assertThat(defaults.preprocessing(file))
                .isEqualTo(PreprocessingPreset.named(preset)
                        .at(defaults.model().network().input().shape()));
    }

    @Test
    void refusesAScaleThatIsNoNumber() {
        for (String scale : List.of("NaN", "many")) {
            assertThatThrownBy(() -> defaults(2, Map.of(Model.INPUT_SCALE, scale, Model.INPUT_OFFSET, "0"))
                            .preprocessing("f"))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining(scale);
        }
    }

    @Test
    void takesLabelsFromTheFileThenByTheNumberOfClasses() {
        assertThat(defaults(2, Map.of(Model.LABELS, "cat\ndog")).labels(2).names())
                .containsExactly("cat", "dog");
        assertThat(defaults(2, Map.of()).labels(1001)).isEqualTo(ClassLabels.of(Labels.IMAGENET_WITH_BACKGROUND));
        assertThat(defaults(2, Map.of()).labels(2).name(1)).isEqualTo("class 1");
    }

    @Test
    void addsABackgroundClassAndRefusesLabelsThatDoNotFit() {
        ClassLabels imagenet = ClassLabels.of(Labels.IMAGENET);
        assertThat(ClassifierDefaults.fit(imagenet, 1001).name(1)).isEqualTo(imagenet.name(0));
        assertThatThrownBy(() -> ClassifierDefaults.fit(imagenet, 10))
                .hasMessageContaining("1000 labels for a network of 10");
    }
}
