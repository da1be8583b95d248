package kinglet.lab;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kinglet.graph.KingletException;

/** What a network may cost no more of than a budget says. */
public enum SearchMeasure {
    /** Milliseconds an image: as measured, or predicted where it was not. */
    LATENCY("latency", SearchCandidate::milliseconds, Unit.TIMES),
    MULT_ADDS("mult-adds", SearchCandidate::multAdds, Unit.COUNTS),
    PARAMS("parameters", SearchCandidate::params, Unit.COUNTS),
    /** Values read and written. */
    MEMORY_ACCESS("memory access", SearchCandidate::memoryAccess, Unit.COUNTS);

    private static final Pattern QUANTITY = Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))\\s*([^0-9\\s]*)");

    /** What a limit is written in; milliseconds are the times' own unit. */
    private record Unit(String name, double worth) {
        static final List<Unit> TIMES = List.of(new Unit("us", 1e-3), new Unit("ms", 1), new Unit("s", 1e3));
        static final List<Unit> COUNTS =
                List.of(new Unit("", 1), new Unit("k", 1e3), new Unit("M", 1e6), new Unit("G", 1e9));
    }

    private final String words;
    private final ToDoubleFunction<SearchCandidate> cost;
    private final List<Unit> units;

    SearchMeasure(String words, ToDoubleFunction<SearchCandidate> cost, List<Unit> units) {
        this.words = words;
        this.cost = cost;
        this.units = units;
    }

    /** What it is called. */
    public String words() {
        return words;
    }

    /** What a candidate costs of it. */
    public double of(SearchCandidate candidate) {
        return cost.applyAsDouble(candidate);
    }

    /** As people read it, with its name: {@code 4.71 ms} or {@code 99.1 M mult-adds}. */
    public String text(double quantity) {
        return this == LATENCY
                ? Figures.milliseconds(quantity).replaceFirst("\\.?0+$", "") + " ms"
                : Quantities.count(quantity) + " " + words;
    }

    /**
     * Reads a limit: {@code 5ms}, {@code 100M}.
     *
     * @throws KingletException if it is no number above 0 with one of the units, which the message lists
     */
    public double limit(String text) {
        Matcher parts = QUANTITY.matcher(text.strip());
        if (!parts.matches()) {
            throw new KingletException("'%s' is no quantity; write it as %s".formatted(text, example()));
        }
        double number = Double.parseDouble(parts.group(1));
        if (!(number > 0 && Double.isFinite(number))) {
            throw new KingletException("a budget must be above 0, which %s is not".formatted(text));
        }
        return number
                * units.stream()
                        .filter(unit -> unit.name().equals(parts.group(2)))
                        .mapToDouble(Unit::worth)
                        .findFirst()
                        .orElseThrow(() -> new KingletException(
                                "%s has none of the units %s; write it as %s".formatted(text, unitNames(), example())));
    }

    private String unitNames() {
        return units.stream().map(Unit::name).filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
    }

    private String example() {
        return this == LATENCY ? "5ms" : "20M";
    }
}
