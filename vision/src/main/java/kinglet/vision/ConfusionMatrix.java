package kinglet.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How often pictures of each class were given each answer. Answers beside the classes of the data are a last column of their own. */
public final class ConfusionMatrix {
    /** What the last column is called. */
    public static final String OTHER = "(other)";

    private final List<String> classes;
    private final int[][] counts;

    /** An empty one. */
    ConfusionMatrix(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size() + 1];
    }

    /**
     * A mistake that was made several times.
     *
     * @param share of the pictures of class {@code actual}
     */
    public record Confusion(int actual, int answer, int count, double share) {}

    void add(int actual, int answer) {
        counts[actual][answer]++;
    }

    public List<String> classes() {
        return classes;
    }

    /** The names of the columns: the classes, and {@link #OTHER} if there was such an answer. */
    public List<String> answers() {
        int other = classes.size();
        if (asked(other) == 0) {
            return classes;
        }
        List<String> all = new ArrayList<>(classes);
        all.add(OTHER);
        return all;
    }

    /** How many pictures of class {@code actual} were taken for class {@code answer}. */
    public int count(int actual, int answer) {
        return counts[actual][answer];
    }

    /** How many pictures of this class there were. */
    public int pictures(int actual) {
        int sum = 0;
        for (int count : counts[actual]) {
            sum += count;
        }
        return sum;
    }

    /** How often this was the answer. */
    public int asked(int answer) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[answer];
        }
        return sum;
    }

    /** The share of the pictures of this class that were recognised; not a number if there are none. */
    public double recall(int actual) {
        return (double) counts[actual][actual] / pictures(actual);
    }

    /** The share of the answers of this class that were right; not a number if there are none. */
    public double precision(int answer) {
        return (double) counts[answer][answer] / asked(answer);
    }

    /** The most frequent mistakes, the largest share of a class first. */
    public List<Confusion> worst(int most) {
        List<Confusion> all = new ArrayList<>();
        for (int actual = 0; actual < counts.length; actual++) {
            for (int answer = 0; answer < counts[actual].length; answer++) {
                int count = counts[actual][answer];
                if (actual != answer && count > 0) {
                    all.add(new Confusion(actual, answer, count, (double) count / pictures(actual)));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Confusion::share)
                .thenComparingInt(Confusion::count)
                .reversed());
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
