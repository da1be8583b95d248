package kinglet.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kinglet.graph.KingletException;

/** The pictures that the words of a command line mean: files, folders, and patterns that the shell left as they are. */
final class Pictures {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp");

    private Pictures() {}

    /** Every file that was named, and in folders every file whose name ends like a picture's, in the order of the names. */
    static List<Path> of(List<String> words) {
        List<Path> pictures = new ArrayList<>();
        for (String word : words) {
            Path path = Path.of(word);
            if (Files.isDirectory(path)) {
                pictures.addAll(inFolder(path));
            } else if (!Files.exists(path) && word.matches(".*[*?\\[{].*")) {
                pictures.addAll(matching(word));
            } else {
                pictures.add(path);
            }
        }
        return pictures;
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> found = list(folder, file -> ENDINGS.contains(ending(file)));
        if (found.isEmpty()) {
            throw new KingletException("folder '%s' has no pictures (%s)"
                    .formatted(
                            folder, String.join(", ", ENDINGS.stream().sorted().toList())));
        }
        return found;
    }

    private static List<Path> matching(String pattern) {
        Path parent = Path.of(pattern).getParent();
        Path folder = parent == null ? Path.of("") : parent;
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + Path.of(pattern).getFileName());
        List<Path> found =
                Files.isDirectory(folder) ? list(folder, file -> matcher.matches(file.getFileName())) : List.of();
        if (found.isEmpty()) {
            throw new KingletException("no file matches '%s'".formatted(pattern));
        }
        return found;
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new KingletException("cannot list folder '%s': %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
