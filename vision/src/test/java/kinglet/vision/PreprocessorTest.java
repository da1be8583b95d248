package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.networks.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
    /** Two pixels of red 10 and 200, green 20 and 210, blue 30 and 220, over the same two. */
    private static final Picture SQUARE = Picture.of(
            new byte[] {10, 20, 30, (byte) 200, (byte) 210, (byte) 220, 10, 20, 30, (byte) 200, (byte) 210, (byte) 220},
            2,
            2);

    @ParameterizedTest
    @CsvSource({
        "torchvision, -1.9467, -1.6856, -1.2815",
        "tensorflow, -0.92157, -0.84314, -0.76471",
        "caffe, -74, -97, -113",
        "unit, 0.039216, 0.078431, 0.117647",
        "raw, 10, 20, 30"
    })
    void followsTheCustomOfEachFramework(String name, float first, float second, float third) {
        Preprocessing whole = PreprocessingPreset.named(name).at(new Shape(3, 2, 2));
        Tensor input = new Preprocessor(whole.at(2)).apply(SQUARE);
        assertThat(input.dims()).containsExactly(1, 3, 2, 2);
        assertThat(input.data()[0]).isCloseTo(first, within(1e-4f));
        assertThat(input.data()[4]).isCloseTo(second, within(1e-4f));
        assertThat(input.data()[8]).isCloseTo(third, within(1e-4f));
    }

    @Test
    void makesLumaOfColoursForOneChannel() {
        Preprocessing raw = PreprocessingPreset.RAW.at(new Shape(1, 2, 2));
        Tensor input = new Preprocessor(raw).apply(SQUARE);
        assertThat(input.dims()).containsExactly(1, 1, 2, 2);
        assertThat(input.data()[0]).isCloseTo(0.299f * 10 + 0.587f * 20 + 0.114f * 30, within(0.5f));
    }

    @Test
    void stacksABatch() {
        Preprocessor preprocessor = new Preprocessor(PreprocessingPreset.UNIT.at(new Shape(3, 2, 2)));
        Picture black = Picture.of(new byte[12], 2, 2);
        Tensor batch = preprocessor.apply(List.of(black, SQUARE));
        assertThat(batch.dims()).containsExactly(2, 3, 2, 2);
        assertThat(batch.data()[0]).isZero();
        assertThat(batch.data()[12]).isEqualTo(preprocessor.apply(SQUARE).data()[0]);
    }

    /** A quantised input says scale 0.0078125 and zero point 128: the byte x stands for (x - 128) / 128. */
    @Test
    void readsWhatAQuantisedInputSays() {
        Preprocessing affine = PreprocessingPreset.affine(new Shape(3, 2, 2), 1 / 128.0, -1);
        assertThat(new Preprocessor(affine).apply(SQUARE).data()[0]).isEqualTo((10 - 128) / 128f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Torchvision", "UNIT"})
    void knowsPresetsInAnyCase(String name) {
        assertThat(PreprocessingPreset.named(name)).hasToString(name.toLowerCase(Locale.ROOT));
    }

    @Test
    void refusesWhatItCannotMake() {
        assertThatThrownBy(() -> PreprocessingPreset.named("keras"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("torchvision, tensorflow, caffe, unit, raw");
        assertThatThrownBy(() -> PreprocessingPreset.UNIT.at(new Shape(3, 2, 4)))
                .hasMessageContaining("square");
        assertThatThrownBy(() -> PreprocessingPreset.UNIT.at(new Shape(4, 2, 2)))
                .hasMessageContaining("1 or 3 channels");
        assertThatThrownBy(() -> PreprocessingPreset.CAFFE.at(new Shape(1, 2, 2)))
                .hasMessageContaining("three channels");
    }
}
