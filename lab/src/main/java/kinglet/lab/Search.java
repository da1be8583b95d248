package kinglet.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.cost.Roofline;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.KingletException;
import kinglet.kernels.Machine;
import kinglet.networks.Variant;

/**
 * Looks for the networks that keep a budget and are the most accurate for what they cost.
 *
 * @param space to choose from
 * @param budget to keep
 * @param top how many to look at closely
 * @param run on how many threads, and who watches
 */
public record Search(SearchSpace space, SearchBudget budget, int top, Run run) {
    /** Winograd's convolutions multiply less than the roofline model thinks; nothing was seen to be twice as fast. */
    private static final double FASTEST = 2;

    /** A prediction that is so much too long does not keep a network from being measured. */
    private static final double SLACK = 1.1;

    /** The same, watched while it measures. */
    public Search watched(Watcher watcher) {
        return new Search(space, budget, top, run.withWatcher(watcher));
    }

    /**
     * Without measuring: times are the least by the roofline model.
     *
     * @throws KingletException if nothing keeps the budget; the message has what comes nearest
     */
    public SearchResult predicted() {
        List<SearchCandidate> all = space.candidates(machine());
        List<SearchCandidate> inside = inside(budget, all);
        List<SearchCandidate> front = front(inside).promising(top);
        return new SearchResult(budget, all.size(), inside, front, front(front).front());
    }

    /**
     * Measures one network of each family to see how much longer than the roofline's least it takes, and then the most promising of all.
     *
     * @throws KingletException if nothing keeps the budget; the message has what comes nearest
     */
    public SearchResult measured() {
        List<SearchCandidate> all = space.candidates(machine());
        List<SearchCandidate> possible = inside(budget.slackened(FASTEST), all);
        int races = Math.ceilDiv(top, Race.TURNS);
        Map<SearchFamily, SearchCandidate> typical = typical(possible);
        int calibrations = groups(List.copyOf(typical.values())).size();
        List<SearchCandidate> predicted =
                slowed(possible, times(List.copyOf(typical.values()), run.quickly(), new Stage(0, races)));
        List<SearchCandidate> looked = times(
                front(inside(budget.slackened(SLACK), predicted)).promising(top), run, new Stage(calibrations, 0));
        Map<Variant, SearchCandidate> known =
                looked.stream().collect(Collectors.toMap(SearchCandidate::variant, Function.identity()));
        List<SearchCandidate> inside = predicted.stream()
                .map(candidate -> known.getOrDefault(candidate.variant(), candidate))
                .filter(budget::holds)
                .toList();
        return new SearchResult(
                budget,
                all.size(),
                inside,
                looked,
                front(inside(budget, looked)).front());
    }

    private SearchFront front(List<SearchCandidate> candidates) {
        return new SearchFront(budget.axis(), candidates);
    }

    private int threads() {
        return run.threads().getFirst();
    }

    private Roofline machine() {
        Machine core = run.machine().get();
        return new Roofline(core.gflops() * threads(), core.gigabytesPerSecond() * threads());
    }

    private List<SearchCandidate> inside(SearchBudget limits, List<SearchCandidate> candidates) {
        List<SearchCandidate> inside = candidates.stream().filter(limits::holds).toList();
        if (inside.isEmpty()) {
            SearchCandidate nearest = candidates.stream()
                    .min(Comparator.comparingDouble(limits::use))
                    .orElseThrow();
            throw new KingletException("nothing fits into %s; what comes nearest is %s, with %s"
                    .formatted(budget, nearest.name(), figures(nearest)));
        }
        return inside;
    }

    private static String figures(SearchCandidate candidate) {
        return Stream.of(SearchMeasure.values())
                .map(measure -> measure.text(measure.of(candidate)))
                .collect(Collectors.joining(", "));
    }

    /** Of each family the network that stands for all; three quarters up, because a search is about what uses its budget. */
    private static Map<SearchFamily, SearchCandidate> typical(List<SearchCandidate> candidates) {
        Map<SearchFamily, SearchCandidate> typical = new LinkedHashMap<>();
        candidates.stream()
                .collect(Collectors.groupingBy(SearchCandidate::family, LinkedHashMap::new, Collectors.toList()))
                .forEach((family, members) -> typical.put(
                        family,
                        members.stream()
                                .sorted(Comparator.comparingDouble(SearchCandidate::roofline))
                                .skip((members.size() - 1) * 3L / 4)
                                .findFirst()
                                .orElseThrow()));
        return typical;
    }

    /**
     * As much slower than the roofline's least as the measured one of their family: as its fastest run, for in the little time that this may take, other
     * work of the machine made the median four times as long.
     */
    private static List<SearchCandidate> slowed(List<SearchCandidate> candidates, List<SearchCandidate> measured) {
        Map<SearchFamily, Double> slowdowns = measured.stream()
                .collect(Collectors.toMap(
                        SearchCandidate::family,
                        candidate -> candidate.measured().orElseThrow().least() / candidate.roofline()));
        return candidates.stream()
                .map(candidate -> candidate.slowedBy(slowdowns.getOrDefault(candidate.family(), 1.0)))
                .toList();
    }

    /** Groups that were measured before, and those that will be after. */
    private record Stage(int before, int after) {}

    /** The same with what they take. */
    private List<SearchCandidate> times(List<SearchCandidate> candidates, Run how, Stage stage) {
        List<List<SearchCandidate>> groups = groups(candidates);
        Setting setting = new Setting(threads(), Compilation.OPTIMISED);
        Watcher watcher =
                (done, parts) -> run.watcher().at(stage.before() + done, stage.before() + parts + stage.after());
        Race race = new Race(how.withWatcher(watcher), groups.size());
        List<SearchCandidate> measured = new ArrayList<>();
        for (List<SearchCandidate> group : groups) {
            List<Spread> spreads = race.next(group.stream()
                    .map(candidate -> new Contender(candidate.model(), setting))
                    .toList());
            for (int i = 0; i < group.size(); i++) {
                measured.add(group.get(i).with(spreads.get(i)));
            }
        }
        return measured;
    }

    private static List<List<SearchCandidate>> groups(List<SearchCandidate> candidates) {
        return Race.groups(candidates, SearchCandidate::params);
    }
}
