package kinglet.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.cost.Roofline;
import kinglet.cost.Work;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.engine.Plan;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.kernels.Machine;
import kinglet.lab.Ranking.Pair;
import kinglet.lab.Ranking.Predictor;
import kinglet.lab.Verdict.Outcome;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.Labels;
import kinglet.networks.NetworkOptions;

/**
 * Whether mult-adds tell how long a network takes: the whole catalogue, and a network of the user's.
 *
 * @param quickMultAdds a quick run leaves out the networks of the catalogue that do more
 */
record CountingExperiment(double quickMultAdds) implements Experiment {
    /** Table 8's fastest network of 140 to 156 M mult-adds is 1.6 times as fast as the slowest on the phone, and 2.9 times on the GPU. */
    private static final double FAR = 1.6;

    private static final double NEAR = 1.2;
    /** Of a rank correlation. */
    private static final double BETTER = 0.01;

    @Override
    public String name() {
        return "counting-is-not-speed";
    }

    @Override
    public String title() {
        return "Counting is not speed";
    }

    @Override
    public String question() {
        return "How well do parameters, mult-adds, memory access and the roofline model tell which of two networks is faster? "
                + "All networks of the catalogue as published, one image at a time.";
    }

    @Override
    public Source source() {
        return ShuffleNetV2Paper.source("Figure 1 and Table 8");
    }

    @Override
    public boolean takesNetwork() {
        return true;
    }

    /** A network before it is measured; its weights are made when its turn comes. */
    private record Candidate(String name, Network network, Optional<Double> top1, Optional<Model> own) {
        static Candidate of(Entry entry) {
            Optional<Double> top1 =
                    entry.labels() == Labels.IMAGENET || entry.labels() == Labels.IMAGENET_WITH_BACKGROUND
                            ? entry.published(NetworkOptions.NONE)
                                    .map(published -> published.top1().orElseThrow())
                            : Optional.empty();
            return new Candidate(entry.id(), entry.build(), top1, Optional.empty());
        }

        static Candidate of(Path file) {
            Model model = ModelFiles.read(file);
            String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
            return new Candidate(name, model.network(), Optional.empty(), Optional.of(model));
        }

        Model model() {
            return own.orElseGet(() -> Model.of(network, FormulaWeights.of(network)));
        }

        long multAdds() {
            return NetworkCost.of(network).multAdds(Convention.PAPER);
        }
    }

    @Override
    public Report run(Run run) {
        List<Candidate> candidates = candidates(run);
        Machine core = run.machine().get();
        List<List<Candidate>> groups =
                Race.groups(candidates, candidate -> candidate.network().parameterCount());
        Race race = new Race(run, run.threads().size() * groups.size());
        List<Ranking> rankings = new ArrayList<>();
        for (int threads : run.threads()) {
            rankings.add(measured(new Setting(threads, Compilation.OPTIMISED), groups, core, race));
        }
        List<Part> verdicts = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (Ranking ranking : rankings) {
            verdicts.add(unlike(ranking));
            verdicts.add(memoryAccess(ranking));
            sections.add(section(ranking));
        }
        sections.addFirst(new Section("Verdicts", verdicts));
        sections.add(Section.of(
                "Networks",
                new Sheet<>(
                        name(),
                        "Times are of one image, in milliseconds. The roofline is that of a core at %s GFLOP/s and %s GB/s, times the threads."
                                .formatted(
                                        Quantities.decimal(core.gflops(), 1),
                                        Quantities.decimal(core.gigabytesPerSecond(), 1)),
                        RankedNetwork.table(),
                        rankings.stream()
                                .flatMap(ranking -> ranking.networks().stream())
                                .toList())));
        return Report.of(this, run, sections);
    }

    private List<Candidate> candidates(Run run) {
        List<Candidate> candidates = new ArrayList<>();
        run.network().map(Candidate::of).ifPresent(candidates::add);
        Catalogue.entries().stream()
                .map(Candidate::of)
                .filter(candidate -> !run.quick() || candidate.multAdds() <= quickMultAdds)
                .forEach(candidates::add);
        candidates.sort(Comparator.comparingLong(Candidate::multAdds));
        return candidates;
    }

