package kinglet.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kinglet.graph.KingletException;

/**
 * The figures of a training as JSON lines: one every so many steps, with the means since the last, and one every epoch. A line is whole or,
 * at the end of a file that was cut, not there.
 */
final class MetricsLog {
    static final String STAGE = "stage";
    static final String STEP = "step";
    static final String EPOCH = "epoch";

    private final Path file;

    private MetricsLog(Path file) {
        this.file = file;
    }

    /** A line: numbers by name, and the stage that they belong to. */
    record Line(Map<String, Object> values) {
        OptionalDouble number(String name) {
            return values.get(name) instanceof Number number
                    ? OptionalDouble.of(number.doubleValue())
                    : OptionalDouble.empty();
        }

        String stage() {
            return String.valueOf(values.get(STAGE));
        }

        /** Otherwise it is of an epoch. */
        boolean isStep() {
            return values.containsKey(STEP);
        }

        /** Whether what it tells was done when a training stood there. */
        private boolean isBefore(String stage, long step, int epoch) {
            return !stage().equals(stage)
                    || (isStep() ? number(STEP).orElse(0) < step : number(EPOCH).orElse(0) < epoch);
        }
    }

    /**
     * The log of a stage that begins, or goes on from a checkpoint: what was written after that is taken back.
     *
     * @throws KingletException if the file cannot be written
     */
    static MetricsLog open(Path file, String stage, long step, int epoch) {
        StringBuilder kept = new StringBuilder();
        read(file).stream()
                .filter(line -> line.isBefore(stage, step, epoch))
                .forEach(line -> kept.append(text(line.values())));
        OutputFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        return new MetricsLog(file);
    }

    /** Adds a line. */
    void write(Map<String, Object> values) {
        try {
            Files.writeString(file, text(values), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new KingletException(
                    "cannot write '%s' (%s); make room and go on with --resume".formatted(file, e.getMessage()), e);
        }
    }

    private static String text(Map<String, Object> values) {
        Map<String, Object> finite = new LinkedHashMap<>(values);
        // JSON has no infinities
        finite.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
        try {
            return JSON.std.asString(finite) + "\n";
        } catch (IOException e) {
            throw new KingletException("cannot write figures: " + e.getMessage(), e);
        }
    }

    /** All lines of a log that are whole; none if there is no such file. */
    static List<Line> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Line> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                parse(line).ifPresent(lines::add);
            }
            return lines;
        } catch (IOException e) {
            throw new KingletException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Optional<Line> parse(String line) {
        try {
            return Optional.of(new Line(JSON.std.mapFrom(line)));
        } catch (IOException e) {
            // the last line of a process that was killed
            return Optional.empty();
        }
    }
}
