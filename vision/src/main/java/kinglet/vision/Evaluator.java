package kinglet.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kinglet.engine.Engine;
import kinglet.engine.Plan;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.networks.Preprocessing;
import kinglet.train.Batch;
import kinglet.train.Batches;

/**
 * Compares a network's answers with the labels of pictures. Decoded pictures are kept from one evaluation to the next as long as there is room.
 *
 * <pre>{@code
 * try (Engine engine = Engine.create()) {
 *     ClassifierFile file = ClassifierFile.read(Path.of("model.safetensors"));
 *     Evaluation evaluation = Evaluator.of(file, data).evaluate(file.model(), engine);
 *     System.out.println(evaluation.top1() + " " + evaluation.confusion().worst(5));
 * }
 * }</pre>
 */
public final class Evaluator {
    private static final int BATCH = 32;

    private final Dataset dataset;
    private final BatchLoader loader;
    /** The network's output of each class of the data, and the other way round, -1 where there is none. */
    private final int[] outputs;

    private final int[] classes;

    private Evaluator(Dataset dataset, BatchLoader loader, int[] outputs, int networkClasses) {
        this.dataset = dataset;
        this.loader = loader;
        this.outputs = outputs;
        this.classes = new int[networkClasses];
        Arrays.fill(classes, outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            classes[outputs[i]] = i;
        }
    }

    /** For networks whose outputs are the classes of the data, in their order. */
    public static Evaluator of(Dataset dataset, Preprocessing preprocessing, Unreadable unreadable) {
        int[] same = IntStream.range(0, dataset.classNames().size()).toArray();
        return new Evaluator(dataset, loader(dataset, preprocessing, unreadable), same, same.length);
    }

    /**
     * For a classifier that may know more classes, or in another order: each class of the data is looked for among its labels.
     *
     * @throws DatasetException if a class is not among them, or the classifier has no labels and another number of classes
     */
    public static Evaluator of(Dataset dataset, ClassifierFile file, Unreadable unreadable) {
        int networkClasses = new ClassifierHead(file.model()).classes();
        int[] outputs = outputs(dataset.classNames(), file.labels().names(), networkClasses);
        return new Evaluator(dataset, loader(dataset, file.preprocessing(), unreadable), outputs, networkClasses);
    }

    private static BatchLoader loader(Dataset dataset, Preprocessing preprocessing, Unreadable unreadable) {
        return BatchLoader.evaluation(dataset, preprocessing)
                .batchSize(Math.clamp(dataset.size(), 1, BATCH))
                .unreadable(unreadable)
                .build();
    }

    private static int[] outputs(List<String> data, List<String> labels, int networkClasses) {
        if (labels.isEmpty() && data.size() == networkClasses) {
            return IntStream.range(0, networkClasses).toArray();
        }
        if (labels.isEmpty()) {
            throw new DatasetException(
                    "the network tells %d classes apart and has no names for them, but the pictures have %d classes; give it labels"
                            .formatted(networkClasses, data.size()));
        }
        List<String> names = ClassLabels.parse(String.join("\n", data)).names();
        int[] outputs = new int[data.size()];
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = find(names.get(i), labels);
            if (outputs[i] < 0) {
                unknown.add(data.get(i));
            }
        }
        if (!unknown.isEmpty()) {
            throw new DatasetException("labels do not match: the network knows %s, but not %s of the pictures"
                    .formatted(some(labels), some(unknown)));
        }
        return outputs;
    }

    /** A label may be several names, separated by commas. */
    private static int find(String name, List<String> labels) {
        int exact = labels.indexOf(name);
        if (exact >= 0) {
            return exact;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (Arrays.stream(labels.get(i).split(","))
                    .anyMatch(part -> part.strip().equalsIgnoreCase(name))) {
                return i;
            }
        }
        return -1;
    }

    private static String some(List<String> names) {
        int shown = 5;
        return names.stream().limit(shown).collect(Collectors.joining("', '", "'", "'"))
                + (names.size() > shown ? " and %d more".formatted(names.size() - shown) : "");
    }

    /** Runs the network on every picture. */
    public Evaluation evaluate(Model model, Engine engine) {
        return evaluate(model, engine, _ -> {});
    }

    /**
     * The same, saying after each batch how many pictures it held.
     *
     * @throws ImageException if the network is no classifier, or the pictures are not its input
     */
    public Evaluation evaluate(Model model, Engine engine, IntConsumer done) {
        ClassifierHead head = new ClassifierHead(model);
        Shape input = model.network().input().shape();
        if (head.classes() != classes.length || !input.equals(loader.image())) {
            throw new ImageException("network '%s' takes %s and tells %d classes apart; the pictures are %s in %d"
                    .formatted(model.network().name(), input, head.classes(), loader.image(), classes.length));
        }
        Plan plan = engine.compile(model);
        List<Evaluation.Answer> answers = new ArrayList<>();
        int next = 0;
        try (Batches batches = loader.epoch(0, 0)) {
            for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                float[] scores = run(plan, batch.get());
                Set<Integer> bad = unreadable();
                for (int i = 0; i < batch.get().size(); i++) {
                    while (bad.contains(next)) {
                        next++;
                    }
                    answers.add(answer(next, scores, i * classes.length, head.givesProbabilities()));
                    next++;
                }
                done.accept(batch.get().size());
            }
        }
        return new Evaluation(dataset.classNames(), answers, loader.unreadable());
    }

    private Set<Integer> unreadable() {
        Set<Integer> bad = new HashSet<>();
        loader.unreadable().forEach(picture -> bad.add(picture.index()));
        return bad;
    }

    private float[] run(Plan plan, Batch batch) {
        Shape shape = loader.image();
        int length = batch.size() * shape.size();
        float[] images = batch.images().length == length ? batch.images() : Arrays.copyOf(batch.images(), length);
        return plan.run(Tensor.of(images, batch.size(), shape.channels(), shape.height(), shape.width()))
                .data();
    }

    private Evaluation.Answer answer(int picture, float[] scores, int at, boolean probabilities) {
        int label = dataset.label(picture);
        int output = outputs[label];
        int best = 0;
        int rank = 0;
        for (int c = 0; c < classes.length; c++) {
            best = scores[at + c] > scores[at + best] ? c : best;
            boolean before = scores[at + c] == scores[at + output] && c < output;
            rank += scores[at + c] > scores[at + output] || before ? 1 : 0;
        }
        double sum = 0;
        for (int c = 0; c < classes.length; c++) {
            sum += probabilities ? scores[at + c] : Math.exp(scores[at + c] - scores[at + best]);
        }
        double likely = probabilities ? scores[at + best] / sum : 1 / sum;
        double right =
                probabilities ? scores[at + output] / sum : Math.exp(scores[at + output] - scores[at + best]) / sum;
        return new Evaluation.Answer(
                picture, label, classes[best], (float) likely, rank, -Math.log(Math.max(right, Float.MIN_NORMAL)));
    }
}
