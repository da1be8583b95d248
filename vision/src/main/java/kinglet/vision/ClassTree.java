package kinglet.vision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pictures in folders that are named after their classes, as torchvision's ImageFolder takes them: the first folder is the class,
 * whatever lies between it and the picture; classes are numbered in the order of their names. Folders around all of it are passed
 * through, and beside a folder {@code train} one of {@code val}, {@code valid}, {@code validation}, {@code test} is the validation split.
 */
final class ClassTree {
    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "jpe", "png", "gif", "bmp", "tif", "tiff", "webp");
    private static final List<String> TRAIN = List.of("train", "training");
    /** In order of preference. */
    private static final List<String> VALIDATION = List.of("val", "valid", "validation", "test", "testing");

    private static final int MOST_NAMED = 5;

    private final FileTree tree;
    private final ClassWords words;

    private ClassTree(FileTree tree) {
        this.tree = tree;
        this.words = ClassWords.of(tree);
    }

    static boolean isPicture(String path) {
        return EXTENSIONS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Files that systems leave behind: {@code .DS_Store}, {@code ._photo.jpg}, {@code __MACOSX/}. */
    static boolean isHidden(String path) {
        for (String part : path.split("/")) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    /** @throws DatasetException if there are no class folders, a class is empty, or the splits have other classes */
    static DataSplits splits(FileTree tree) {
        return new ClassTree(tree).splits();
    }

    private DataSplits splits() {
        if (tree.files().stream().noneMatch(ClassTree::isPicture)) {
            throw new DatasetException(
                    ("'%s' holds no data set: neither folders of pictures (%s), nor idx files, nor CIFAR's binary files")
                            .formatted(tree.title(), String.join(", ", new TreeSet<>(EXTENSIONS))));
        }
        String root = root();
        Map<String, String> folders = new HashMap<>();
        childrenOf(root).forEach(name -> folders.put(name.toLowerCase(Locale.ROOT), name));
        Optional<String> train = TRAIN.stream().filter(folders::containsKey).findFirst();
        if (train.isEmpty()) {
            return new DataSplits(dataset(classes(root), keys(classes(root))), Optional.empty());
        }
        Map<String, List<Integer>> classes = classes(root + folders.get(train.get()) + "/");
        List<String> keys = keys(classes);
        Optional<Dataset> validation = VALIDATION.stream()
                .filter(folders::containsKey)
                .findFirst()
                .map(name -> validation(root + folders.get(name) + "/", keys));
        return new DataSplits(dataset(classes, keys), validation);
    }

    /** The innermost folder that holds everything, as long as it holds a single folder and no pictures. */
    private String root() {
        String root = "";
        while (true) {
            List<String> children = childrenOf(root);
            String prefix = root;
            boolean pictures =
                    tree.files().stream().anyMatch(f -> isPicture(f) && f.startsWith(prefix) && isIn(f, prefix));
            if (pictures && children.isEmpty()) {
                throw new DatasetException(
                        "'%s' holds pictures, but no folders that say which class they are of; make a folder for each class"
                                .formatted(place(root)));
            }
            if (children.size() != 1
                    || pictures
                    || childrenOf(root + children.get(0) + "/").isEmpty()) {
                return root;
            }
            root = root + children.get(0) + "/";
        }
    }

    private String place(String folder) {
        return tree.title() + (folder.isEmpty() ? "" : "/" + folder.substring(0, folder.length() - 1));
    }

    private static boolean isIn(String path, String folder) {
        return path.indexOf('/', folder.length()) < 0;
    }

    private List<String> childrenOf(String folder) {
        return tree.folders().stream()
                .filter(f -> f.startsWith(folder) && isIn(f, folder))
                .map(f -> f.substring(folder.length()))
                .toList();
    }

    /** The numbers of the pictures of each class folder. */
    private Map<String, List<Integer>> classes(String root) {
        Map<String, List<Integer>> classes = new TreeMap<>();
        childrenOf(root).forEach(name -> classes.put(name, new ArrayList<>()));
        for (int i = 0; i < tree.files().size(); i++) {
            String file = tree.files().get(i);
            if (file.startsWith(root) && !isIn(file, root) && isPicture(file)) {
                List<Integer> pictures = classes.get(file.substring(root.length(), file.indexOf('/', root.length())));
                if (pictures != null) {
                    pictures.add(i);
                }
            }
        }
        List<String> empty = classes.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!empty.isEmpty()) {
            throw new DatasetException(
                    "'%s' has no pictures of %s; add some or remove the folder".formatted(place(root), named(empty)));
        }
        return classes;
    }

    private List<String> keys(Map<String, List<Integer>> classes) {
        if (classes.size() < 2) {
            throw new DatasetException(
                    "'%s' has %s; to tell classes apart, there must be two folders of pictures at least"
                            .formatted(
                                    tree.title(),
                                    classes.isEmpty() ? "no classes" : "the one class " + classes.keySet()));
        }
        return List.copyOf(classes.keySet());
    }

    private Dataset validation(String root, List<String> keys) {
        Map<String, List<Integer>> classes = classes(root);
        Set<String> unknown = new TreeSet<>(classes.keySet());
        unknown.removeAll(new HashSet<>(keys));
        if (!unknown.isEmpty()) {
            throw new DatasetException(
                    "'%s' has pictures of %s, but the training pictures have none; labels do not match"
                            .formatted(place(root), named(List.copyOf(unknown))));
        }
        return dataset(classes, keys);
    }

    private static String named(List<String> names) {
        String first = String.join("', '", names.subList(0, Math.min(MOST_NAMED, names.size())));
        int more = names.size() - MOST_NAMED;
        return (names.size() == 1 ? "class '%s'" : "classes '%s'").formatted(first)
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private Dataset dataset(Map<String, List<Integer>> classes, List<String> keys) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        keys.forEach(key -> numbers.put(key, numbers.size()));
        int size = classes.values().stream().mapToInt(List::size).sum();
        int[] files = new int[size];
        int[] labels = new int[size];
        int at = 0;
        for (Map.Entry<String, List<Integer>> entry : classes.entrySet()) {
            for (int file : entry.getValue()) {
                files[at] = file;
                labels[at++] = numbers.getOrDefault(entry.getKey(), 0);
            }
        }
        return new PictureFiles(tree, files, labels, words.name(keys));
    }
}
