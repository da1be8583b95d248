package kinglet.vision;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.Plan;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.networks.Entry;
import kinglet.networks.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * Names what is in a picture.
 *
 * <pre>{@code
 * try (var classifier = ImageClassifier.open(Path.of("model.onnx"))) {
 *     for (Prediction p : classifier.classify(Path.of("photo.jpg"), 5)) {
 *         System.out.printf("%.3f %s%n", p.probability(), p.label());
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads at once.
 */
public final class ImageClassifier implements AutoCloseable {
    /** Pictures of a list that are decoded and run together; more gains nothing and takes memory. */
    private static final int BATCH = 8;

    private final Engine engine;
    private final boolean ownsEngine;
    private final ClassifierHead head;
    private final Plan plan;
    private final Preprocessor preprocessor;
    private final ClassLabels labels;
    private final ImageDecoder decoder;
    private @Nullable Plan features;

    private ImageClassifier(Builder builder, Engine engine) {
        Model model = builder.model;
        this.engine = engine;
        this.ownsEngine = builder.engine.isEmpty();
        this.head = new ClassifierHead(model);
        var defaults = new ClassifierDefaults(model);
        this.preprocessor =
                new Preprocessor(builder.preprocessing.orElseGet(() -> defaults.preprocessing(builder.fileName)));
        Shape input = model.network().input().shape();
        if (!preprocessor.shape().equals(input)) {
            throw new ImageException(
                    "the preprocessing makes %s, but network '%s' takes %s; choose another crop or order"
                            .formatted(preprocessor.shape(), model.network().name(), input));
        }
        this.labels =
                ClassifierDefaults.fit(builder.labels.orElseGet(() -> defaults.labels(head.classes())), head.classes());
        this.decoder = builder.decoder;
        this.plan = engine.compile(model);
    }

    /**
     * A classifier from a model file, or from a file of weights that says of which network. How pictures become its input is taken from
     * the file if it says so (a quantised input does), else from the catalogue if the file names its network, else it is {@code x / 127.5 - 1} for Keras and TFLite files and torchvision's
     * for others. A network trained otherwise needs {@link #builder(Path)}.
     *
     * @throws kinglet.graph.KingletException if the file cannot be read or is no classifier
     */
    public static ImageClassifier open(Path modelFile) {
        return builder(modelFile).build();
    }

    /** A network of the catalogue as published, with these weights and its own preprocessing and labels. */
    public static ImageClassifier of(Entry entry, Weights weights) {
        return builder(Model.of(entry.build(), weights))
                .preprocessing(entry.preprocessing())
                .labels(ClassLabels.of(entry.labels()))
                .build();
    }

    /** A classifier from a model file, with choices. */
    public static Builder builder(Path modelFile) {
        return new Builder(ClassifierFile.model(modelFile), String.valueOf(modelFile.getFileName()));
    }

    /** A classifier from a model in memory, with choices. */
    public static Builder builder(Model model) {
        return new Builder(model, "");
    }

    /** What can be chosen of a classifier; the rest is taken from the model. */
    public static final class Builder {
        private final Model model;
        private final String fileName;
        private Optional<Preprocessing> preprocessing = Optional.empty();
        private Optional<ClassLabels> labels = Optional.empty();
        private Optional<Engine> engine = Optional.empty();
        private OptionalInt threads = OptionalInt.empty();
        private ImageDecoder decoder = ImageDecoder.create();

        private Builder(Model model, String fileName) {
            this.model = model;
            this.fileName = fileName;
        }

        public Builder preprocessing(Preprocessing chosen) {
            preprocessing = Optional.of(chosen);
            return this;
        }

        /** A framework's custom, at the size of the network's input. */
        public Builder preprocessing(PreprocessingPreset preset) {
            return preprocessing(preset.at(model.network().input().shape()));
        }

        public Builder labels(ClassLabels chosen) {
            labels = Optional.of(chosen);
            return this;
        }

        /** How many threads its own engine has. */
        public Builder threads(int count) {
            threads = OptionalInt.of(count);
            return this;
        }

        /** An engine to share, which outlives the classifier. */
        public Builder engine(Engine shared) {
            engine = Optional.of(shared);
            return this;
        }

        /** Other limits on pictures. */
        public Builder decoder(ImageDecoder chosen) {
            decoder = chosen;
            return this;
        }

        /**
         * The classifier.
         *
         * @throws ImageException if the network is no classifier, or preprocessing or labels do not fit it
         */
        public ImageClassifier build() {
            if (engine.isPresent()) {
                return new ImageClassifier(this, engine.get());
            }
            EngineOptions defaults = EngineOptions.defaults();
            Engine own = Engine.create(threads.isPresent() ? defaults.withThreads(threads.getAsInt()) : defaults);
            try {
                return new ImageClassifier(this, own);
            } catch (RuntimeException e) {
                own.close();
                throw e;
            }
        }
    }

    /** The k likeliest classes of the picture in a file, the likeliest first; all of them if there are fewer. */
    public List<Prediction> classify(Path file, int k) {
        return classify(decoder.decode(file), k);
    }

    /** The same for a stream, which is read to its end and left open. */
    public List<Prediction> classify(InputStream stream, int k) {
        return classify(decoder.decode(stream), k);
    }

    public List<Prediction> classify(BufferedImage image, int k) {
        return classify(Picture.of(image), k);
    }

    public List<Prediction> classify(Picture picture, int k) {
        return predictions(plan.run(preprocessor.apply(picture)), k).getFirst();
    }

    /**
     * The k likeliest classes of each picture, in the order of the files.
     *
     * @throws ImageException at the first file that cannot be read
     */
    public List<List<Prediction>> classify(List<Path> files, int k) {
        List<List<Prediction>> all = new ArrayList<>();
        for (int from = 0; from < files.size(); from += BATCH) {
            List<Path> batch = files.subList(from, Math.min(from + BATCH, files.size()));
            all.addAll(predictions(plan.run(input(batch)), k));
        }
        return all;
    }

    /** The probability of every class, in their order. */
    public float[] probabilities(Picture picture) {
        float[] scores = plan.run(preprocessor.apply(picture)).data().clone();
        normalise(scores, 0, scores.length);
        return scores;
    }

    /**
     * The picture's feature vector: what the last fully connected or convolutional layer reads, averaged over pixels. Pictures that
     * are alike have vectors that are alike.
     *
     * @throws ImageException if the picture cannot be read, or the network has no such layer
     */
    public float[] embed(Path file) {
        return embed(decoder.decode(file));
    }

    public float[] embed(InputStream stream) {
        return embed(decoder.decode(stream));
    }

    public float[] embed(BufferedImage image) {
        return embed(Picture.of(image));
    }

    public float[] embed(Picture picture) {
        return features().run(preprocessor.apply(picture)).data().clone();
    }

    public Model model() {
        return head.model();
    }

    public Preprocessing preprocessing() {
        return preprocessor.preprocessing();
    }

    /** The number of classes. */
    public int classes() {
        return head.classes();
    }

    public ClassLabels labels() {
        return labels;
    }

    /** Stops the threads of its engine, unless the engine is shared. */
    @Override
    public void close() {
        if (ownsEngine) {
            engine.close();
        }
    }

    private Tensor input(List<Path> files) {
        Shape shape = preprocessor.shape();
        float[] values = new float[Math.multiplyExact(files.size(), shape.size())];
        for (int i = 0; i < files.size(); i++) {
            preprocessor.put(decoder.decode(files.get(i)), values, i * shape.size());
        }
        return Tensor.of(values, files.size(), shape.channels(), shape.height(), shape.width());
    }

    private synchronized Plan features() {
        Plan compiled = features;
        if (compiled == null) {
            compiled = engine.compile(head.features());
            features = compiled;
        }
        return compiled;
    }

    private List<List<Prediction>> predictions(Tensor output, int k) {
        if (k < 1) {
            throw new ImageException("at least one class must be asked for, but k is %d".formatted(k));
        }
        int classes = head.classes();
        float[] scores = output.data().clone();
        List<List<Prediction>> all = new ArrayList<>();
        for (int from = 0; from < scores.length; from += classes) {
            normalise(scores, from, classes);
            all.add(top(Arrays.copyOfRange(scores, from, from + classes), Math.min(k, classes)));
        }
        return all;
    }

    private List<Prediction> top(float[] probabilities, int k) {
        List<Prediction> best = new ArrayList<>();
        boolean[] taken = new boolean[probabilities.length];
        while (best.size() < k) {
            int next = -1;
            for (int i = 0; i < probabilities.length; i++) {
                if (!taken[i] && (next < 0 || probabilities[i] > probabilities[next])) {
                    next = i;
                }
            }
            taken[next] = true;
            best.add(new Prediction(next, labels.name(next), probabilities[next]));
        }
        return best;
    }

    private void normalise(float[] scores, int from, int classes) {
        if (!head.givesProbabilities()) {
            softmax(scores, from, classes);
        }
    }

    private static void softmax(float[] scores, int from, int classes) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + classes; i++) {
            largest = Math.max(largest, scores[i]);
        }
        double sum = 0;
        for (int i = from; i < from + classes; i++) {
            sum += Math.exp(scores[i] - largest);
        }
        for (int i = from; i < from + classes; i++) {
            scores[i] = (float) (Math.exp(scores[i] - largest) / sum);
        }
    }
}
