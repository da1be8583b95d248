package kinglet.vision;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Opens data sets by what they contain: a folder for each class, idx files (the MNIST family), CIFAR's binary files; in a folder,
 * a tar archive, or one compressed by gzip.
 *
 * <pre>{@code
 * DataSplits data = Datasets.open(Path.of("flowers")).orSplit(0.1, 1);
 * var batches = BatchLoader.training(data.train(), Preprocessing.torchvision(64, 64)).build();
 * }</pre>
 */
public final class Datasets {
    private static final int BLOCK = 512;

    private Datasets() {}

    /**
     * The data set of a folder, an archive, or one of its own files. Pictures are not decoded yet.
     *
     * @throws DatasetException if there is none, or its labels do not fit
     */
    public static DataSplits open(Path path) {
        if (!Files.exists(path)) {
            throw new DatasetException("cannot open data set '%s': there is no such file or folder".formatted(path));
        }
        FileTree tree = Files.isDirectory(path) ? FolderTree.of(path, Integer.MAX_VALUE) : ofFile(path);
        Optional<DataSplits> splits = IdxFiles.find(tree);
        if (splits.isEmpty()) {
            splits = CifarFiles.find(tree);
        }
        return splits.orElseGet(() -> ClassTree.splits(tree));
    }

    /** The pictures that cannot be read, found by decoding all of them on all processors. */
    public static List<UnreadablePicture> unreadable(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .parallel()
                .mapToObj(i -> unreadable(dataset, i))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<UnreadablePicture> unreadable(Dataset dataset, int index) {
        try {
            dataset.picture(index);
            return Optional.empty();
        } catch (ImageException e) {
            return Optional.of(UnreadablePicture.of(dataset, index, e));
        }
    }

    private static FileTree ofFile(Path path) {
        try {
            byte[] head = head(path, false);
            if (TarReader.isTar(head)) {
                return TarTree.plain(path);
            }
            boolean gzip = head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
            byte[] inner = gzip ? head(path, true) : head;
            if (gzip && TarReader.isTar(inner)) {
                return TarTree.gzip(path);
            }
            if (isIdx(inner) || path.toString().endsWith(".bin")) {
                Path folder = path.toAbsolutePath().getParent();
                return FolderTree.of(folder == null ? path : folder, 1);
            }
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("its data end early");
            throw new DatasetException("cannot open data set '%s': %s".formatted(path, reason), e);
        }
        throw new DatasetException(
                "'%s' is no data set: neither a folder, nor a tar or tar.gz, nor an idx or CIFAR file; unpack other archives first"
                        .formatted(path));
    }

    private static boolean isIdx(byte[] head) {
        return head.length > 4 && head[0] == 0 && head[1] == 0 && head[2] == 8 && (head[3] == 3 || head[3] == 1);
    }

    private static byte[] head(Path path, boolean gzip) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
                InputStream in = gzip ? new GZIPInputStream(file) : file) {
            return in.readNBytes(BLOCK);
        }
    }
}
