package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import kinglet.networks.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassLabelsTest {

    @ParameterizedTest
    @EnumSource
    void shipsTheNamesOfEveryPublishedSet(Labels labels) {
        ClassLabels names = ClassLabels.of(labels);
        assertThat(names.size()).isEqualTo(labels.classes());
        assertThat(names.names())
                .allSatisfy(name -> assertThat(name).isNotBlank().isEqualTo(name.strip()));
        if (labels == Labels.CIFAR10 || labels == Labels.CIFAR100) {
            assertThat(names.names()).isSorted();
            assertThat(Set.copyOf(names.names())).hasSize(labels.classes());
        }
    }

    @Test
    void namesImageNetsClasses() {
        ClassLabels names = ClassLabels.of(Labels.IMAGENET);
        assertThat(names.name(0)).startsWith("tench");
        assertThat(names.name(207)).startsWith("golden retriever");
        assertThat(names.name(999)).startsWith("toilet tissue");
        ClassLabels behind = ClassLabels.of(Labels.IMAGENET_WITH_BACKGROUND);
        assertThat(behind.name(0)).isEqualTo("background");
        assertThat(behind.name(1)).isEqualTo(names.name(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels/imagenet-1000.txt", "labels/imagenet-1001-background-first.txt"})
    void agreesWithPublishedLists(String file) {
        ClassLabels read = ClassLabels.read(SharedFiles.data(file));
        assertThat(read).isEqualTo(ClassLabels.guess(read.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat\ndog",
                "cat\r\ndog\r\n\r\n",
                "0 cat\n1 dog",
                "0: cat\n1: dog",
                "0,cat\n1,dog",
                "n00000001 cat\nn00000002\tdog"
            })
    void readsTheUsualFormsOfALabelFile(String text) {
        assertThat(ClassLabels.parse(text).names()).containsExactly("cat", "dog");
    }

    @Test
    void leavesNumbersThatAreNoIndices() {
        assertThat(ClassLabels.parse("0 cat\n7 dog").names()).containsExactly("0 cat", "7 dog");
    }

    @Test
    void namesAClassWithoutALabelByItsIndex() {
        assertThat(ClassLabels.guess(17).name(5)).isEqualTo("class 5");
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ClassLabels.read(folder))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("one label a line");
        Path binary = Files.write(folder.resolve("labels.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> ClassLabels.read(binary))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("UTF-8");
    }
}
