package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kinglet.graph.Model;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keras layers whose axis or shape could be overlooked: here it can only be that of the channels. */
class KerasMeaningTest {

    @TempDir
    private Path folder;

    private Model read(KerasSample sample) throws IOException {
        return KerasReader.read(Files.write(folder.resolve("file.h5"), sample.bytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSoftmaxAlongRowsOrColumnsIsRefused(int axis) {
        KerasSample sample = new KerasSample(4, 4, 4).layer("Softmax", "layer", "\"axis\": " + axis);
        assertThatThrownBy(() -> read(sample))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("layer 'layer'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2, 2, 1]", "[4, 1]", "[1, 4, 1]"})
    void aVectorIsNotReshapedToAnImage(String shape) {
        KerasSample sample = reshape(shape);
        assertThatThrownBy(() -> read(sample))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("layer 'reshape'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 1, 4]", "[4]", "[-1]", "[1, 1, -1]"})
    void aVectorIsReshapedToOnePixel(String shape) throws IOException {
        assertThat(read(reshape(shape)).network().output().shape().channels()).isEqualTo(4);
    }

    private static KerasSample reshape(String shape) {
        return new KerasSample(4, 4, 4)
                .layer("GlobalAveragePooling2D", "pool", "")
                .layer("Reshape", "reshape", "\"target_shape\": " + shape);
    }
}
