package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kinglet.graph.Network;
import kinglet.graph.Parameter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the reference tables against the network it speaks of; rows that are not compared are skipped with the reason. */
class CostTablesTest {

    static List<Row> rows() throws IOException {
        Optional<Path> tables = shared().map(shared -> shared.resolve("reference/cost-tables.csv"));
        Assumptions.assumeTrue(
                tables.isPresent() && Files.exists(tables.get()),
                "no ../shared/reference/cost-tables.csv beside the checkout (or -Dkinglet.shared)");
        return Files.readAllLines(tables.get()).stream()
                .skip(1)
                .map(CostTablesTest::fields)
                .map(Row::of)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void counts_what_the_row_says(Row row) throws IOException {
        Line line = lines().stream()
                .filter(l -> l.matches(row))
                .findFirst()
                .orElseGet(() -> Assumptions.abort("no line of cost-rows.txt speaks of this row"));
        if (line.network().equals("-")) {
            Assumptions.abort(line.claim());
        }
        Network network = line.build(row);
        for (String claim : line.claim().split(", *")) {
            switch (claim) {
                case "params" ->
                    assertThat(network.parameterCount())
                            .as("parameters of %s", network.name())
                            .isEqualTo(row.params());
                case "total" ->
                    assertThat(total(network))
                            .as("parameters and statistics of %s", network.name())
                            .isEqualTo(row.params());
                case "total+7" ->
                    assertThat(total(network) + 7)
                            .as("parameters and statistics of %s", network.name())
                            .isEqualTo(row.params());
                case "mult-adds" ->
                    assertThat(Count.multAdds(network))
                            .as("mult-adds of %s", network.name())
                            .isCloseTo(row.multAdds(), within(row.multAdds() / 200));
                case "mega-adds" ->
                    assertThat(Count.multAdds(network))
                            .as("mult-adds of %s", network.name())
                            .isCloseTo(row.multAdds(), within(1_000_000L));
                default -> throw new IllegalArgumentException("cost-rows.txt compares " + claim);
            }
        }
    }

    private static long total(Network network) {
        return network.parameters().stream().mapToLong(Parameter::size).sum();
    }

    private static Optional<Path> shared() {
        return Stream.of(System.getProperty("kinglet.shared", "../shared"), "../shared", "../../shared")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static List<Line> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                CostTablesTest.class.getResourceAsStream("cost-rows.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        }
    }

    /** The fields of a line of CSV, of which some are in quotes. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").matcher(line);
        while (matcher.find()) {
            fields.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
        }
        return fields;
    }

    record Row(
            String model, String variant, String input, String classes, String printedParams, String printedMultAdds) {
        static Row of(List<String> fields) {
            return new Row(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4), fields.get(5));
        }

        long params() {
            return Long.parseLong(printedParams);
        }

        long multAdds() {
            return Long.parseLong(printedMultAdds);
        }

        NetworkOptions options() {
            NetworkOptions options = input.isEmpty()
                    ? NetworkOptions.NONE
                    : NetworkOptions.NONE.withResolution(Integer.parseInt(input.split("x")[0]));
            return classes.isEmpty() ? options : options.withClasses(Integer.parseInt(classes));
        }

        @Override
        public String toString() {
            return model + " " + variant;
        }
    }

    /** A line of {@code cost-rows.txt}. */
    private record Line(String model, Pattern variant, String network, String claim) {
        static Line of(String line) {
            String[] parts = line.split("; *", 4);
            return new Line(parts[0], Pattern.compile(parts[1]), parts[2], parts[3]);
        }

        boolean matches(Row row) {
            return model.equals(row.model()) && variant.matcher(row.variant()).matches();
        }

        Network build(Row row) {
            Matcher matcher = variant.matcher(row.variant());
            assertThat(matcher.matches()).isTrue();
            List<String> words = Arrays.asList(fill(matcher).split(" +"));
            Entry entry = Catalogue.entry(words.getFirst());
            NetworkOptions options = row.options();
            for (int i = 1; i < words.size(); i += 2) {
                options = switch (words.get(i)) {
                    case "--width" -> options.withWidth(Double.parseDouble(words.get(i + 1)));
                    case "--groups" -> options.withGroups(Integer.parseInt(words.get(i + 1)));
                    case "--resolution" -> options.withResolution(Integer.parseInt(words.get(i + 1)));
                    default -> throw new IllegalArgumentException("cost-rows.txt has the option " + words.get(i));
                };
            }
            return entry.build(options);
        }

        private String fill(Matcher matcher) {
            String filled = network;
            for (int group = 1; group <= matcher.groupCount(); group++) {
                filled = filled.replace(
                        "$" + group, Optional.ofNullable(matcher.group(group)).orElse(""));
            }
            return filled;
        }
    }
}
