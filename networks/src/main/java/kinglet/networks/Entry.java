package kinglet.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kinglet.graph.InvalidNetworkException;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;

/**
 * A network of the catalogue: how it is built, what can be chosen of it, and what was published about it.
 *
 * <pre>{@code
 * Network full = Catalogue.entry("mobilenet_v1").build();
 * Network small = Catalogue.entry("mobilenet_v1").build(NetworkOptions.NONE.withWidth(0.5).withResolution(160));
 * }</pre>
 */
public final class Entry {

    private final String id;
    private final String title;
    private final Paper paper;
    private final Architecture architecture;
    private final NetworkOptions defaults;
    private final Labels labels;
    private final Preprocessing preprocessing;
    private final List<String> weightSources;
    private final List<Published> published;

    private Entry(
            String id,
            String title,
            Paper paper,
            Architecture architecture,
            NetworkOptions defaults,
            Labels labels,
            Preprocessing preprocessing,
            List<String> weightSources,
            List<Published> published) {
        this.id = id;
        this.title = title;
        this.paper = paper;
        this.architecture = architecture;
        this.defaults = defaults;
        this.labels = labels;
        this.preprocessing = preprocessing;
        this.weightSources = List.copyOf(weightSources);
        this.published = List.copyOf(published);
    }

    /** A network whose input and classes are those of the preprocessing and the labels. */
    static Entry of(
            String id,
            String title,
            Paper paper,
            Preprocessing preprocessing,
            Labels labels,
            Architecture architecture) {
        NetworkOptions defaults =
                NetworkOptions.NONE.withResolution(preprocessing.crop()).withClasses(labels.classes());
        return new Entry(id, title, paper, architecture, defaults, labels, preprocessing, List.of(), List.of());
    }

    private Entry with(NetworkOptions options, List<String> sources, List<Published> figures) {
        return new Entry(id, title, paper, architecture, options, labels, preprocessing, sources, figures);
    }

    /** The same with more options; their values here are the published ones. */
    Entry options(NetworkOptions more) {
        return with(more.or(defaults), weightSources, published);
    }

    Entry weights(String... sources) {
        return with(defaults, List.of(sources), published);
    }

    /** The same with more published figures. */
    Entry published(Published... figures) {
        return published(List.of(figures));
    }

    Entry published(List<Published> figures) {
        List<Published> all = new ArrayList<>(published);
        all.addAll(figures);
        return with(defaults, weightSources, all);
    }

    /** Its name in the catalogue, in torchvision's or timm's spelling. */
    public String id() {
        return id;
    }

    /** Its name as people write it. */
    public String title() {
        return title;
    }

    public Paper paper() {
        return paper;
    }

    /** Figures of this network and its variants, the ones to quote first. */
    public List<Published> published() {
        return published;
    }

    /** The first figures with an accuracy of exactly this variant: what either leaves open is as published. */
    public Optional<Published> published(NetworkOptions variant) {
        NetworkOptions wanted = variant.or(defaults);
        return published.stream()
                .filter(figures -> figures.top1().isPresent())
                .filter(figures -> figures.options()
                        .or(NetworkOptions.NONE.withResolution(figures.resolution()))
                        .or(defaults)
                        .equals(wanted))
                .findFirst();
    }

    /** How pictures are made into its input, at its default resolution. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** What its outputs stand for, with the default number of classes. */
    public Labels labels() {
        return labels;
    }

    /** Where weights of these parameter names are published, or weights that can be read in their place. */
    public List<String> weightSources() {
        return weightSources;
    }

    /** What can be chosen, with the values taken when it is not. */
    public NetworkOptions defaults() {
        return defaults;
    }

    /** The default input. */
    public Shape input() {
        return input(defaults);
    }

    /** The network as published. */
    public Network build() {
        return build(NetworkOptions.NONE);
    }

    /**
     * The network with these options; its name says them, as {@code mobilenet_v1 --width 0.5}.
     *
     * @throws InvalidOptionException if the network does not have an option; the message lists those it has
     * @throws InvalidNetworkException if there is no such network, for example because the image is too small for its strides
     */
    public Network build(NetworkOptions options) {
        NetworkOptions resolved = resolve(options);
        String name = new Variant(this, options).toString();
        try {
            Scope net = Scope.of(name);
            Node image = net.input(input(resolved));
            return net.build(architecture.build(net, image, Settings.of(resolved)));
        } catch (InvalidNetworkException e) {
            throw new InvalidNetworkException("%s cannot be built: %s".formatted(name, e.getMessage()));
        }
    }

    private Shape input(NetworkOptions resolved) {
        int side = resolved.resolution().orElseThrow();
        return new Shape(preprocessing.mean().size(), side, side);
    }

    private NetworkOptions resolve(NetworkOptions options) {
        Set<Option> unknown = options.chosen();
        unknown.removeAll(defaults.chosen());
        if (!unknown.isEmpty()) {
            throw new InvalidOptionException(
                    "%s has no option %s; it has %s".formatted(id, flags(unknown), flags(defaults.chosen())));
        }
        NetworkOptions published = switch (options.stem().orElse(Stem.IMAGENET)) {
            case IMAGENET -> defaults;
            case TINY -> defaults.withResolution(64).withClasses(200);
            case CIFAR -> defaults.withResolution(32).withClasses(10);
        };
        return options.or(published);
    }

    private static String flags(Set<Option> options) {
        return options.stream().map(Option::flag).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
