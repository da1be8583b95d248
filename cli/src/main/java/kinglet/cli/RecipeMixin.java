package kinglet.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import kinglet.train.Augmentation;
import kinglet.train.Averaging;
import kinglet.train.Recipe;
import kinglet.train.Recipes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A recipe of training and what is to be different from it. */
final class RecipeMixin {
    /** A smaller share of a data set would be left out at the end of each epoch. */
    private static final int LEAST_BATCHES = 8;

    /** The least share of a photograph that a crop takes for a short training; 8 % is for ImageNet's hundred epochs. */
    private static final double LEAST_AREA = 0.35;

    @Option(
            names = "--recipe",
            paramLabel = "ID",
            description = "how to train: ${COMPLETION-CANDIDATES}; those of papers are for ImageNet or CIFAR"
                    + " (default: small; finetune when fine-tuning)",
            completionCandidates = Ids.class)
    private @Nullable String id;

    @Option(names = "--epochs", description = "how often every picture is seen; the recipe's schedule is stretched")
    private @Nullable Integer epochs;

    @Option(names = "--batch", description = "pictures a step; the recipe's learning rate changes in proportion")
    private @Nullable Integer batch;

    @Option(names = "--lr", paramLabel = "RATE", description = "the learning rate that the schedule starts from")
    private @Nullable Double rate;

    @Option(names = "--weight-decay", paramLabel = "FACTOR", description = "how strongly weights are drawn to zero")
    private @Nullable Double decay;

    @Option(
            names = "--group-lasso",
            paramLabel = "FACTOR",
            description = "how strongly learned groups (CondenseNet) are drawn to read the same inputs")
    private @Nullable Double lasso;

    @Option(names = "--label-smoothing", paramLabel = "SHARE", description = "of the target, spread over all classes")
    private @Nullable Double smoothing;

    @Option(
            names = "--ema",
            paramLabel = "DECAY",
            description = "average the weights over the steps, as 0.999; 0 does not")
    private @Nullable Double ema;

    @Option(names = "--clip", paramLabel = "NORM", description = "the largest norm of the gradients; 0 does not clip")
    private @Nullable Double clip;

    @Option(
            names = "--augment",
            split = ",",
            paramLabel = "WORD",
            description =
                    "how pictures are changed at random, instead of as the recipe says: none, or some of pad=4, crop=0.35, flip,"
                            + " jitter=0.4, lighting=0.1, erase=0.25, autoaugment, randaugment=9, trivial, mixup=0.2, cutmix=1")
    private @Nullable List<String> augment;

    /** The ids of all recipes, for help and completion. */
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Recipes.all().stream().map(Recipe::id).iterator();
        }
    }

    /**
     * The recipe with its changes.
     *
     * @param otherwise its id, if none was chosen
     * @param pictures how many there are to learn from; a batch that was not chosen is made small enough for them
     * @param resized whether the pictures are of another size than the network's input
     */
    Recipe recipe(String otherwise, int pictures, boolean resized) {
        Recipe recipe = Recipes.recipe(id == null ? otherwise : id);
        int size = batch == null ? fitting(recipe.batchSize(), pictures) : batch;
        positive("--batch", size);
        recipe = recipe.scaledToBatch(size);
        if (epochs != null) {
            positive("--epochs", epochs);
            recipe = recipe.withEpochs(epochs);
        }
        recipe = rate == null ? recipe : recipe.withLearningRate(rate);
        recipe = decay == null
                ? recipe
                : recipe.withRegularization(recipe.regularization().withWeightDecay(decay));
        recipe = lasso == null
                ? recipe
                : recipe.withRegularization(recipe.regularization().withGroupLasso(lasso));
        recipe = smoothing == null
                ? recipe
                : recipe.withRegularization(recipe.regularization().withLabelSmoothing(smoothing));
        if (ema != null) {
            recipe = ema == 0 ? recipe.withoutAveraging() : recipe.withAveraging(new Averaging(ema, true));
        }
        if (clip != null) {
            recipe = clip == 0 ? recipe.withoutClip() : recipe.withClip(clip);
        }
        return augment == null
                ? recipe.withAugmentations(fitting(recipe.augmentations(), resized))
                : recipe.withAugmentations(
                        augment.stream().flatMap(RecipeMixin::augmentation).toList());
    }

    private static int fitting(int size, int pictures) {
        int fitting = size;
        while (fitting > 1 && (long) fitting * LEAST_BATCHES > pictures) {
            fitting /= 2;
        }
        return fitting;
    }

    /** Padding is for pictures of the input's size; of others a part is taken and resized. */
    private static List<Augmentation> fitting(List<Augmentation> recipe, boolean resized) {
        return recipe.stream()
                .map(part -> part instanceof Augmentation.PadAndCrop && resized
                        ? new Augmentation.RandomResizedCrop(LEAST_AREA, 1)
                        : part)
                .toList();
    }

    private static void positive(String option, int value) {
        if (value < 1) {
            throw new WrongUsageException("%s is %d; it must be at least 1".formatted(option, value));
        }
    }

    private static Stream<Augmentation> augmentation(String word) {
        String[] parts = word.strip().toLowerCase(Locale.ROOT).split("=", 2);
        return switch (parts[0]) {
            case "none" -> Stream.of();
            case "pad" -> of(word, parts, 4, n -> new Augmentation.PadAndCrop((int) n));
            case "crop" -> of(word, parts, LEAST_AREA, n -> new Augmentation.RandomResizedCrop(n, 1));
            case "flip" -> Stream.of(new Augmentation.HorizontalFlip());
            case "jitter" -> of(word, parts, 0.4, n -> new Augmentation.ColourJitter(n, n, n));
            case "lighting" -> of(word, parts, 0.1, Augmentation.Lighting::new);
            case "erase" -> of(word, parts, 0.25, Augmentation.RandomErasing::new);
            case "autoaugment" -> Stream.of(new Augmentation.AutoAugment());
            case "randaugment" -> of(word, parts, 9, n -> new Augmentation.RandAugment(2, (int) n));
            case "trivial" -> Stream.of(new Augmentation.TrivialAugment());
            case "mixup" -> of(word, parts, 0.2, Augmentation.Mixup::new);
            case "cutmix" -> of(word, parts, 1, Augmentation.CutMix::new);
            default ->
                throw new WrongUsageException(
                        "--augment does not know '%s'; see --help for the words it takes".formatted(word));
        };
    }

    private static Stream<Augmentation> of(
            String word, String[] parts, double otherwise, DoubleFunction<Augmentation> made) {
        try {
            return Stream.of(made.apply(parts.length == 1 ? otherwise : Double.parseDouble(parts[1])));
        } catch (NumberFormatException e) {
            throw new WrongUsageException("--augment %s: '%s' is no number".formatted(word, parts[1]));
        }
    }
}