    private static Ranking measured(Setting setting, List<List<Candidate>> groups, Machine core, Race race) {
        Roofline roofline =
                new Roofline(core.gflops() * setting.threads(), core.gigabytesPerSecond() * setting.threads());
        List<RankedNetwork> networks = new ArrayList<>();
        for (List<Candidate> turn : groups) {
            List<Double> predicted = new ArrayList<>();
            List<Spread> spreads = race.next(
                    turn.stream()
                            .map(candidate -> new Contender(candidate.model(), setting))
                            .toList(),
                    plan -> {
                        predicted.add(milliseconds(plan, roofline));
                        return Race.wholeRun(plan);
                    });
            for (int i = 0; i < turn.size(); i++) {
                Candidate candidate = turn.get(i);
                networks.add(new RankedNetwork(
                        candidate.name(),
                        NetworkCost.of(candidate.network()),
                        candidate.top1(),
                        candidate.own().isPresent(),
                        setting,
                        predicted.get(i),
                        spreads.get(i)));
            }
        }
        return new Ranking(setting, networks);
    }

    /** Of the steps that the plan really has. */
    private static double milliseconds(Plan plan, Roofline roofline) {
        return plan.steps().stream()
                .map(step -> step.covers().isEmpty() ? Work.copy(step.output().size()) : Work.of(step.covers()))
                .mapToDouble(work -> 1e3 * roofline.seconds(work, 1))
                .sum();
    }

    private Section section(Ranking ranking) {
        int threads = ranking.setting().threads();
        return Section.of(
                "On " + ranking.setting().threadWords(),
                new Picture(
                        "%s-mult-adds-%d".formatted(name(), threads),
                        "If counting were speed, the dots would rise from left to right.",
                        ranking.plot(Predictor.MULT_ADDS, "mult-adds")),
                new Picture(
                        "%s-roofline-%d".formatted(name(), threads),
                        "The roofline model: each step at the peak rate of arithmetic or of memory, whichever takes longer.",
                        ranking.plot(Predictor.ROOFLINE, "predicted milliseconds")),
                new Sheet<>(
                        "%s-correlation-%d".formatted(name(), threads),
                        "Spearman's rank correlation with the measured time; compact networks do at most %s mult-adds."
                                .formatted(Quantities.count(Ranking.COMPACT)),
                        Ranking.table(),
                        ranking.correlations()),
                new Picture(
                        "%s-front-%d".formatted(name(), threads),
                        "The dashed line joins the networks that no other beats in both.",
                        ranking.front()));
    }

    private static Verdict unlike(Ranking ranking) {
        Pair pair = ranking.mostUnlike();
        Outcome outcome = pair.times() >= FAR
                ? Outcome.HOLDS
                : pair.times() >= NEAR ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD;
        return new Verdict(
                outcome,
                "Networks of the same mult-adds differ in speed (%s)."
                        .formatted(ranking.setting().threadWords()),
                "at 140 to 156 M mult-adds, 2.9 times on the GPU and 1.6 times on the phone",
                "%s times".formatted(Figures.ratio(pair.times())),
                "%s takes %s ms for %s mult-adds, %s takes %s ms for %s."
                        .formatted(
                                pair.slow().name(),
                                Figures.milliseconds(pair.slow().milliseconds()),
                                Figures.count(pair.slow().multAdds()),
                                pair.fast().name(),
                                Figures.milliseconds(pair.fast().milliseconds()),
                                Figures.count(pair.fast().multAdds())));
    }

    private static Verdict memoryAccess(Ranking ranking) {
        double multAdds = ranking.correlation(Predictor.MULT_ADDS).compact();
        double access = ranking.correlation(Predictor.MEMORY_ACCESS).compact();
        double gain = access - multAdds;
        Outcome outcome = gain >= BETTER ? Outcome.HOLDS : gain > 0 ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD;
        return new Verdict(
                outcome,
                "Memory access tells the order of compact networks better than mult-adds do (%s)."
                        .formatted(ranking.setting().threadWords()),
                "said without a figure",
                "rank correlation %s against %s"
                        .formatted(Ranking.correlationText(access), Ranking.correlationText(multAdds)),
                "Over %d networks the roofline model, which takes both, has %s."
                        .formatted(
                                ranking.correlation(Predictor.ROOFLINE).compactNetworks(),
                                Ranking.correlationText(
                                        ranking.correlation(Predictor.ROOFLINE).compact())));
    }
}
