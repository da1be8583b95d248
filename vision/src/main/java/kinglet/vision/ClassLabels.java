package kinglet.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kinglet.networks.Labels;

/**
 * The names of a network's classes, by index.
 *
 * @param names one for each class; a class may have several, separated by commas
 */
public record ClassLabels(List<String> names) {
    private static final Pattern SYNSET = Pattern.compile("n\\d{8}[ \\t]+(.+)");
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)(?:[ \\t]*[:,][ \\t]*|[ \\t]+)(.+)");
    private static final String BACKGROUND = "background";
    private static final int MOST_BYTES = 1 << 24;

    public ClassLabels {
        names = List.copyOf(names);
    }

    /**
     * The labels of a text file, one a line. WordNet numbers ({@code n01440764 tench}) are left out, and so are indices
     * ({@code 0 tench}) if they count the lines from 0.
     *
     * @throws ImageException if there is no such file, or it is no text
     */
    public static ClassLabels read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new ImageException(
                        "cannot read labels '%s': it is not a text file of one label a line".formatted(file));
            }
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ImageException("cannot read labels '%s': it is not text in UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new ImageException("cannot read labels '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The labels of a text, one a line, as {@link #read} takes them. */
    public static ClassLabels parse(String text) {
        List<String> lines = text.stripTrailing().lines().map(String::strip).toList();
        return new ClassLabels(
                withoutIndices(lines.stream().map(ClassLabels::withoutSynset).toList()));
    }

    /** The names of a published set of classes. */
    public static ClassLabels of(Labels labels) {
        return switch (labels) {
            case IMAGENET_WITH_BACKGROUND -> of(Labels.IMAGENET).behindBackground();
            case IMAGENET, CIFAR10, CIFAR100, EMOTIONS -> resource(labels.name().toLowerCase(Locale.ROOT));
        };
    }

    /** ImageNet's names for 1000 classes or 1001, otherwise {@code class 0}, {@code class 1}, .... */
    public static ClassLabels guess(int classes) {
        for (Labels labels : List.of(Labels.IMAGENET, Labels.IMAGENET_WITH_BACKGROUND)) {
            if (labels.classes() == classes) {
                return of(labels);
            }
        }
        return new ClassLabels(List.of());
    }

    /** The name of a class, or {@code class 5} where there is none. */
    public String name(int index) {
        return index < names.size() && !names.get(index).isEmpty() ? names.get(index) : "class " + index;
    }

    public int size() {
        return names.size();
    }

    /** The same labels one further on, after a background class. */
    public ClassLabels behindBackground() {
        List<String> all = new ArrayList<>();
        all.add(BACKGROUND);
        all.addAll(names);
        return new ClassLabels(all);
    }

    private static String withoutSynset(String line) {
        Matcher matcher = SYNSET.matcher(line);
        return matcher.matches() ? matcher.group(1) : line;
    }

    private static List<String> withoutIndices(List<String> lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = NUMBERED.matcher(line);
            if (!matcher.matches() || !matcher.group(1).equals(Integer.toString(names.size()))) {
                return lines;
            }
            names.add(matcher.group(2));
        }
        return names;
    }

    private static ClassLabels resource(String name) {
        try (InputStream in = ClassLabels.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new ImageException("the labels '%s' are missing from the jar; build it again".formatted(name));
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
