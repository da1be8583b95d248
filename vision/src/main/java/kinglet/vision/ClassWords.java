package kinglet.vision;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file {@code words.txt} at the root of a data set, as Tiny ImageNet has it: the name of a class folder, a tab, and what people
 * call it.
 */
record ClassWords(Map<String, String> words) {
    private static final String FILE = "words.txt";
    private static final int MOST_BYTES = 1 << 24;

    static ClassWords of(FileTree tree) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < tree.files().size(); i++) {
            String file = tree.files().get(i);
            if ((file.equals(FILE) || file.endsWith("/" + FILE)) && tree.size(i) < MOST_BYTES) {
                new String(tree.read(i, MOST_BYTES), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split("\t", 2))
                        .filter(parts -> parts.length == 2 && !parts[1].isBlank())
                        .forEach(parts -> words.putIfAbsent(parts[0].strip(), parts[1].strip()));
            }
        }
        return new ClassWords(words);
    }

    /** What people call these classes if the file knows all of them, else the folders' names. */
    List<String> name(List<String> folders) {
        if (!words.keySet().containsAll(folders)) {
            return folders;
        }
        return folders.stream().map(f -> Objects.requireNonNull(words.get(f))).toList();
    }
}
