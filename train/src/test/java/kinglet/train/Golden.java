package kinglet.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of reference figures: JSON with one value a line. */
record Golden(
        List<Integer> labels,
        List<Double> losses,
        Map<String, Double> gradients,
        Map<String, Double> states,
        Deviations deviations) {

    /** How far float arithmetic is from doubles: relative, of each loss, and of that gradient and that state where it is most. */
    record Deviations(List<Double> losses, double gradients, double states) {}

    private static final Pattern LINE = Pattern.compile("(?:\"([^\"]+)\": )?(.*?),?");

    static Golden read(Path file) throws IOException {
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        Map<String, Map<String, Double>> maps = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                continue;
            }
            String key = m.group(1) == null ? "" : m.group(1);
            String value = m.group(2);
            if (value.equals("{") || value.equals("[")) {
                path.add(key);
            } else if (value.equals("}") || value.equals("]")) {
                path.removeLast();
            } else if (value.matches("-?[0-9.]+(e[-+]?[0-9]+)?")) {
                String place = String.join("/", path);
                if (key.isEmpty()) {
                    lists.computeIfAbsent(place, _ -> new ArrayList<>()).add(Double.valueOf(value));
                } else {
                    maps.computeIfAbsent(place, _ -> new LinkedHashMap<>()).put(key, Double.valueOf(value));
                }
            }
        }
        Map<String, Double> errors = of(maps, "/float32");
        return new Golden(
                of(lists, "/labels").stream().map(Double::intValue).toList(),
                of(lists, "/losses"),
                of(maps, "/grad_norms"),
                of(maps, "/state_norms_after_3_steps"),
                new Deviations(of(lists, "/float32/losses"), of(errors, "grad_norms"), of(errors, "state_norms")));
    }

    private static <T> T of(Map<String, T> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
