package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kinglet.engine.Engine;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small Keras networks against loops over Keras' own order: rows, columns, channels. */
class KerasReaderTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @TempDir
    Path folder;

    private float[] run(KerasSample sample, Tensor input) throws IOException {
        Path file = Files.write(folder.resolve("x.h5"), sample.bytes());
        try (Engine engine = Engine.create()) {
            return engine.compile(KerasReader.read(file)).run(input).data();
        }
    }

    private static void close(float[] actual, float[] expected) {
        assertThat(actual).containsExactly(expected, CLOSE);
    }

    private static KerasSample dense(KerasSample sample) {
        return sample.layer("Dense", "dense", "\"units\": 4")
                .weight("dense/kernel", 2 * 5 * 3, 4)
                .weight("dense/bias", 4);
    }

    private static float[] denseOfFlattened(Tensor x, KerasSample sample) {
        return NaiveLayers.dense(
                NaiveLayers.channelsLast(x), sample.values("dense/kernel"), sample.values("dense/bias"));
    }

    @Test
    void denseAfterFlattenReadsRowsColumnsChannels() throws IOException {
        KerasSample sample = dense(new KerasSample(2, 5, 3).layer("Flatten", "flatten", ""));
        Tensor x = FormulaWeights.input(1, 3, 2, 5);
        close(run(sample, x), denseOfFlattened(x, sample));
    }

    @Test
    void layersBetweenFlattenAndDenseKeepTheOrder() throws IOException {
        KerasSample sample = dense(new KerasSample(2, 5, 3)
                .layer("Flatten", "flatten", "")
                .layer("Dropout", "dropout", "\"rate\": 0.5")
                .layer("Activation", "linear", "\"activation\": \"linear\""));
        Tensor x = FormulaWeights.input(1, 3, 2, 5);
        close(run(sample, x), denseOfFlattened(x, sample));
    }

    @Test
    void aFlattenedImageIsReadOnlyBeforeDense() {
        KerasSample norm = new KerasSample(2, 5, 3)
                .layer("Flatten", "flatten", "")
                .layer("BatchNormalization", "bn", "")
                .weight("bn/gamma", 30);
        assertThatThrownBy(() -> run(norm, Tensor.zeros(1, 3, 2, 5)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'bn' (BatchNormalization) reads a flattened image");
        KerasSample end = new KerasSample(2, 5, 3).layer("Flatten", "flatten", "");
        assertThatThrownBy(() -> run(end, Tensor.zeros(1, 3, 2, 5)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("output is a flattened image");
    }

    @Test
    void depthMultiplierAndStride() throws IOException {
        KerasSample sample = new KerasSample(6, 5, 3)
                .layer(
                        "DepthwiseConv2D",
                        "dw",
                        "\"kernel_size\": [3, 2], \"strides\": [2, 2], \"padding\": \"valid\", \"depth_multiplier\": 2")
                .weight("dw/depthwise_kernel", 3, 2, 3, 2)
                .weight("dw/bias", 6);
        Tensor x = FormulaWeights.input(1, 3, 6, 5);
        float[] y = NaiveLayers.depthwise(
                NaiveLayers.channelsLast(x), 6, 5, 3, sample.values("dw/depthwise_kernel"), 3, 2, 2, 2);
        NaiveLayers.bias(y, sample.values("dw/bias"));
        close(run(sample, x), NaiveLayers.channelsFirst(y, 2, 2, 6));
    }

    @Test
    void separableConvolution() throws IOException {
        KerasSample sample = new KerasSample(6, 5, 3)
                .layer(
                        "SeparableConv2D",
                        "sep",
                        "\"filters\": 4, \"kernel_size\": 3, \"padding\": \"valid\", \"activation\": \"relu\"")
                .weight("sep/depthwise_kernel", 3, 3, 3, 2)
                .weight("sep/pointwise_kernel", 1, 1, 6, 4)
                .weight("sep/bias", 4);
        Tensor x = FormulaWeights.input(1, 3, 6, 5);
        float[] middle = NaiveLayers.depthwise(
                NaiveLayers.channelsLast(x), 6, 5, 3, sample.values("sep/depthwise_kernel"), 3, 3, 2, 1);
        float[] y = NaiveLayers.pointwise(middle, 6, sample.values("sep/pointwise_kernel"));
        NaiveLayers.bias(y, sample.values("sep/bias"));
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, y[i]);
        }
        close(run(sample, x), NaiveLayers.channelsFirst(y, 4, 3, 4));
    }

    /** gamma (x - mean) / sqrt(variance + 0.001) + beta, with and without gamma and beta. */
    @Test
    void batchNormalization() throws IOException {
        for (boolean affine : new boolean[] {true, false}) {
            KerasSample sample = new KerasSample(1, 1, 4)
                    .layer(
                            "BatchNormalization",
                            "bn",
                            "\"epsilon\": 0.001, \"scale\": %b, \"center\": %b".formatted(affine, affine))
                    .weight("bn/gamma", 4)
                    .weight("bn/beta", 4)
                    .weight("bn/moving_mean", 4)
                    .weight("bn/moving_variance", 4)
                    .absolute("bn/moving_variance");
            Tensor x = FormulaWeights.input(1, 4, 1, 1);
            float[] y = run(sample, x);
            for (int i = 0; i < 4; i++) {
                double deviation = Math.sqrt(sample.values("bn/moving_variance")[i] + 0.001);
                double norm = (x.data()[i] - sample.values("bn/moving_mean")[i]) / deviation;
                double wanted = affine ? norm * sample.values("bn/gamma")[i] + sample.values("bn/beta")[i] : norm;
                assertThat(y[i]).isCloseTo((float) wanted, Offset.offset(1e-4f));
            }
        }
    }

    @Test
    void rescaling() throws IOException {
        KerasSample sample = new KerasSample(1, 2, 1).layer("Rescaling", "scale", "\"scale\": 0.5, \"offset\": -1");
        close(run(sample, Tensor.of(new float[] {4, 255}, 1, 1, 1, 2)), new float[] {1, 126.5f});
        KerasSample list = new KerasSample(1, 2, 1).layer("Rescaling", "scale", "\"scale\": [0.5]");
        assertThatThrownBy(() -> run(list, Tensor.zeros(1, 1, 1, 2)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'scale' has scale [0.5], which is no number");
    }

    @Test
    void anotherAxisThanTheChannels() {
        KerasSample sample = new KerasSample(2, 2, 2)
                .layer("BatchNormalization", "bn", "\"axis\": [1], \"scale\": false, \"center\": false")
                .weight("bn/moving_mean", 2)
                .weight("bn/moving_variance", 2);
        assertThatThrownBy(() -> run(sample, Tensor.zeros(1, 2, 2, 2)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'bn' works along axis 1");
    }

    @Test
    void aDilationBeyondAnyImage() {
        String settings = "\"filters\": 1, \"kernel_size\": 3, \"dilation_rate\": 2147483647, \"use_bias\": false";
        KerasSample sample = new KerasSample(9, 9, 1).layer("Conv2D", "conv", settings).weight("conv/kernel", 3, 3, 1, 1);
        assertThatThrownBy(() -> run(sample, Tensor.zeros(1, 1, 9, 9)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("dilation 2147483647");
    }
}
