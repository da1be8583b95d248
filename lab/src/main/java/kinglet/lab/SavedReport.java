package kinglet.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.lab.Verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A report that was written as JSON, read again.
 *
 * @param experiment the name of the experiment
 * @param command that repeats it
 * @param conditions by name: on what, and when, it was run
 * @param verdicts in order
 * @param tables the rows of each, by name
 */
record SavedReport(
        String experiment,
        String command,
        Map<String, String> conditions,
        List<Verdict> verdicts,
        Map<String, List<Map<?, ?>>> tables) {
    /** As {@link Reports#files} names it. */
    static final String FILE = "report.json";

    private static final int DEPTH = 4;

    /**
     * The reports in some folders and the folders in them; of several of one experiment the one of the latest day, and of a day the last one read.
     * Where an experiment judged nothing, as without pictures to train on, it counts as not run.
     *
     * @return by the name of their experiment
     * @throws KingletException if a folder has none, or a file is no report
     */
    static Map<String, SavedReport> in(List<Path> folders) {
        List<SavedReport> all = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> files = files(folder);
            if (files.isEmpty()) {
                throw new KingletException(
                        "there is no %s in '%s'; write one with 'kinglet experiment run all --out %s'"
                                .formatted(FILE, folder, folder));
            }
            files.forEach(file -> all.addAll(read(file)));
        }
        return latest(all);
    }

    /**
     * The reports in those folders of a folder that have the names of experiments, in the order of these, without such as judged nothing.
     *
     * @throws KingletException if a file is no report
     */
    static List<SavedReport> inFoldersOf(Path folder) {
        Map<String, SavedReport> found = latest(Experiments.all().stream()
                .map(experiment -> folder.resolve(experiment.name()).resolve(FILE))
                .filter(Files::isRegularFile)
                .flatMap(file -> read(file).stream())
                .toList());
        return ordered(found);
    }

    /** In the order of the experiments. */
    static List<SavedReport> ordered(Map<String, SavedReport> reports) {
        return Experiments.all().stream()
                .flatMap(experiment -> Optional.ofNullable(reports.get(experiment.name())).stream())
                .toList();
    }

    /** The names of the experiments that were run under the same conditions, by these in a line. */
    static Map<String, String> byConditions(List<SavedReport> reports) {
        return reports.stream()
                .collect(Collectors.groupingBy(
                        report -> report.conditions().entrySet().stream()
                                .map(fact -> fact.getKey() + " " + fact.getValue())
                                .collect(Collectors.joining(", ")),
                        LinkedHashMap::new,
                        Collectors.mapping(SavedReport::experiment, Collectors.joining(", "))));
    }

    /** By the name of their experiment. */
    static Map<String, SavedReport> latest(List<SavedReport> all) {
        Map<String, SavedReport> latest = new HashMap<>();
        for (SavedReport report : all) {
            if (report.verdicts().stream().anyMatch(verdict -> verdict.outcome() != Outcome.OPEN)) {
                latest.merge(
                        report.experiment(), report, (old, now) -> now.date().compareTo(old.date()) < 0 ? old : now);
            }
        }
        return latest;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.find(
                folder,
                DEPTH,
                (path, facts) -> facts.isRegularFile() && FILE.equals(String.valueOf(path.getFileName())))) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new KingletException("cannot look for reports in '%s': %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static List<SavedReport> read(Path file) {
        try {
            return of(JSON.std.mapFrom(Files.readAllBytes(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new KingletException(
                    "'%s' is no report of 'kinglet experiment run'; write it again with --out".formatted(file), e);
        }
    }

    /**
     * The reports in one JSON.
     *
     * @throws IllegalArgumentException if something that a report has is not there
     */
    static List<SavedReport> of(Map<String, ?> json) {
        Map<String, String> conditions = new LinkedHashMap<>();
        map(json.get("conditions")).forEach((name, value) -> conditions.put(name.toString(), value.toString()));
        return list(json.get("experiments")).stream()
                .map(experiment -> of(map(experiment), conditions))
                .toList();
    }

    private static SavedReport of(Map<?, ?> json, Map<String, String> conditions) {
        Map<String, List<Map<?, ?>>> tables = new HashMap<>();
        map(json.get("tables"))
                .forEach((name, rows) -> tables.put(
                        name.toString(),
                        list(rows).stream().<Map<?, ?>>map(SavedReport::map).toList()));
        return new SavedReport(
                text(json, "name"),
                text(json, "command"),
                conditions,
                list(json.get("verdicts")).stream()
                        .map(verdict -> verdict(map(verdict)))
                        .toList(),
                tables);
    }

    private static Verdict verdict(Map<?, ?> json) {
        String words = text(json, "outcome");
        Outcome outcome = Stream.of(Outcome.values())
                .filter(one -> one.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome: " + words));
        return new Verdict(
                outcome, text(json, "claim"), text(json, "published"), text(json, "found"), text(json, "reason"));
    }

    private static String text(Map<?, ?> json, String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no " + key);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("no map: " + value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no list: " + value);
    }

    /** As ISO writes it, so that text compares as days do. */
    String date() {
        return conditions.getOrDefault("date", "");
    }

    /**
     * The rows of a table.
     *
     * @throws KingletException if there is no such table
     */
    List<Map<?, ?>> table(String name) {
        List<Map<?, ?>> rows = tables.get(name);
        if (rows == null) {
            throw new KingletException(
                    "the report of '%s' has no table '%s'; run the experiment again".formatted(experiment, name));
        }
        return rows;
    }
}
