package kinglet.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinglet beside one runtime over all networks of a setting.
 *
 * @param ratio the geometric mean of the ratios
 * @param worst the network with the largest ratio
 * @param worstRatio its ratio
 */
record Mean(Case.Setting setting, String runtime, int networks, double ratio, String worst, double worstRatio) {

    /** By setting and runtime, in the order of the rows; runtimes that ran nothing are left out. */
    static List<Mean> of(List<Row> rows, List<String> peers) {
        Map<Case.Setting, List<Row>> bySetting = new LinkedHashMap<>();
        rows.forEach(row -> bySetting
                .computeIfAbsent(row.of().setting(), s -> new ArrayList<>())
                .add(row));
        List<Mean> means = new ArrayList<>();
        bySetting.forEach((setting, group) -> peers.forEach(peer -> {
            Map<String, Double> ratios = new LinkedHashMap<>();
            group.forEach(row ->
                    row.ratio(peer).ifPresent(ratio -> ratios.put(row.of().network(), ratio)));
            ratios.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(worst -> means.add(new Mean(
                            setting,
                            peer,
                            ratios.size(),
                            Statistics.geometricMean(ratios.values()),
                            worst.getKey(),
                            worst.getValue())));
        }));
        return means;
    }
}
