package kinglet.vision;

import java.util.Locale;
import java.util.Optional;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.Labels;
import kinglet.networks.Preprocessing;

/** What is assumed of a model that nobody described: how pictures become its input, and what its outputs are called. */
record ClassifierDefaults(Model model) {

    /**
     * The preprocessing by the first that knows: the file that says it in words; the scale and offset of a quantised input; the catalogue's entry; the custom of
     * the framework that the file or its extension points to.
     */
    Preprocessing preprocessing(String fileName) {
        Shape input = model.network().input().shape();
        Optional<Preprocessing> said = property(Model.PREPROCESSING).map(PreprocessingText::parse);
        if (said.isPresent()) {
            return said.get().at(input.width());
        }
        Optional<String> scale = property(Model.INPUT_SCALE);
        Optional<String> offset = property(Model.INPUT_OFFSET);
        if (scale.isPresent() && offset.isPresent()) {
            return PreprocessingPreset.affine(input, number(scale.get()), number(offset.get()));
        }
        return entry().map(Entry::preprocessing)
                .filter(p -> p.mean().size() == input.channels() && input.height() == input.width())
                .map(p -> p.at(input.width()))
                .orElseGet(() -> custom(fileName).at(input));
    }

    /** Keras and TensorFlow networks read -1..1, as does almost any of one channel; those from PyTorch read torchvision's input. */
    private PreprocessingPreset custom(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean tensorflow = property(Model.FRAMEWORK).equals(Optional.of(Model.TENSORFLOW))
                || name.endsWith(".h5")
                || name.endsWith(".tflite");
        return tensorflow || model.network().input().shape().channels() == 1
                ? PreprocessingPreset.TENSORFLOW
                : PreprocessingPreset.TORCHVISION;
    }

    /** The file's labels, else those of the catalogue's entry, else ImageNet's if the number of classes is its. */
    ClassLabels labels(int classes) {
        return property(Model.LABELS)
                .map(ClassLabels::parse)
                .or(() -> entry().map(Entry::labels)
                        .filter(labels -> labels.classes() == classes)
                        .map(ClassLabels::of))
                .orElseGet(() -> ClassLabels.guess(classes));
    }

    /** The labels as the network has them: a background class in front, where it has one more output than there are names. */
    static ClassLabels fit(ClassLabels labels, int classes) {
        if (labels.size() == classes || labels.size() == 0) {
            return labels;
        }
        if (labels.size() == classes - 1 && classes == Labels.IMAGENET_WITH_BACKGROUND.classes()) {
            return labels.behindBackground();
        }
        throw new ImageException("there are %d labels for a network of %d classes; give one label a class"
                .formatted(labels.size(), classes));
    }

    private Optional<Entry> entry() {
        return property(Model.NETWORK).flatMap(name -> {
            String id = name.strip().split("\\s", 2)[0];
            return Catalogue.entries().stream().filter(e -> e.id().equals(id)).findFirst();
        });
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(model.properties().get(name));
    }

    private static double number(String text) {
        String message = "the model says that its input is scaled by '%s', which is no number".formatted(text);
        try {
            double number = Double.parseDouble(text);
            if (!Double.isFinite(number)) {
                throw new ImageException(message);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ImageException(message, e);
        }
    }
}
