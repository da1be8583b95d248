package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
    @TempDir
    Path temp;

    /** Where the files of a data set may lie. */
    enum Container {
        FOLDER {
            @Override
            Path write(Path temp, Map<String, byte[]> files) throws IOException {
                return DatasetFiles.folder(temp.resolve("set"), files);
            }
        },
        TAR {
            @Override
            Path write(Path temp, Map<String, byte[]> files) throws IOException {
                return Files.write(temp.resolve("set.tar"), DatasetFiles.tar(files));
            }
        },
        TAR_GZ {
            @Override
            Path write(Path temp, Map<String, byte[]> files) throws IOException {
                return Files.write(temp.resolve("misnamed.zip"), DatasetFiles.gzip(DatasetFiles.tar(files)));
            }
        };

        abstract Path write(Path temp, Map<String, byte[]> files) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void readsClassFoldersInSplits(Container container) throws IOException {
        Map<String, byte[]> files = DatasetFiles.classFolders("pets/Train/", 3, 4, 5);
        files.putAll(DatasetFiles.classFolders("pets/test/", 3, 2, 5));
        files.put("pets/README.md", "read me".getBytes(StandardCharsets.UTF_8));
        files.put("pets/Train/class1/._hidden.png", new byte[3]);
        DataSplits splits = Datasets.open(container.write(temp, files));
        assertThat(splits.train().classNames()).containsExactly("class0", "class1", "class2");
        assertThat(splits.train().countByClass()).containsExactly(4, 4, 4);
        Dataset validation = splits.validation().orElseThrow();
        assertThat(validation.countByClass()).containsExactly(2, 2, 2);
        assertThat(validation.label(3)).isEqualTo(1);
        assertThat(validation.name(3)).endsWith("pets/test/class1/001.png");
        Picture expected = ImageDecoder.create().decode(DatasetFiles.noise(5, 1001), "expected");
        assertThat(validation.picture(3).rgb()).isEqualTo(expected.rgb());
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "'around/', 3", "'around/twice/', 3"})
    void passesThroughFoldersAroundTheClasses(String prefix, int classes) throws IOException {
        Path root = DatasetFiles.folder(temp.resolve("set"), DatasetFiles.classFolders(prefix, classes, 2, 4));
        DataSplits splits = Datasets.open(root);
        assertThat(splits.validation()).isEmpty();
        assertThat(splits.train().countByClass()).containsExactly(2, 2, 2);
    }

    @Test
    void takesTheFirstFolderForTheClassWhateverLiesBeneath() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("n01/images/a.png", DatasetFiles.png(3, 0));
        files.put("n02/images/deep/b.PNG", DatasetFiles.png(3, 0));
        files.put("words.txt", "n02\tnewt, eft\nn01\tfrog\nn03\tother\n".getBytes(StandardCharsets.UTF_8));
        Dataset train = Datasets.open(DatasetFiles.folder(temp, files)).train();
        assertThat(train.classNames()).containsExactly("frog", "newt, eft");
        assertThat(train.countByClass()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void readsIdxFiles(Container container) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("train-images-idx3-ubyte", DatasetFiles.idxImages(new int[] {1, 3, 1, 2}, 2, 3));
        files.put("train-labels-idx1-ubyte", DatasetFiles.idxLabels(1, 3, 1, 2));
        files.put("t10k-images-idx3-ubyte.gz", DatasetFiles.gzip(DatasetFiles.idxImages(new int[] {2}, 2, 3)));
        files.put("t10k-labels-idx1-ubyte.gz", DatasetFiles.gzip(DatasetFiles.idxLabels(2)));
        DataSplits splits = Datasets.open(container.write(temp, files));
        Dataset train = splits.train();
        assertThat(train.classNames()).containsExactly("1", "2", "3");
        assertThat(train.countByClass()).containsExactly(2, 1, 1);
        assertThat(train.name(3)).endsWith("train-images-idx3-ubyte#3");
        Picture picture = train.picture(1);
        assertThat(picture.width()).isEqualTo(3);
        assertThat(picture.rgb())
                .containsExactly(30, 30, 30, 31, 31, 31, 32, 32, 32, 33, 33, 33, 34, 34, 34, 35, 35, 35);
        assertThat(splits.validation().orElseThrow().label(0)).isEqualTo(1);
    }

    @Test
    void opensAnIdxFileByItself() throws IOException {
        Path images = Files.write(temp.resolve("a-images-idx3-ubyte"), DatasetFiles.idxImages(new int[] {0, 1}, 2, 2));
        Files.write(temp.resolve("a-labels-idx1-ubyte"), DatasetFiles.idxLabels(0, 1));
        assertThat(Datasets.open(images).train().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void readsCifar10(Container container) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("cifar-10-batches-bin/data_batch_1.bin", DatasetFiles.cifar(1, 3, 9));
        files.put("cifar-10-batches-bin/data_batch_2.bin", DatasetFiles.cifar(1, 0));
        files.put("cifar-10-batches-bin/test_batch.bin", DatasetFiles.cifar(1, 5));
        DataSplits splits = Datasets.open(container.write(temp, files));
        Dataset train = splits.train();
        assertThat(List.of(train.label(0), train.label(1), train.label(2))).containsExactly(3, 9, 0);
        assertThat(train.classNames().get(3)).isEqualTo("cat");
        assertThat(train.name(2)).endsWith("data_batch_2.bin#0");
        Picture picture = train.picture(1);
        assertThat(List.of(picture.sample(31, 31, 0), picture.sample(0, 0, 1), picture.sample(7, 3, 2)))
                .containsExactly(10, 11, 12);
        assertThat(splits.validation().orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void readsTheFineLabelsOfCifar100() throws IOException {
        Files.write(temp.resolve("train.bin"), DatasetFiles.cifar(2, 99, 98));
        Files.write(temp.resolve("test.bin"), DatasetFiles.cifar(2, 0));
        Dataset train = Datasets.open(temp.resolve("train.bin")).train();
        assertThat(train.classNames()).hasSize(100);
        assertThat(train.label(0)).isEqualTo(99);
        assertThat(train.picture(0).sample(0, 0, 0)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.99})
    void setsAShareOfEachClassApart(double share) throws IOException {
        Path root = DatasetFiles.folder(temp, DatasetFiles.classFolders("", 2, 40, 2));
        DataSplits splits = Datasets.open(root).orSplit(share, 7);
        int apart = (int) Math.clamp(Math.round(40 * share), 1, 39);
        Dataset validation = splits.validation().orElseThrow();
        assertThat(validation.countByClass()).containsExactly(apart, apart);
        assertThat(names(splits.train()))
                .doesNotContainAnyElementsOf(names(validation))
                .hasSize(80 - 2 * apart);
        assertThat(names(validation))
                .isEqualTo(
                        names(Datasets.open(root).orSplit(share, 7).validation().orElseThrow()))
                .isNotEqualTo(
                        names(Datasets.open(root).orSplit(share, 8).validation().orElseThrow()));
    }

    private static List<String> names(Dataset dataset) {
        return IntStream.range(0, dataset.size()).mapToObj(dataset::name).toList();
    }

    @Test
    void refusesWhatIsNoDataSet() throws IOException {
        refuses(temp.resolve("absent"), "there is no such file or folder");
        refuses(temp, "holds no data set");
        refuses(Files.write(temp.resolve("a.zip"), new byte[] {'P', 'K', 3, 4}), "unpack other archives first");
        refuses(Files.write(temp.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8}), "cannot open data set");
    }

    @Test
    void refusesAnEmptyClass() throws IOException {
        Path root = DatasetFiles.folder(temp, DatasetFiles.classFolders("", 2, 2, 2));
        Files.createDirectories(root.resolve("empty"));
        refuses(root, "has no pictures of class 'empty'; add some or remove the folder");
    }

    @Test
    void refusesClassesThatOnlyValidationHas() throws IOException {
        Map<String, byte[]> files = DatasetFiles.classFolders("train/", 2, 2, 2);
        files.putAll(DatasetFiles.classFolders("val/", 3, 1, 2));
        refuses(DatasetFiles.folder(temp, files), "pictures of class 'class2', but the training pictures have none");
    }

    @Test
    void refusesPicturesWithoutClasses() throws IOException {
        refuses(
                DatasetFiles.folder(temp.resolve("flat"), Map.of("a.png", DatasetFiles.png(2, 0))),
                "no folders that say");
        refuses(DatasetFiles.folder(temp.resolve("one"), Map.of("cat/a.png", DatasetFiles.png(2, 0))), "two folders");
    }

    @ParameterizedTest
    @CsvSource({
        "'00000803 00000002 00000002 00000002 01020304', ends early",
        "'00000803 7fffffff 00000002 00000002 01', memory",
        "'00000803 00000002 7fffffff 7fffffff 01', is damaged",
        "'00000803 ffffffff 00000002 00000002 01', is damaged",
        "'00000803 00000001 00000001 00000001 01', 2 labels for 1 pictures"
    })
    void refusesDamagedIdxFiles(String hex, String message) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Files.write(temp.resolve("x-images.idx"), bytes);
        Files.write(temp.resolve("x-labels.idx"), DatasetFiles.idxLabels(0, 1));
        refuses(temp, message);
    }

    @Test
    void refusesIdxPicturesWithoutLabels() throws IOException {
        Files.write(temp.resolve("x-images.idx"), DatasetFiles.idxImages(new int[] {1}, 1, 1));
        refuses(temp, "there is no file 'x-labels.idx' of labels");
    }

    @Test
    void refusesDamagedCifarFiles() throws IOException {
        Files.write(temp.resolve("data_batch_1.bin"), DatasetFiles.cifar(1, 1, 10));
        refuses(temp, "a picture of class 10, but there are 10");
        Files.write(temp.resolve("data_batch_1.bin"), new byte[5000]);
        refuses(temp, "no whole records");
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> Datasets.open(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void namesEveryPictureThatCannotBeRead() throws IOException {
        Map<String, byte[]> files = DatasetFiles.classFolders("", 2, 3, 4);
        files.put("class0/001.png", new byte[0]);
        files.put("class1/zzz.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
        List<UnreadablePicture> unreadable = Datasets.unreadable(
                Datasets.open(DatasetFiles.folder(temp, files)).train());
        assertThat(unreadable).extracting(UnreadablePicture::index).containsExactly(1, 6);
        assertThat(unreadable.get(0).reason()).contains("class0/001.png", "empty");
    }
}
