package kinglet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kinglet.formats.ModelFiles;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.models.KingletModel;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Preprocessing;
import kinglet.networks.Variant;
import kinglet.train.Transfer;
import kinglet.vision.ClassifierFile;
import kinglet.vision.PreprocessingPreset;

/**
 * A network that was trained before, with a new head unless it knows the classes already.
 *
 * @param id what to call its folder
 * @param network for the new classes, giving logits
 * @param weights of which the head's are new, if it is
 * @param inCatalogue whether the network's name says all about it
 * @param knowsClasses whether it was trained for classes of the same names, and so keeps its head
 */
record Pretrained(
        String id,
        Network network,
        Weights weights,
        Preprocessing preprocessing,
        boolean inCatalogue,
        boolean knowsClasses) {

    /** The same, with its pictures prepared by another custom. */
    Pretrained preprocessed(PreprocessingPreset preset) {
        return new Pretrained(id, network, weights, preset.at(network.input().shape()), inCatalogue, knowsClasses);
    }

    /** From a network that Kinglet brings along, by its id, or from a file that says its network. */
    static Pretrained of(String model, NetworkOptions options, List<String> classes, long seed) {
        return KingletModel.of(model)
                .map(own -> of(own, options, classes, seed))
                .orElseGet(() -> of(Path.of(model), options, classes, seed));
    }

    private static Pretrained of(Path file, NetworkOptions options, List<String> classes, long seed) {
        if (!Files.isRegularFile(file)) {
            throw new KingletException(
                    "there is no file '%s'; for a network of the catalogue use --network with --weights"
                            .formatted(file));
        }
        boolean weightsOnly = ModelFiles.holdsWeightsOnly(file);
        String name = String.valueOf(file.getFileName());
        String id = name.replaceFirst("(?<=.)\\.[^.]*$", "");
        return of(id, ClassifierFile.read(file), weightsOnly, options, classes, seed);
    }

    /** From the network that Kinglet brings along. */
    static Pretrained of(KingletModel own, NetworkOptions options, List<String> classes, long seed) {
        return of(own.id(), own.file(), true, options, classes, seed);
    }

    private static Pretrained of(
            String id,
            ClassifierFile trained,
            boolean inCatalogue,
            NetworkOptions options,
            List<String> classes,
            long seed) {
        Network network = inCatalogue
                ? Variant.named(trained.model().network().name())
                        .with(options.withClasses(classes.size()))
                        .build()
                : Transfer.withClasses(
                        NetworkOptionsMixin.resized(trained.model().network(), options), classes.size());
        Weights weights = trained.model().weights();
        boolean knowsClasses = inCatalogue && trained.labels().names().equals(classes);
        return new Pretrained(
                id,
                network,
                knowsClasses ? Transfer.weightsWithHead(network, weights) : Transfer.weights(network, weights, seed),
                trained.preprocessing().at(network.input().shape().width()),
                inCatalogue,
                knowsClasses);
    }

    /** A network of the catalogue with its weights, whatever their classes. */
    static Pretrained of(String id, Path weights, NetworkOptions options, List<String> classes, long seed) {
        Variant variant = new Variant(Catalogue.entry(id), options.withClasses(classes.size()));
        Network network = variant.build();
        return new Pretrained(
                id,
                network,
                Transfer.weights(network, ModelFiles.readWeights(weights), seed),
                variant.entry().preprocessing().at(network.input().shape().width()),
                true,
                false);
    }
}
