package kinglet.vision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** The files of a folder; links are followed, hidden files left out. */
final class FolderTree implements FileTree {
    /** A folder of more files is not meant: somebody typed {@code /}. */
    private static final int MOST_FILES = 20_000_000;

    private final Path root;
    private final List<String> files;
    private final List<String> folders;

    private FolderTree(Path root, List<String> files, List<String> folders) {
        this.root = root;
        this.files = files;
        this.folders = folders;
        Collections.sort(files);
        Collections.sort(folders);
    }

    /** All files beneath a folder, or with {@code depth} 1 those in it. */
    static FolderTree of(Path root, int depth) {
        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new Lister(root, files, folders));
        } catch (IOException e) {
            throw new DatasetException("cannot read folder '%s': %s".formatted(root, e), e);
        }
        return new FolderTree(root, files, folders);
    }

    @Override
    public String title() {
        return root.toString();
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> folders() {
        return folders;
    }

    @Override
    public long size(int file) {
        try {
            return Files.size(path(file));
        } catch (IOException e) {
            throw new DatasetException("cannot read '%s': %s".formatted(place(file), e.getMessage()), e);
        }
    }

    @Override
    public InputStream open(int file) throws IOException {
        return Files.newInputStream(path(file));
    }

    private Path path(int file) {
        return root.resolve(files.get(file));
    }

    private static final class Lister extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<String> files;
        private final List<String> folders;

        Lister(Path root, List<String> files, List<String> folders) {
            this.root = root;
            this.files = files;
            this.folders = folders;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            String name = relative(folder);
            if (ClassTree.isHidden(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(name);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = relative(file);
            if (attributes.isRegularFile() && !ClassTree.isHidden(name)) {
                files.add(name);
            }
            if (files.size() > MOST_FILES) {
                throw new DatasetException("folder '%s' holds more than %d files; name the folder of the data set"
                        .formatted(root, MOST_FILES));
            }
            return FileVisitResult.CONTINUE;
        }

        /** A link that leads nowhere or in a circle is passed over; a folder that may not be read is not. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException && !file.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        }
    }
}
