package kinglet.lab;

import java.util.List;
import java.util.Optional;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.cost.NetworkCost;
import kinglet.cost.Roofline;
import kinglet.cost.Work;
import kinglet.graph.GlobalPool;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Op;
import kinglet.graph.Pool;
import kinglet.networks.Catalogue;
import kinglet.networks.Variant;

/**
 * A network that might do.
 *
 * @param variant the network of the catalogue
 * @param params parameters
 * @param multAdds of one image, as the papers count
 * @param memoryAccess values read and written
 * @param accuracy published or estimated, where that is possible
 * @param roofline the least milliseconds by the roofline model, layer by layer
 * @param slowdown how many times longer a network of its family was found to take
 * @param measured the time of an image, if it was
 */
public record SearchCandidate(
        Variant variant,
        long params,
        long multAdds,
        long memoryAccess,
        Optional<Accuracy> accuracy,
        double roofline,
        double slowdown,
        Optional<Spread> measured) {
    private static final String CONVERTED = "_converted";

    /** With what can be counted. */
    static SearchCandidate of(Variant variant, AccuracyEstimate estimate, Roofline machine) {
        NetworkCost cost = NetworkCost.of(variant.build());
        long multAdds = cost.multAdds(Convention.PAPER);
        return new SearchCandidate(
                variant,
                cost.params(),
                multAdds,
                cost.memoryAccess(),
                estimate.of(variant, multAdds),
                milliseconds(cost, machine),
                1,
                Optional.empty());
    }

    /** Compiled, norms, activations and sums are done by the layer before, and shuffles, splits and concatenations not at all. */
    private static double milliseconds(NetworkCost cost, Roofline machine) {
        return cost.layers().stream()
                .filter(SearchCandidate::takesTime)
                .mapToDouble(layer -> 1e3 * machine.seconds(Work.of(List.of(layer.node())), 1))
                .sum();
    }

    private static boolean takesTime(LayerCost layer) {
        Op op = layer.node().op();
        return layer.isProduct() || op instanceof Pool || op instanceof GlobalPool || op instanceof Multiply;
    }

    SearchCandidate slowedBy(double times) {
        return new SearchCandidate(
                variant, params, multAdds, memoryAccess, accuracy, roofline, times, Optional.empty());
    }

    SearchCandidate with(Spread spread) {
        return new SearchCandidate(
                variant, params, multAdds, memoryAccess, accuracy, roofline, slowdown, Optional.of(spread));
    }

    /** As one types it: {@code mobilenet_v2 --width 0.5}. */
    public String name() {
        return variant.toString();
    }

    /** What is trained to become it: of a converted CondenseNet the form that learns its groups. */
    public Variant trained() {
        String id = variant.entry().id();
        return id.endsWith(CONVERTED)
                ? new Variant(Catalogue.entry(id.substring(0, id.length() - CONVERTED.length())), variant.options())
                : variant;
    }

    SearchFamily family() {
        return SearchFamily.of(variant.entry());
    }

    /** Milliseconds an image. */
    public double predicted() {
        return roofline * slowdown;
    }

    /** Milliseconds an image, as measured or else as predicted. */
    public double milliseconds() {
        return measured.map(Spread::median).orElseGet(this::predicted);
    }

    /** With weights from a formula, which do not matter for speed. */
    Model model() {
        return Contender.model(variant.build());
    }
}
