package kinglet.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.cost.NetworkCost;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Model;
import kinglet.lab.Verdict.Outcome;
import kinglet.networks.Catalogue;

/** ShuffleNetV2's figure 2: what the time of ShuffleNet and of MobileNetV2 is spent on, op by op and compiled. */
record DecompositionExperiment() implements Experiment {
    /** The two networks of the figure, as the catalogue calls them: the first with its default of three groups. */
    static final Map<String, String> NETWORKS = networks();

    /** A fifth of the time is a considerable part of it, a tenth some. */
    private static final double CONSIDERABLE = 0.2;

    private static final double SOME = 0.1;
    /** Depthwise convolutions that take so many times their share of the mult-adds are not described by these. */
    private static final double FAR = 1.5;

    private static final double NEAR = 1.1;

    private static Map<String, String> networks() {
        Map<String, String> networks = new LinkedHashMap<>();
        networks.put("ShuffleNet 1x (g = 3)", "shufflenet_v1");
        networks.put("MobileNetV2 1x", "mobilenet_v2");
        return networks;
    }

    @Override
    public String name() {
        return "run-time-decomposition";
    }

    @Override
    public String title() {
        return "What the time of a network is spent on";
    }

    @Override
    public String question() {
        return "Mult-adds count convolutions only. What part of the time do convolutions take, and what part all that is not counted: "
                + "element-wise ops, shuffles, data? Each op by itself, as frameworks ran the paper's networks, and as Kinglet compiles them.";
    }

    @Override
    public Source source() {
        return ShuffleNetV2Paper.source("Figure 2");
    }

    @Override
    public Report run(Run run) {
        Race race = new Race(run, run.threads().size());
        List<Decomposition> all = new ArrayList<>();
        run.threads().forEach(threads -> all.addAll(measured(race, run, Setting.all(List.of(threads)))));
        all.sort(Comparator.comparing(Decomposition::title, Comparator.reverseOrder()));
        List<Part> verdicts = new ArrayList<>();
        for (Compilation compilation : Compilation.values()) {
            List<Decomposition> of = all.stream()
                    .filter(d -> d.setting().compilation() == compilation)
                    .toList();
            verdicts.add(uncounted(compilation, of));
            verdicts.add(depthwise(compilation, of));
        }
        return Report.of(
                this,
                run,
                List.of(
                        new Section("Verdicts", verdicts),
                        Section.of(
                                "Shares of the time",
                                new Picture(
                                        name(),
                                        "Medians of each kind, over their sum. A compiled step belongs to its first op: ReLUs and sums that a "
                                                + "convolution does on the way are part of it.",
                                        plot(all)),
                                new Sheet<>(
                                        name(),
                                        "Each step is timed by itself; what is left of the whole is data: the picture that is moved in, the "
                                                + "result that is moved out, copies between layouts. Batch norms are element-wise.",
                                        Decomposition.table(),
                                        all))));
    }

    private static List<Decomposition> measured(Race race, Run run, List<Setting> settings) {
        List<Contender> contenders = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        NETWORKS.forEach((title, id) -> {
            Model model = Contender.model(Catalogue.entry(id).build());
            settings.forEach(setting -> {
                contenders.add(new Contender(model, setting));
                titles.add(title);
            });
        });
        List<DecompositionRun> runs = new ArrayList<>();
        List<Spread> spreads = race.next(contenders, plan -> {
            DecompositionRun subject = new DecompositionRun(plan, run.clock());
            runs.add(subject);
            return subject;
        });
        List<Decomposition> measured = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Contender contender = contenders.get(i);
            NetworkCost cost = NetworkCost.of(contender.model().network());
            measured.add(Decomposition.of(titles.get(i), cost, contender.setting(), spreads.get(i), runs.get(i)));
        }
        return measured;
    }

    private String plot(List<Decomposition> all) {
        return new BarsPlot(
                        title(),
                        Stream.of(StepKind.values()).map(StepKind::words).toList(),
                        all.stream().map(Decomposition::bar).toList())
                .svg();
    }

    /** By the middle of all networks and numbers of threads, the worse of two. */
    private static Outcome outcome(
            List<Decomposition> all, ToDoubleFunction<Decomposition> of, double far, double near) {
        double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
        double middle = sorted[(sorted.length - 1) / 2];
        return middle >= far ? Outcome.HOLDS : middle >= near ? Outcome.HOLDS_WEAKLY : Outcome.DOES_NOT_HOLD;
    }

    private static Verdict uncounted(Compilation compilation, List<Decomposition> all) {
        return new Verdict(
                outcome(all, d -> 1 - d.convolutions(), CONSIDERABLE, SOME),
                "Convolutions, which are all that mult-adds count, are only a part of the time (%s)."
                        .formatted(Setting.words(compilation)),
                "bars without figures",
                "convolutions take " + range(all, Decomposition::convolutions, Figures::percent),
                byNetwork(
                        all,
                        of -> "element-wise ops take %s, shuffles, splits and concatenations %s, data %s"
                                .formatted(
                                        range(of, d -> d.share(StepKind.ELEMENT_WISE), Figures::percent),
                                        range(of, d -> d.share(StepKind.SHUFFLE), Figures::percent),
                                        range(of, d -> d.share(StepKind.DATA), Figures::percent))));
    }

    private static Verdict depthwise(Compilation compilation, List<Decomposition> all) {
        ToDoubleFunction<Decomposition> times = d -> d.share(StepKind.DEPTHWISE) / d.multAddsShare(StepKind.DEPTHWISE);
        return new Verdict(
                outcome(all, times, FAR, NEAR),
                "Depthwise convolutions are like element-wise ops: they take more of the time than of the mult-adds (%s)."
                        .formatted(Setting.words(compilation)),
                "said in section 2 (G4), without a figure",
                range(all, times, Figures::ratio) + " times their share of the mult-adds",
                byNetwork(
                        all,
                        of -> "they do %s of the mult-adds and take %s of the time"
                                .formatted(
                                        range(of, d -> d.multAddsShare(StepKind.DEPTHWISE), Figures::percent),
                                        range(of, d -> d.share(StepKind.DEPTHWISE), Figures::percent))));
    }

    private static String byNetwork(List<Decomposition> all, Function<List<Decomposition>, String> words) {
        return NETWORKS.keySet().stream()
                .map(title -> "%s: %s."
                        .formatted(
                                title,
                                words.apply(all.stream()
                                        .filter(d -> d.title().equals(title))
                                        .toList())))
                .collect(Collectors.joining(" "));
    }

    private static String range(
            List<Decomposition> all, ToDoubleFunction<Decomposition> of, Function<Number, String> text) {
        return Figures.range(all.stream().mapToDouble(of).summaryStatistics(), text);
    }
}
