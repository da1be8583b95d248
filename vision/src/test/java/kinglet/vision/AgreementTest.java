package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models over 200 photographs, beside what other programs answered for the same files. */
class AgreementTest {
    private static final int PICTURES = 200;
    private static final int AGREEING = 196;
    /** The i-th photograph in the order of names is of class 5 i. */
    private static final int CLASS_STEP = 5;

    @ParameterizedTest
    @CsvSource({
        "squeezenet1_1-imagenet-fp16, onnx, caffe, 0",
        "mobilenet_v1-0.25-224-imagenet, h5, tensorflow, 0",
        "mobilenet_v1-0.25-128-imagenet-uint8, tflite, , 0",
        "mobilenet_v1-0.75-192-imagenet-uint8, tflite, , 0",
        "mobilenet_v2-1.0-224-imagenet-uint8, tflite, , 170",
        "mobilenet_v2-1.0-224-imagenet-int8, tflite, , 0"
    })
    void namesPhotographsAsItsPeerDoes(String name, String extension, String preset, int leastRight)
            throws IOException {
        Path file = SharedFiles.data("weights/" + name + "." + extension);
        List<String> expected = Files.readAllLines(SharedFiles.data("expected/" + name + ".tsv"));
        ImageClassifier.Builder builder = ImageClassifier.builder(file);
        if (preset != null) {
            builder.preprocessing(PreprocessingPreset.named(preset));
        }
        try (ImageClassifier classifier = builder.build()) {
            int background = classifier.classes() - 1000;
            List<List<Prediction>> answers = classifier.classify(photographs(), 1);
            int agreeing = 0;
            int right = 0;
            double distance = 0;
            for (int i = 0; i < PICTURES; i++) {
                String[] peer = expected.get(i).split("\t")[1].split(":");
                Prediction answer = answers.get(i).getFirst();
                int index = answer.index() - background;
                agreeing += index == Integer.parseInt(peer[0]) ? 1 : 0;
                right += index == CLASS_STEP * i ? 1 : 0;
                distance += Math.abs(answer.probability() - Double.parseDouble(peer[1])) / PICTURES;
            }
            assertThat(agreeing)
                    .as("%s: photographs named as the peer names them", name)
                    .isGreaterThanOrEqualTo(AGREEING);
            assertThat(right).as("%s: photographs named right", name).isGreaterThanOrEqualTo(leastRight);
            assertThat(distance)
                    .as("%s: mean difference of the top probability", name)
                    .isLessThan(0.02);
        }
    }

    /** The file says no preprocessing, but that it comes from Keras, by way of tf2onnx. */
    @Test
    void tellsFlowersApart() {
        ClassLabels flowers = new ClassLabels(List.of("daisy", "dandelion", "roses", "sunflowers", "tulips"));
        try (ImageClassifier classifier = ImageClassifier.builder(
                        SharedFiles.data("weights/mobilenet_v2-0.35-128-flowers.onnx"))
                .labels(flowers)
                .build()) {
            Prediction best = classifier
                    .classify(SharedFiles.data("odd/sunflower.bmp"), 1)
                    .getFirst();
            assertThat(best.label()).isEqualTo("sunflowers");
            assertThat(best.probability()).isGreaterThan(0.98f);
        }
    }

    private static List<Path> photographs() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.data("images"))) {
            return files.sorted().toList();
        }
    }
}
