package kinglet.networks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import kinglet.graph.KingletException;

/** An id that no network has; the message names the nearest ones. */
public final class UnknownNetworkException extends KingletException {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 3;

    private final List<String> nearest;

    UnknownNetworkException(String id, Collection<String> known) {
        this(id, nearest(id, known));
    }

    private UnknownNetworkException(String id, List<String> nearest) {
        super("there is no network '%s'; did you mean %s?".formatted(id, String.join(", ", nearest)));
        this.nearest = nearest;
    }

    /** The ids nearest to what was asked for, the nearest first. */
    public List<String> nearest() {
        return nearest;
    }

    private static List<String> nearest(String id, Collection<String> known) {
        String asked = plain(id);
        return known.stream()
                .sorted(Comparator.comparingInt(other -> distance(asked, plain(other))))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Without what people spell differently: {@code MobileNet-V2} is {@code mobilenet_v2}. */
    private static String plain(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's: how many characters to insert, remove or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
