package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kinglet.lab.Verdict.Outcome;

/** MobileNetV2's figure 1: what ReLU leaves of a spiral that was brought into n dimensions. Nothing is trained. */
record InformationLossExperiment() implements Experiment {
    /** Those of the figure. */
    static final List<Integer> DIMENSIONS = List.of(2, 3, 5, 15, 30);

    private static final int MATRICES = 200;
    /** Dimensions that are few, and those that are many, in the words of the figure. */
    private static final int FEW = 3;

    private static final int MANY = 15;
    /** Of the points, on average over the matrices. */
    private static final double PARTS = 0.1;

    private static final double HARDLY_ANY = 0.01;

    @Override
    public String name() {
        return "information-loss";
    }

    @Override
    public String title() {
        return "What ReLU loses, by dimension";
    }

    @Override
    public String question() {
        return "A spiral in the plane is brought into n dimensions by a random matrix, cut off by ReLU, and brought back by the matrix's"
                + " pseudo-inverse. How much of it is lost for small n, and for large n?";
    }

    @Override
    public Source source() {
        return new Source("MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381)", "Figure 1");
    }

    @Override
    public boolean takesTimes() {
        return false;
    }

    /** All matrices of one number of dimensions; the first is that of the picture. */
    private record Row(int dimensions, List<SpiralEmbedding> embeddings) {
        static Row of(int dimensions) {
            return new Row(
                    dimensions,
                    LongStream.rangeClosed(1, MATRICES)
                            .mapToObj(seed -> SpiralEmbedding.of(dimensions, seed))
                            .toList());
        }

        double error() {
            return embeddings.stream()
                    .mapToDouble(SpiralEmbedding::error)
                    .average()
                    .orElseThrow();
        }

        /** So great a share of the matrices loses less. */
        double error(double share) {
            double[] sorted = embeddings.stream()
                    .mapToDouble(SpiralEmbedding::error)
                    .sorted()
                    .toArray();
            return sorted[(int) Math.round(share * (sorted.length - 1))];
        }

        double collapsed() {
            return embeddings.stream()
                    .mapToDouble(SpiralEmbedding::collapsed)
                    .average()
                    .orElseThrow();
        }

        /** Each of n values is cut off half the time, and two must be left. */
        double expected() {
            return (1 + dimensions) / Math.pow(2, dimensions);
        }
    }

    @Override
    public Report run(Run run) {
        List<Row> rows = new ArrayList<>();
        for (int dimensions : DIMENSIONS) {
            rows.add(Row.of(dimensions));
            run.watcher().at(rows.size(), DIMENSIONS.size());
        }
        return Report.of(
                this,
                run,
                List.of(
                        Section.of("Verdicts", falls(rows), collapses(rows)),
                        Section.of(
                                "The spiral",
                                new Picture(
                                        name(),
                                        "As it is, and as it comes back from n dimensions by the first matrix of each; colours run from the middle outwards.",
                                        panels(rows))),
                        Section.of(
                                "Loss by dimension",
                                new Picture(
                                        name() + "-error",
                                        "Means of %d random matrices; bars hold the middle half of them."
                                                .formatted(MATRICES),
                                        plot(rows)),
                                new Sheet<>(
                                        name(),
                                        "%d points, %d random matrices, seeds 1 to %d. The error is that of the best scale, over the spiral's size;"
                                                        .formatted(SpiralEmbedding.POINTS, MATRICES, MATRICES)
                                                + " collapsed points have fewer than two values left, so the plane is no longer in them.",
                                        table(),
                                        rows))));
    }

    private static Verdict falls(List<Row> rows) {
        boolean falling = IntStream.range(1, rows.size())
                .allMatch(i -> rows.get(i).error() < rows.get(i - 1).error());
        boolean less = rows.getLast().error() < rows.getFirst().error();
        return new Verdict(
                falling ? Outcome.HOLDS : less ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD,
                "The more dimensions there are, the less ReLU loses.",
                "pictures without figures",
                "error " + each(rows, Row::error),
                "The middle half of the matrices lies between %s and %s in %d dimensions, between %s and %s in %d."
                        .formatted(
                                Figures.percent(rows.getFirst().error(0.25)),
                                Figures.percent(rows.getFirst().error(0.75)),
                                rows.getFirst().dimensions(),
                                Figures.percent(rows.getLast().error(0.25)),
                                Figures.percent(rows.getLast().error(0.75)),
                                rows.getLast().dimensions()));
    }

    private static Verdict collapses(List<Row> rows) {
        boolean few = rows.stream().filter(row -> row.dimensions() <= FEW).allMatch(row -> row.collapsed() >= PARTS);
        boolean many =
                rows.stream().filter(row -> row.dimensions() >= MANY).allMatch(row -> row.collapsed() <= HARDLY_ANY);
        return new Verdict(
                few && many ? Outcome.HOLDS : few || many ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD,
                "In 2 or 3 dimensions parts of the plane fall onto each other, in 15 or 30 hardly any.",
                "n = 2 and 3 collapse, n = 15 and 30 keep the information",
                "collapsed " + each(rows, Row::collapsed),
                "Half of all values are cut off; chance leaves fewer than two of n with (1 + n) / 2^n, "
                        + each(rows, Row::expected)
                        + ".");
    }

    private static String each(List<Row> rows, ToDoubleFunction<Row> of) {
        return rows.stream()
                .map(row -> Figures.percent(of.applyAsDouble(row)) + " (n = " + row.dimensions() + ")")
                .collect(Collectors.joining(", "));
    }

    private String panels(List<Row> rows) {
        List<SpiralPanels.Panel> panels = new ArrayList<>();
        panels.add(new SpiralPanels.Panel("input", SpiralEmbedding.spiral()));
        rows.forEach(row -> panels.add(new SpiralPanels.Panel(
                "n = " + row.dimensions(), row.embeddings().getFirst().back())));
        return new SpiralPanels(title(), panels).svg();
    }

    private static String plot(List<Row> rows) {
        List<LinesPlot.Point> errors = rows.stream()
                .map(row -> new LinesPlot.Point(row.error(), row.error(0.25), row.error(0.75)))
                .toList();
        List<LinesPlot.Point> collapsed =
                rows.stream().map(row -> LinesPlot.Point.of(row.collapsed())).toList();
        return new LinesPlot(
                        "What is lost in n dimensions, as a share",
                        rows.stream().map(row -> "n = " + row.dimensions()).toList(),
                        List.of(
                                new LinesPlot.Line("error", Ink.of(0), false, errors),
                                new LinesPlot.Line("collapsed points", Ink.of(1), true, collapsed)))
                .svg();
    }

    private static Table<Row> table() {
        return new Table<Row>()
                .number("dimensions", "dimensions", Row::dimensions, Object::toString)
                .number("error", "error", Row::error, Figures::percent)
                .number("error_lower", "lower quartile", row -> row.error(0.25), Figures::percent)
                .number("error_upper", "upper quartile", row -> row.error(0.75), Figures::percent)
                .number("collapsed", "collapsed", Row::collapsed, Figures::percent)
                .number("collapsed_by_chance", "(1 + n) / 2^n", Row::expected, Figures::percent);
    }
}
