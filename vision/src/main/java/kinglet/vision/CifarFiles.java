package kinglet.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kinglet.networks.Labels;

/**
 * CIFAR-10 and CIFAR-100 in their binary version (cs.toronto.edu/~kriz/cifar.html): records of a label, or a coarse and a fine
 * one, and 3072 bytes, the red, green and blue planes of 32 x 32 pixels. CIFAR-10's files are called batches, CIFAR-100's are
 * not; of the latter the fine labels are taken.
 */
final class CifarFiles {
    private static final int SIDE = 32;
    private static final int PIXELS = 3 * SIDE * SIDE;

    private final FileTree tree;
    private final Labels classes;
    private final int head;

    private CifarFiles(FileTree tree, Labels classes, int head) {
        this.tree = tree;
        this.classes = classes;
        this.head = head;
    }

    /** The data set of these files, if there are such. */
    static Optional<DataSplits> find(FileTree tree) {
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        if (tree.files().stream().anyMatch(ClassTree::isPicture)) {
            return Optional.empty();
        }
        for (int i = 0; i < tree.files().size(); i++) {
            String name = name(tree, i);
            if (name.endsWith(".bin") && name.startsWith("test")) {
                test.add(i);
            } else if (name.endsWith(".bin") && (name.startsWith("data_batch") || name.startsWith("train"))) {
                train.add(i);
            }
        }
        if (train.isEmpty() && test.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> learned = train.isEmpty() ? test : train;
        CifarFiles files = name(tree, learned.get(0)).contains("batch")
                ? new CifarFiles(tree, Labels.CIFAR10, 1)
                : new CifarFiles(tree, Labels.CIFAR100, 2);
        return Optional.of(new DataSplits(
                files.dataset(learned),
                train.isEmpty() || test.isEmpty() ? Optional.empty() : Optional.of(files.dataset(test))));
    }

    private static String name(FileTree tree, int file) {
        String path = tree.files().get(file).toLowerCase(Locale.ROOT);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Dataset dataset(List<Integer> files) {
        List<String> names = new ArrayList<>();
        int[] starts = new int[files.size()];
        List<byte[]> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int file : files) {
            starts[names.size()] = pixels.size();
            names.add(tree.place(file));
            read(file, pixels, labels);
        }
        return new PixelDataset(
                names,
                starts,
                ClassLabels.of(classes).names(),
                pixels.toArray(byte[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                SIDE,
                SIDE);
    }

    private void read(int file, List<byte[]> pixels, List<Integer> labels) {
        byte[] bytes = tree.read(
                file, Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4));
        int record = head + PIXELS;
        if (bytes.length == 0 || bytes.length % record != 0) {
            throw new DatasetException(
                    "'%s' has %d bytes, which are no whole records of %d as CIFAR's are; it is cut off or damaged"
                            .formatted(tree.place(file), bytes.length, record));
        }
        for (int at = 0; at < bytes.length; at += record) {
            int label = bytes[at + head - 1] & 0xff;
            if (label >= classes.classes()) {
                throw new DatasetException("'%s' has a picture of class %d, but there are %d; labels do not match"
                        .formatted(tree.place(file), label, classes.classes()));
            }
            labels.add(label);
            pixels.add(Arrays.copyOfRange(bytes, at + head, at + record));
        }
    }
}
