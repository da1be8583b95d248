package kinglet.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kinglet.lab.LinesPlot.Line;
import kinglet.lab.LinesPlot.Point;
import kinglet.lab.Verdict.Outcome;
import kinglet.train.Recipe;
import kinglet.train.Recipes;
import kinglet.vision.DataSplits;
import kinglet.vision.Dataset;
import kinglet.vision.Datasets;

/**
 * Networks trained alike, several times each.
 *
 * @param subjects that take turns, seed by seed
 * @param claims of which they decide
 */
record TrainedExperiment(
        String name,
        String title,
        String question,
        Source source,
        List<TrainedSubject> subjects,
        List<TrainedClaim> claims)
        implements Experiment {
    /** Set apart where a data set does not say what to test on. */
    private static final double TESTED = 0.1;

    private static final int TESTED_TIMES = 5;
    private static final int BATCH = 128;

    /** The trainings of one subject. */
    private record Summary(String subject, List<TrainedResult> results) {
        double mean() {
            return results.stream()
                    .mapToDouble(TrainedResult::finalTop1)
                    .average()
                    .orElse(0);
        }

        double spread() {
            double[] values = results.stream()
                    .mapToDouble(TrainedResult::finalTop1)
                    .sorted()
                    .toArray();
            return values[values.length - 1] - values[0];
        }

        double seconds() {
            return results.stream()
                    .mapToDouble(TrainedResult::seconds)
                    .average()
                    .orElse(0);
        }

        double after(int epoch) {
            return results.stream()
                    .mapToDouble(result -> result.top1().get(epoch))
                    .average()
                    .orElse(0);
        }

        TrainedResult first() {
            return results.getFirst();
        }
    }

    @Override
    public boolean takesPictures() {
        return true;
    }

    @Override
    public Report run(Run run) {
        return run.pictures()
                .map(path -> trained(run, path))
                .orElseGet(() -> Report.of(this, run, List.of(new Section("Not run", notRun()))));
    }

    private List<Part> notRun() {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Paragraph(
                        "It trains networks, for which it needs labelled pictures: --data, a folder or archive with a folder for each class."));
        claims.forEach(claim -> parts.add(new Verdict(
                Outcome.OPEN, claim.claim(), claim.published(), "-", "No pictures were given to train on.")));
        return parts;
    }

    private Report trained(Run run, Path path) {
        TrainedBudget budget = run.budget();
        DataSplits data = limited(Datasets.open(path).orSplit(TESTED, 1), budget.pictures());
        Recipe recipe = Recipes.recipe("small").withEpochs(budget.epochs()).withBatchSize(BATCH);
        int threads = run.threads().stream().max(Comparator.naturalOrder()).orElse(1);
        TrainedRun training = new TrainedRun(run, data, recipe, threads);
        int trainings = budget.seeds() * subjects.size();
        List<TrainedResult> results = new ArrayList<>();
        for (int seed = 1; seed <= budget.seeds(); seed++) {
            for (TrainedSubject subject : subjects) {
                int done = results.size();
                TrainedResult result =
                        training.result(subject, seed, share -> run.watcher().at(done + share, trainings));
                results.add(result);
                run.watcher()
                        .found("%s: %s, seed %d: top-1 %s, %s s"
                                .formatted(
                                        name,
                                        subject.name(),
                                        seed,
                                        Figures.percent(result.finalTop1()),
                                        Quantities.decimal(result.seconds(), 0)));
            }
        }
        return report(run, budget, data, results);
    }

    private static DataSplits limited(DataSplits data, OptionalInt pictures) {
        if (pictures.isEmpty()) {
            return data;
        }
        int most = pictures.getAsInt();
        return new DataSplits(
                spread(data.train(), most), data.validation().map(set -> spread(set, most * TESTED_TIMES)));
    }

    /** So many, from all over the set. */
    private static Dataset spread(Dataset set, int most) {
        int count = Math.min(most, set.size());
        return set.subset(IntStream.range(0, count)
                .map(i -> (int) ((long) i * set.size() / count))
                .toArray());
    }

    private Report report(Run run, TrainedBudget budget, DataSplits data, List<TrainedResult> results) {
        List<Summary> summaries = subjects.stream()
                .map(subject -> new Summary(subject.name(), of(results, subject.name())))
                .toList();
        List<Section> sections = new ArrayList<>();
        if (!claims.isEmpty()) {
            sections.add(new Section(
                    "Verdicts",
                    claims.stream()
                            .<Part>map(claim -> claim.verdict(name -> accuracies(results, name))
                                    .after(budget.words()))
                            .toList()));
        }
        String caption =
                "%s; %s to learn from, %s to test on. Means of the seeds; the spread is from the worst to the best."
                        .formatted(
                                budget.words(),
                                Quantities.exact(data.train().size()),
                                Quantities.exact(data.validation().orElseThrow().size()));
        sections.add(Section.of("Networks", new Sheet<>(name, caption, summaryTable(), summaries), picture(summaries)));
        sections.add(Section.of(
                "Trainings",
                new Sheet<>(
                        name + "-trainings",
                        "Each can be repeated bit for bit: the seed decides the weights, the order of the pictures and their changes.",
                        trainingTable(),
                        results)));
        return Report.of(this, run, sections);
    }

    private static List<TrainedResult> of(List<TrainedResult> results, String subject) {
        return results.stream()
                .filter(result -> result.subject().equals(subject))
                .toList();
    }

    private static double[] accuracies(List<TrainedResult> results, String subject) {
        return of(results, subject).stream()
                .mapToDouble(TrainedResult::finalTop1)
                .toArray();
    }

    private static Table<Summary> summaryTable() {
        return new Table<Summary>()
                .words("network", "network", Summary::subject)
                .number("params", "parameters", s -> s.first().params(), Figures::count)
                .number("mult_adds", "mult-adds", s -> s.first().multAdds(), Figures::count)
                .number("top1", "top-1", Summary::mean, Figures::percent)
                .number("spread", "spread", Summary::spread, Figures::percent)
                .number("seconds", "training s", Summary::seconds, s -> Quantities.decimal(s.doubleValue(), 0))
                .number("latency_ms", "latency ms", s -> s.first().latency(), Figures::milliseconds);
    }

    private static Table<TrainedResult> trainingTable() {
        return new Table<TrainedResult>()
                .words("network", "network", TrainedResult::subject)
                .number("seed", "seed", TrainedResult::seed, Object::toString)
                .number("top1", "top-1", TrainedResult::finalTop1, Figures::percent)
                .number("seconds", "s", TrainedResult::seconds, s -> Quantities.decimal(s.doubleValue(), 0))
                .words(
                        "epochs",
                        "top-1 after each epoch, %",
                        result -> result.top1().stream()
                                .map(top1 -> Quantities.decimal(100 * top1, 1))
                                .collect(Collectors.joining(" ")));
    }

    private Picture picture(List<Summary> summaries) {
        int epochs = summaries.getFirst().first().top1().size();
        List<Line> lines = IntStream.range(0, summaries.size())
                .mapToObj(i -> new Line(
                        summaries.get(i).subject(),
                        Ink.of(i),
                        false,
                        IntStream.range(0, epochs)
                                .mapToObj(
                                        epoch -> Point.of(100 * summaries.get(i).after(epoch)))
                                .toList()))
                .toList();
        List<String> places =
                IntStream.rangeClosed(1, epochs).mapToObj(Integer::toString).toList();
        return new Picture(
                name + "-learning", "Top-1 after each epoch, in per cent.", new LinesPlot(title, places, lines).svg());
    }
}
