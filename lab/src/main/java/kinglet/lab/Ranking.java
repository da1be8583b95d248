package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Networks under one setting, in order of mult-adds, and how well each count tells the order of their times.
 *
 * @param setting of all of them
 * @param networks in order of mult-adds
 */
record Ranking(Setting setting, List<RankedNetwork> networks) {
    /** As ShuffleNetV2's table 8 ends: 610 M. */
    static final double COMPACT = 0.62e9;

    /** What may tell how long a network takes. */
    enum Predictor {
        PARAMS("parameters", RankedNetwork::params),
        MULT_ADDS("mult-adds", RankedNetwork::multAdds),
        MEMORY_ACCESS("memory access", RankedNetwork::memoryAccess),
        ROOFLINE("roofline", RankedNetwork::roofline);

        private final String words;
        private final ToDoubleFunction<RankedNetwork> value;

        Predictor(String words, ToDoubleFunction<RankedNetwork> value) {
            this.words = words;
            this.value = value;
        }

        String words() {
            return words;
        }
    }

    /** How well a predictor tells the order of all networks, and of the compact ones. */
    record Correlation(Predictor predictor, int networks, double all, int compactNetworks, double compact) {}

    List<Correlation> correlations() {
        List<RankedNetwork> compact = networks.stream()
                .filter(network -> network.multAdds() <= COMPACT)
                .toList();
        return Stream.of(Predictor.values())
                .map(predictor -> new Correlation(
                        predictor,
                        networks.size(),
                        correlation(predictor, networks),
                        compact.size(),
                        correlation(predictor, compact)))
                .toList();
    }

    Correlation correlation(Predictor predictor) {
        return correlations().get(predictor.ordinal());
    }

    private static double correlation(Predictor predictor, List<RankedNetwork> of) {
        return RankCorrelation.spearman(
                of.stream().map(predictor.value::applyAsDouble).toList(),
                of.stream().map(RankedNetwork::milliseconds).toList());
    }

    /** Two networks whose mult-adds differ by a tenth at most, and how many times longer the slower one takes. */
    record Pair(RankedNetwork slow, RankedNetwork fast) {
        static final double ALIKE = 1.1;

        double times() {
            return slow.milliseconds() / fast.milliseconds();
        }
    }

    /** The two networks of alike mult-adds whose times differ most; a single network makes a pair with itself. */
    Pair mostUnlike() {
        Pair worst = new Pair(networks.getFirst(), networks.getFirst());
        for (RankedNetwork slow : networks) {
            for (RankedNetwork fast : networks) {
                double ratio = slow.multAdds() / fast.multAdds();
                Pair pair = new Pair(slow, fast);
                if (ratio <= Pair.ALIKE && ratio >= 1 / Pair.ALIKE && pair.times() > worst.times()) {
                    worst = pair;
                }
            }
        }
        return worst;
    }

    static Table<Correlation> table() {
        return new Table<Correlation>()
                .words("predictor", "predictor", c -> c.predictor().words())
                .number("networks", "networks", Correlation::networks, Number::toString)
                .perhaps("spearman", "Spearman", c -> number(c.all()), Ranking::correlationText)
                .number("compact_networks", "compact networks", Correlation::compactNetworks, Number::toString)
                .perhaps("compact_spearman", "Spearman", c -> number(c.compact()), Ranking::correlationText);
    }

    private static Optional<Number> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    static String correlationText(Number value) {
        return Quantities.decimal(value.doubleValue(), 3);
    }

    /** Measured time against what a predictor says. */
    String plot(Predictor predictor, String unit) {
        List<ScatterPlot.Dot> dots = new ArrayList<>();
        networks.forEach(network -> dots.add(new ScatterPlot.Dot(
                predictor.value.applyAsDouble(network),
                network.milliseconds(),
                network.name(),
                true,
                network.own() ? Ink.of(1) : Ink.of(0))));
        return new ScatterPlot(
                        "Measured time against %s, %s".formatted(predictor.words(), setting.threadWords()),
                        unit,
                        "milliseconds an image",
                        true,
                        dots,
                        false)
                .svg();
    }

    /** Published accuracy against measured time. */
    String front() {
        List<ScatterPlot.Dot> dots = networks.stream()
                .filter(network -> network.top1().isPresent())
                .map(network -> new ScatterPlot.Dot(
                        network.milliseconds(),
                        network.top1().orElseThrow(),
                        network.name(),
                        true,
                        network.own() ? Ink.of(1) : Ink.of(0)))
                .toList();
        List<ScatterPlot.Dot> best = ScatterPlot.frontOf(dots);
        // those on the front are named first, where there is most room
        List<ScatterPlot.Dot> ordered = new ArrayList<>(best);
        dots.stream().filter(dot -> !best.contains(dot)).forEach(dot -> ordered.add(dot.faint()));
        return new ScatterPlot(
                        "Published accuracy against measured time, %s".formatted(setting.threadWords()),
                        "milliseconds an image",
                        "ImageNet top-1, %",
                        false,
                        ordered,
                        true)
                .svg();
    }
}
