package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kinglet.graph.KingletException;
import kinglet.networks.NetworkOptions;

/** Accuracy against what the budget limits. */
public final class SearchPlot {

    private SearchPlot() {}

    /**
     * An SVG file: the front in colours of its families, the others pale.
     *
     * @throws KingletException if no accuracy is known
     */
    public static String svg(SearchResult result) {
        SearchMeasure axis = result.budget().axis();
        boolean measured = result.best().measured().isPresent();
        // measured and predicted times do not go on one axis
        boolean close = measured && axis == SearchMeasure.LATENCY;
        List<SearchCandidate> front = close ? result.front() : new SearchFront(axis, result.inside()).front();
        List<SearchCandidate> others = new ArrayList<>(close ? result.looked() : result.inside());
        others.removeAll(front);
        List<SearchFamily> families =
                front.stream().map(SearchCandidate::family).distinct().toList();
        List<ScatterPlot.Dot> dots = new ArrayList<>();
        // the most accurate first, so that they have most room for their names
        front.reversed()
                .forEach(candidate -> dot(candidate, axis, Ink.of(families.indexOf(candidate.family())))
                        .ifPresent(dots::add));
        others.forEach(candidate -> dot(candidate, axis, Ink.PAPER).ifPresent(dots::add));
        if (dots.isEmpty()) {
            throw new KingletException("none of these networks has a published accuracy, so there is nothing to plot");
        }
        String title = "Networks within %s".formatted(result.budget());
        return new Picture(
                        "search",
                        title,
                        new ScatterPlot(title, words(axis, measured), "top-1, % (~ estimated)", false, dots, true)
                                .svg())
                .standalone();
    }

    private static String words(SearchMeasure axis, boolean measured) {
        return axis != SearchMeasure.LATENCY
                ? axis.words()
                : "milliseconds an image, " + (measured ? "measured" : "the least by the roofline model");
    }

    private static Optional<ScatterPlot.Dot> dot(SearchCandidate candidate, SearchMeasure axis, String colour) {
        return candidate
                .accuracy()
                .map(accuracy -> new ScatterPlot.Dot(
                        axis.of(candidate),
                        accuracy.top1(),
                        (accuracy.estimated() ? "~ " : "") + label(candidate),
                        !colour.equals(Ink.PAPER),
                        colour));
    }

    /** Shorter than a name: {@code mobilenet_v2 x0.5 @160}. */
    private static String label(SearchCandidate candidate) {
        NetworkOptions options = candidate.variant().options();
        StringBuilder label = new StringBuilder(candidate.variant().entry().id());
        options.width().ifPresent(width -> label.append(" x").append(width));
        options.groups().ifPresent(groups -> label.append(" g").append(groups));
        options.resolution().ifPresent(pixels -> label.append(" @").append(pixels));
        return label.toString();
    }
}
