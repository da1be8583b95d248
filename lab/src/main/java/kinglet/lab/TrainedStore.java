package kinglet.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kinglet.graph.KingletException;
import org.jspecify.annotations.Nullable;

/**
 * A file with a line of JSON for each training that was done: what was interrupted goes on, and what two experiments have in common is
 * trained once.
 *
 * @param file which need not be there yet
 */
record TrainedStore(Path file) {
    private static final String KEY = "key";

    /**
     * What became of a training, which is done now unless it is in the file.
     *
     * @throws KingletException if the file cannot be read or written
     */
    TrainedResult result(TrainedKey key, Supplier<TrainedResult> training) {
        return find(key).orElseGet(() -> {
            TrainedResult result = training.get();
            add(key, result);
            return result;
        });
    }

    private Optional<TrainedResult> find(TrainedKey key) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.contains(key.hex()))
                    .flatMap(line -> read(line).stream())
                    .findFirst();
        } catch (IOException e) {
            throw new KingletException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Nothing, if the line was cut off while it was written: that training is done again. */
    private static Optional<TrainedResult> read(String line) {
        try {
            Map<String, Object> json = JSON.std.mapFrom(line);
            return Optional.of(new TrainedResult(
                    String.valueOf(json.get("network")),
                    number(json.get("seed")).longValue(),
                    number(json.get("params")).longValue(),
                    number(json.get("mult_adds")).longValue(),
                    epochs(json.get("epochs")),
                    number(json.get("top1")).doubleValue(),
                    number(json.get("seconds")).doubleValue(),
                    number(json.get("latency_ms")).doubleValue()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Double> epochs(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(top1 -> number(top1).doubleValue()).toList();
        }
        throw new IllegalArgumentException("no list: " + value);
    }

    private static Number number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("no number: " + value);
    }

    private void add(TrainedKey key, TrainedResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(KEY, key.hex());
        json.put("network", result.subject());
        json.put("seed", result.seed());
        json.put("params", result.params());
        json.put("mult_adds", result.multAdds());
        json.put("epochs", result.top1());
        json.put("top1", result.finalTop1());
        json.put("seconds", result.seconds());
        json.put("latency_ms", result.latency());
        try {
            // begins with a line break: what was cut off before it stays a line of its own
            Files.writeString(
                    file,
                    (Files.exists(file) ? "\n" : "") + JSON.std.asString(json),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new KingletException("cannot write '%s': %s".formatted(file, e.getMessage()), e);
        }
    }
}
