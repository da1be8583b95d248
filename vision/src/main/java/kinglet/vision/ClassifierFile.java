package kinglet.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.formats.ModelFiles;
import kinglet.formats.SafetensorsReader;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.networks.Condensation;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Preprocessing;
import kinglet.networks.Variant;

/**
 * A classifier in one file: its network, weights, classes, and how it wants its pictures. An ONNX file holds the graph itself;
 * safetensors hold weights and the name of a network of the catalogue.
 */
public record ClassifierFile(Model model, Preprocessing preprocessing, ClassLabels labels) {
    /**
     * Reads a classifier; what the file does not say is assumed as {@link ImageClassifier#open} does.
     *
     * @throws KingletException if the file is damaged or no classifier
     */
    public static ClassifierFile read(Path file) {
        return of(model(file), String.valueOf(file.getFileName()));
    }

    /** A model in memory, with what is assumed of it; {@code fileName} tells whose custom applies, or is empty. */
    public static ClassifierFile of(Model model, String fileName) {
        var defaults = new ClassifierDefaults(model);
        int classes = new ClassifierHead(model).classes();
        return new ClassifierFile(
                model, defaults.preprocessing(fileName), ClassifierDefaults.fit(defaults.labels(classes), classes));
    }

    /** The network and weights of a file that says its network: any but bare weights. */
    public static Model model(Path file) {
        return model(file, NetworkOptions.NONE);
    }

    /**
     * The same, with a network of the catalogue built by other options where some are chosen.
     *
     * @throws KingletException if the file holds weights and does not say of which network
     */
    public static Model model(Path file, NetworkOptions chosen) {
        if (!Files.isRegularFile(file) || !ModelFiles.holdsWeightsOnly(file)) {
            return ModelFiles.read(file);
        }
        Optional<SafetensorsReader.Contents> contents =
                Optional.of(file).filter(ModelFiles::isSafetensors).map(SafetensorsReader::read);
        return contents.filter(c -> c.metadata().containsKey(Model.NETWORK))
                .map(c -> model(c, chosen))
                .orElseThrow(() -> new KingletException(
                        "'%s' holds weights but does not say of which network; name the network as well, with this file as its weights"
                                .formatted(file)));
    }

    /**
     * The classifier in a safetensors file that is in memory and says its network, built by other options where some are chosen.
     *
     * @throws KingletException if it is damaged, or does not say its network
     */
    public static ClassifierFile ofSafetensors(byte[] file, NetworkOptions chosen) {
        return of(model(SafetensorsReader.read(file), chosen), "");
    }

    private static Model model(SafetensorsReader.Contents contents, NetworkOptions chosen) {
        String network = Optional.ofNullable(contents.metadata().get(Model.NETWORK))
                .orElseThrow(() -> new KingletException("these weights do not say of which network they are"));
        return new Model(Variant.named(network).with(chosen).build(), contents.weights(), contents.metadata());
    }

    /** A classifier that was trained. */
    public static ClassifierFile trained(
            Network network,
            Weights weights,
            Preprocessing preprocessing,
            List<String> classes,
            Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put(Model.PREPROCESSING, PreprocessingText.of(preprocessing));
        properties.put(Model.LABELS, String.join("\n", classes));
        return new ClassifierFile(new Model(network, weights, properties), preprocessing, new ClassLabels(classes));
    }

    /**
     * The same in its form for inference: groups that were learned in training become those of grouped convolutions.
     *
     * @throws kinglet.graph.InvalidNetworkException if the training that learns them is not finished
     */
    public ClassifierFile condensed() {
        return new ClassifierFile(Condensation.convert(model), preprocessing, labels);
    }

    /** Writes it, as {@link ModelFiles#write} does by the ending of the name. */
    public void write(Path file) {
        ModelFiles.write(model, file);
    }
}
