package kinglet.lab;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.networks.NearestNames;

/** All experiments. */
public final class Experiments {

    private static final List<Experiment> MEASURED = List.of(
            EqualWidthsExperiment.experiment(),
            GroupConvolutionsExperiment.experiment(),
            FragmentationExperiment.experiment(),
            ElementWiseExperiment.experiment(),
            new DecompositionExperiment(),
            new CountingExperiment(0.35e9),
            new InformationLossExperiment());

    private static final List<Experiment> ALL = Stream.of(MEASURED, CheckExperiment.ALL, TrainedExperiments.ALL)
            .flatMap(List::stream)
            .toList();

    private Experiments() {}

    /** In the order in which they are run. */
    public static List<Experiment> all() {
        return ALL;
    }

    /**
     * The experiment of this name.
     *
     * @throws KingletException if there is none; the message has the nearest name
     */
    public static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new KingletException(
                        "there is no experiment '%s'; did you mean %s? 'kinglet experiment list' shows all"
                                .formatted(
                                        name, NearestNames.of(name, names(), 1).getFirst())));
    }

    private static List<String> names() {
        return ALL.stream().map(Experiment::name).toList();
    }
}
