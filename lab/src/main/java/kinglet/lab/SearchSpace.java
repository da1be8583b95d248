package kinglet.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.cost.Roofline;
import kinglet.graph.InvalidNetworkException;
import kinglet.graph.KingletException;
import kinglet.networks.Entry;
import kinglet.networks.InvalidOptionException;
import kinglet.networks.Labels;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Published;
import kinglet.networks.Variant;

/**
 * The networks to choose from: each entry at several widths, resolutions and numbers of groups, as far as it has the choice.
 *
 * @param entries of the catalogue
 * @param widths to try; none for a grid from the narrowest to the widest that was published
 * @param resolutions to try; none for a grid up to the one that was published
 * @param groups to try; none for those that were published
 */
public record SearchSpace(List<Entry> entries, List<Double> widths, List<Integer> resolutions, List<Integer> groups) {
    /** What most papers begin with where there is only one width to go by. */
    private static final double NARROWEST = 0.5;

    private static final int TENTHS = 10;
    /** The least resolution that MobileNetV2 was published at. */
    private static final int COARSEST = 96;

    /** What these networks halve an image to, at least. */
    private static final int STEP = 32;

    /**
     * @throws KingletException if their accuracies were measured on different pictures, and cannot be compared
     */
    public SearchSpace {
        entries = entries.stream().distinct().toList();
        widths = List.copyOf(widths);
        resolutions = List.copyOf(resolutions);
        groups = List.copyOf(groups);
        Entry first = entries.getFirst();
        for (Entry entry : entries) {
            Labels labels = SearchFamily.labels(entry);
            if (labels != SearchFamily.labels(first)) {
                throw new KingletException(
                        "the accuracies of %s (%s) and %s (%s) cannot be compared; search one kind at a time"
                                .formatted(first, first.labels(), entry, entry.labels()));
            }
        }
    }

    /** These networks, on the whole grid. */
    public static SearchSpace of(List<Entry> entries) {
        return new SearchSpace(entries, List.of(), List.of(), List.of());
    }

    /** All of them that can be built, each once. */
    List<SearchCandidate> candidates(Roofline machine) {
        Map<SearchFamily, AccuracyEstimate> estimates = new LinkedHashMap<>();
        List<SearchCandidate> all = new ArrayList<>();
        for (Entry entry : entries) {
            AccuracyEstimate estimate = estimates.computeIfAbsent(SearchFamily.of(entry), AccuracyEstimate::new);
            variants(entry)
                    .flatMap(variant -> candidate(variant, estimate, machine).stream())
                    .forEach(all::add);
        }
        if (all.isEmpty()) {
            throw new KingletException("none of these networks can be built with --width %s --resolution %s --groups %s"
                    .formatted(widths, resolutions, groups));
        }
        return distinct(all);
    }

    private static Optional<SearchCandidate> candidate(Variant variant, AccuracyEstimate estimate, Roofline machine) {
        try {
            return Optional.of(SearchCandidate.of(variant, estimate, machine));
        } catch (InvalidNetworkException | InvalidOptionException e) {
            // too small for its strides, or a number of groups that the family does not have
            return Optional.empty();
        }
    }

    /** Widths are rounded to whole channels, so that neighbours can be the same network; one that was published stands for the others. */
    private static List<SearchCandidate> distinct(List<SearchCandidate> all) {
        Map<List<Object>, SearchCandidate> byCost = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(candidate ->
                        candidate.accuracy().map(Accuracy::estimated).orElse(true)))
                .forEach(candidate -> byCost.putIfAbsent(
                        List.of(
                                candidate.variant().entry(),
                                candidate.params(),
                                candidate.multAdds(),
                                candidate.memoryAccess()),
                        candidate));
        return List.copyOf(byCost.values());
    }

    private Stream<Variant> variants(Entry entry) {
        NetworkOptions defaults = entry.defaults();
        List<NetworkOptions> options = List.of(NetworkOptions.NONE);
        if (defaults.width().isPresent()) {
            double usual = defaults.width().getAsDouble();
            options = chosen(options, widths(entry, usual), w -> w == usual, NetworkOptions::withWidth);
        }
        if (defaults.groups().isPresent()) {
            int usual = defaults.groups().getAsInt();
            options = chosen(options, groups(entry, usual), g -> g == usual, NetworkOptions::withGroups);
        }
        int crop = defaults.resolution().orElseThrow();
        options = chosen(options, resolutions(entry, crop), r -> r == crop, NetworkOptions::withResolution);
        return options.stream().map(chosen -> new Variant(entry, chosen));
    }

    private interface Choice<T> {
        NetworkOptions choose(NetworkOptions options, T value);
    }

    /** What is as published anyway is not said. */
    private static <T> List<NetworkOptions> chosen(
            List<NetworkOptions> options, List<T> values, Function<T, Boolean> usual, Choice<T> choice) {
        return options.stream()
                .flatMap(o -> values.stream().map(value -> usual.apply(value) ? o : choice.choose(o, value)))
                .toList();
    }

    private List<Double> widths(Entry entry, double usual) {
        if (!widths.isEmpty()) {
            return widths;
        }
        TreeSet<Double> grid = new TreeSet<>(List.of(usual));
        entry.published().forEach(figures -> figures.options().width().ifPresent(grid::add));
        double narrowest = grid.size() > 1 ? grid.getFirst() : NARROWEST;
        int from = (int) Math.ceil(narrowest * TENTHS);
        int to = (int) Math.floor(grid.getLast() * TENTHS);
        IntStream.rangeClosed(from, to).forEach(tenths -> grid.add((double) tenths / TENTHS));
        return List.copyOf(grid);
    }

    private List<Integer> resolutions(Entry entry, int crop) {
        if (!resolutions.isEmpty()) {
            return resolutions;
        }
        TreeSet<Integer> grid = published(entry, Published::resolution);
        grid.add(crop);
        IntStream.iterate(COARSEST, pixels -> pixels < crop, pixels -> pixels + STEP)
                .forEach(grid::add);
        return List.copyOf(grid.headSet(crop, true));
    }

    private List<Integer> groups(Entry entry, int usual) {
        return groups.isEmpty()
                ? List.copyOf(
                        published(entry, figures -> figures.options().groups().orElse(usual)))
                : groups;
    }

    private static TreeSet<Integer> published(Entry entry, ToIntFunction<Published> what) {
        TreeSet<Integer> values = new TreeSet<>();
        entry.published().forEach(figures -> values.add(what.applyAsInt(figures)));
        return values;
    }
}
