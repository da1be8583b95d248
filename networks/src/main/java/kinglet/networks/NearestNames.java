package kinglet.networks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who wrote a name that there is not. */
public final class NearestNames {

    private NearestNames() {}

    /** The known names nearest to what was asked for, the nearest first, but no more than {@code count}. */
    public static List<String> of(String asked, Collection<String> known, int count) {
        String plain = plain(asked);
        return known.stream()
                .sorted(Comparator.comparingInt(other -> distance(plain, plain(other))))
                .limit(count)
                .toList();
    }

    /** Without what people spell differently: {@code MobileNet-V2} is {@code mobilenet_v2}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
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
