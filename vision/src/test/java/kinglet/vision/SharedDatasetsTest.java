package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published data sets; their sizes are those that their authors give. */
class SharedDatasetsTest {

    @ParameterizedTest
    @CsvSource({
        "cifar10-jpeg.tar.gz, 10, 5000, 1000, 32, airplane",
        "tiny-imagenet-100.tar.gz, 100, 500, 50, 64, 'goldfish, Carassius auratus'"
    })
    void haveTheirPicturesInEachClass(String file, int classes, int train, int validation, int side, String first) {
        DataSplits splits = Datasets.open(SharedFiles.data("datasets/" + file));
        assertThat(splits.train().classNames()).hasSize(classes).startsWith(first);
        assertThat(splits.train().countByClass()).containsOnly(train);
        Dataset test = splits.validation().orElseThrow();
        assertThat(test.countByClass()).containsOnly(validation);
        assertThat(test.picture(test.size() - 1).width()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({"datasets/ants-bees, 245, 153"})
    void readsAFolderOfPhotographs(String folder, int train, int validation) {
        DataSplits splits = Datasets.open(SharedFiles.data(folder));
        assertThat(splits.train().classNames()).containsExactly("ants", "bees");
        assertThat(splits.train().size()).isEqualTo(train);
        assertThat(splits.validation().orElseThrow().size()).isEqualTo(validation);
    }
}
