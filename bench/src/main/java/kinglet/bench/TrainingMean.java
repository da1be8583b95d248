package kinglet.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Kinglet beside the fastest of its rivals over all cases that have one.
 *
 * @param speed geometric mean of the ratios
 * @param slowest the case with the lowest ratio
 * @param largest the case with the highest share of the rival's memory, where the system says it
 */
record TrainingMean(int cases, double speed, TrainingRow slowest, Optional<TrainingRow> largest) {

    /** Empty if there is no such case. */
    static Optional<TrainingMean> of(List<TrainingRow> rows) {
        List<TrainingRow> compared =
                rows.stream().filter(row -> row.speed().isPresent()).toList();
        return compared.stream()
                .min(by(TrainingRow::speed))
                .map(slowest -> new TrainingMean(
                        compared.size(),
                        Statistics.geometricMean(compared.stream()
                                .map(row -> row.speed().orElseThrow())
                                .toList()),
                        slowest,
                        compared.stream()
                                .filter(row -> row.memory().isPresent())
                                .max(by(TrainingRow::memory))));
    }

    private static Comparator<TrainingRow> by(Function<TrainingRow, OptionalDouble> ratio) {
        return Comparator.comparingDouble(row -> ratio.apply(row).orElseThrow());
    }

    /** For programs. */
    Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("cases", cases);
        record.put("geometric_mean", speed);
        record.put("slowest", slowest.of().written());
        record.put("slowest_ratio", slowest.speed().orElseThrow());
        largest.ifPresent(row -> {
            record.put("largest", row.of().written());
            record.put("largest_memory_ratio", row.memory().orElseThrow());
        });
        return record;
    }

    @Override
    public String toString() {
        String times = String.format(
                Locale.ROOT,
                "geometric mean of kinglet/fastest over %d %s %.3f, slowest %s %.3f",
                cases,
                cases == 1 ? "case" : "cases",
                speed,
                slowest.of(),
                slowest.speed().orElseThrow());
        String memory = largest.map(row -> String.format(
                        Locale.ROOT,
                        "; most memory %s %.2f",
                        row.of(),
                        row.memory().orElseThrow()))
                .orElse("");
        return times + memory;
    }
}
