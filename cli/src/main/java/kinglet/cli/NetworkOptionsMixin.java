package kinglet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Stem;
import kinglet.networks.UnknownNetworkException;
import kinglet.vision.ClassifierFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command names a network: an id of the catalogue with its options, or a model file. */
final class NetworkOptionsMixin {
    private static final Set<kinglet.networks.Option> FOR_FILES = Set.of(kinglet.networks.Option.RESOLUTION);

    @Option(names = "--width", description = "width multiplier, for networks that have one")
    private @Nullable Double width;

    @Option(
            names = "--resolution",
            description = "rows and columns of the input; of a model file too, where its layers allow it")
    private @Nullable Integer resolution;

    @Option(names = "--classes", description = "how many classes it tells apart")
    private @Nullable Integer classes;

    @Option(names = "--groups", description = "groups of the grouped convolutions, for networks that choose them")
    private @Nullable Integer groups;

    @Option(names = "--stem", description = "for large or small pictures: ${COMPLETION-CANDIDATES}")
    private @Nullable Stem stem;

    /**
     * The network of this name.
     *
     * @throws UnknownNetworkException if it is neither in the catalogue nor a file; the message suggests the nearest
     */
    Network network(String name) {
        Optional<Path> file = file(name);
        if (file.isEmpty()) {
            return Catalogue.entry(name).build(options());
        }
        return resized(ModelFiles.read(file.get()).network());
    }

    /**
     * The network with weights: those of the model file itself, those of {@code weights}, or, where neither is given, weights from a
     * formula, with which it runs as fast as with any others.
     */
    Model model(String name, Optional<Path> weights) {
        Optional<Path> file = file(name);
        if (file.isPresent() && weights.isEmpty() && ModelFiles.holdsWeightsOnly(file.get())) {
            return ClassifierFile.model(file.get(), options());
        }
        if (file.isPresent()) {
            Model model = ModelFiles.read(file.get());
            Weights replaced = weights.map(ModelFiles::readWeights).orElse(model.weights());
            return new Model(resized(model.network()), replaced, model.properties());
        }
        Network network = network(name);
        return Model.of(network, weights.map(ModelFiles::readWeights).orElseGet(() -> FormulaWeights.of(network)));
    }

    NetworkOptions options() {
        NetworkOptions options = NetworkOptions.NONE;
        options = width == null ? options : options.withWidth(width);
        options = resolution == null ? options : options.withResolution(resolution);
        options = classes == null ? options : options.withClasses(classes);
        options = groups == null ? options : options.withGroups(groups);
        return stem == null ? options : options.withStem(stem);
    }

    private Network resized(Network network) {
        return resized(network, options());
    }

    /** The network of a model file for pictures of another size, if one was chosen. */
    static Network resized(Network network, NetworkOptions chosen) {
        if (!FOR_FILES.containsAll(chosen.chosen())) {
            throw new WrongUsageException(
                    "a model file is what it is; of the options of networks it takes only --resolution");
        }
        return chosen.resolution().stream()
                .mapToObj(side ->
                        network.withInput(new Shape(network.input().shape().channels(), side, side)))
                .findFirst()
                .orElse(network);
    }

    /** A name is a file's if it looks like one, so that a typing error in a file's name is not taken for a network's. */
    private static Optional<Path> file(String name) {
        boolean inCatalogue =
                Catalogue.entries().stream().anyMatch(entry -> entry.id().equals(name));
        Path path = Path.of(name);
        boolean looksLikeFile = Files.exists(path) || name.contains("/") || name.matches(".*\\.[A-Za-z][A-Za-z0-9]*");
        return !inCatalogue && looksLikeFile ? Optional.of(path) : Optional.empty();
    }
}
