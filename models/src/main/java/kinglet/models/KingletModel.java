package kinglet.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kinglet.graph.KingletException;
import kinglet.networks.NetworkOptions;
import kinglet.vision.ClassifierFile;
import kinglet.vision.ImageClassifier;

/**
 * A network that Kinglet trained itself and brings along; its data, recipe, accuracy and limits are in the model card.
 *
 * <pre>{@code
 * try (var classifier = KingletModel.EVERYDAY.classifier()) {
 *     System.out.println(classifier.classify(Path.of("photo.jpg"), 5));
 * }
 * }</pre>
 */
public enum KingletModel {
    /** 100 everyday classes of Tiny ImageNet, seen at 128 x 128 pixels. */
    EVERYDAY;

    /** The one of this id, if there is one. */
    public static Optional<KingletModel> of(String id) {
        return Arrays.stream(values()).filter(model -> model.id().equals(id)).findFirst();
    }

    /** What the command calls it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its network, weights, classes, and how it wants its pictures. */
    public ClassifierFile file() {
        return file(NetworkOptions.NONE);
    }

    /** The same with the network built by other options where some are chosen. */
    public ClassifierFile file(NetworkOptions chosen) {
        String name = id() + ".safetensors";
        try (InputStream in = KingletModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new KingletException("the jar of kinglet.models lacks %s; take the whole jar".formatted(name));
            }
            return ClassifierFile.ofSafetensors(in.readAllBytes(), chosen);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Ready to classify; to be closed. */
    public ImageClassifier classifier() {
        return ImageClassifier.builder(file().model()).build();
    }
}
