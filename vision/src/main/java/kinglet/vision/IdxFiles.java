package kinglet.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Data sets of the MNIST family: pairs of idx files, pictures and labels, the pair for testing named {@code t10k} or {@code test}. */
final class IdxFiles {
    /** Only the first files are looked into; a data set of this form has four. */
    private static final int MOST_FILES = 64;

    private final FileTree tree;
    private final long mostBytes = Runtime.getRuntime().maxMemory() / 4;

    private IdxFiles(FileTree tree) {
        this.tree = tree;
    }

    /** The data set of these files, if there are such. */
    static Optional<DataSplits> find(FileTree tree) {
        List<Integer> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int looked = 0;
        for (int i = 0; i < tree.files().size() && looked < MOST_FILES; i++) {
            if (!ClassTree.isPicture(tree.files().get(i))) {
                looked++;
                switch (IdxFile.magic(tree, i)) {
                    case IdxFile.IMAGES -> images.add(i);
                    case IdxFile.LABELS -> labels.add(i);
                    default -> {}
                }
            }
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(new IdxFiles(tree).splits(images, labels));
    }

    private DataSplits splits(List<Integer> images, List<Integer> labels) {
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (int file : images) {
            (isTest(tree.files().get(file)) ? validation : train).add(file);
        }
        if (train.isEmpty()) {
            train.addAll(validation);
            validation.clear();
        }
        if (train.size() > 1 || validation.size() > 1) {
            throw new DatasetException(
                    "'%s' holds several data sets in idx files; name one of the files".formatted(tree.title()));
        }
        Pair pair = read(train.get(0), labels);
        int[] numbers = numbers(pair.labels());
        List<String> names = new ArrayList<>();
        for (int value = 0; value < numbers.length; value++) {
            if (numbers[value] >= 0) {
                names.add(Integer.toString(value));
            }
        }
        return new DataSplits(
                dataset(pair, numbers, names),
                validation.stream().findFirst().map(file -> dataset(read(file, labels), numbers, names)));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(String name, IdxFile.Images images, byte[] labels) {}

    private Pair read(int file, List<Integer> labels) {
        String wanted = stem(tree.files().get(file)).replace("images", "labels").replace("idx3", "idx1");
        int match = labels.stream()
                .filter(l -> stem(tree.files().get(l)).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DatasetException("there is no file '%s' of labels beside '%s'; fetch it too"
                        .formatted(wanted, tree.place(file))));
        IdxFile.Images images = IdxFile.images(tree, file, mostBytes);
        return new Pair(tree.place(file), images, IdxFile.labels(tree, match, images.pixels().length));
    }

    /** The number of the class of each value of a label, -1 of those that do not occur (EMNIST's letters begin at 1). */
    private static int[] numbers(byte[] labels) {
        TreeSet<Integer> values = new TreeSet<>();
        for (byte label : labels) {
            values.add(label & 0xff);
        }
        int[] numbers = new int[256];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int value : values) {
            numbers[value] = next++;
        }
        return numbers;
    }

    private Dataset dataset(Pair pair, int[] numbers, List<String> names) {
        int[] labels = new int[pair.labels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = numbers[pair.labels()[i] & 0xff];
            if (labels[i] < 0) {
                throw new DatasetException(
                        "'%s' has pictures of class %d, but the training pictures have none; labels do not match"
                                .formatted(pair.name(), pair.labels()[i] & 0xff));
            }
        }
        IdxFile.Images images = pair.images();
        return new PixelDataset(
                List.of(pair.name()), new int[1], names, images.pixels(), labels, images.width(), images.height());
    }

    private static boolean isTest(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith("t10k") || name.contains("test");
    }

    private static String stem(String file) {
        return file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    }
}
