package kinglet.vision;

import java.util.List;
import java.util.Objects;

/** Picture files of a folder or an archive. */
final class PictureFiles implements Dataset {
    private static final long MOST_BYTES = 1 << 30;

    private final FileTree tree;
    private final int[] files;
    private final int[] labels;
    private final List<String> classNames;
    private final ImageDecoder decoder = ImageDecoder.create();

    /**
     * @param files the number in the tree of each picture
     * @param labels the class of each picture
     */
    PictureFiles(FileTree tree, int[] files, int[] labels, List<String> classNames) {
        this.tree = tree;
        this.files = files;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
    }

    @Override
    public int size() {
        return files.length;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public String name(int index) {
        return tree.place(files[index]);
    }

    @Override
    public Picture picture(int index) {
        byte[] bytes;
        try {
            bytes = tree.read(files[index], MOST_BYTES);
        } catch (DatasetException e) {
            throw new ImageException(Objects.requireNonNullElse(e.getMessage(), name(index)), e);
        }
        return decoder.decode(bytes, name(index));
    }
}
