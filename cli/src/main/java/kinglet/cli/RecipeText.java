package kinglet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kinglet.train.AdamW;
import kinglet.train.Augmentation;
import kinglet.train.Decayed;
import kinglet.train.Optimizer;
import kinglet.train.Recipe;
import kinglet.train.Regularization;
import kinglet.train.RmsProp;
import kinglet.train.Schedule;
import kinglet.train.Sgd;

/** A recipe in words, for a report. */
final class RecipeText {
    private static final double PERCENT = 100;

    private RecipeText() {}

    static String of(Recipe recipe) {
        List<String> parts = new ArrayList<>();
        parts.add(optimizer(recipe.optimizer()));
        parts.add("learning rate %s%s".formatted(number(recipe.learningRate()), schedule(recipe.schedule())));
        parts.add("%d epochs, batches of %d".formatted(recipe.epochs(), recipe.batchSize()));
        parts.addAll(regularization(recipe.regularization()));
        if (!recipe.augmentations().isEmpty()) {
            parts.add("augmented by "
                    + recipe.augmentations().stream()
                            .map(RecipeText::augmentation)
                            .collect(Collectors.joining(", ")));
        }
        recipe.averaging().ifPresent(a -> parts.add("weights averaged over steps, decay " + number(a.decay())));
        recipe.clip().ifPresent(norm -> parts.add("gradients clipped to a norm of " + number(norm)));
        return String.join("; ", parts);
    }

    private static String optimizer(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd(double momentum, boolean nesterov) ->
                "SGD, %smomentum %s".formatted(nesterov ? "Nesterov's " : "", number(momentum));
            case RmsProp(double smoothing, double momentum, double _) ->
                "RMSprop, smoothing %s, momentum %s".formatted(number(smoothing), number(momentum));
            case AdamW(double beta1, double beta2, double _) ->
                "AdamW, betas %s and %s".formatted(number(beta1), number(beta2));
        };
    }

    private static String schedule(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _ -> "";
            case Schedule.Step(double every, double gamma) ->
                ", times %s every %s epochs".formatted(number(gamma), number(every));
            case Schedule.MultiStep(List<Double> after, double gamma) ->
                ", times %s after epochs %s"
                        .formatted(
                                number(gamma),
                                after.stream().map(RecipeText::number).collect(Collectors.joining(", ")));
            case Schedule.Linear(double end) -> ", in a line to %s of it".formatted(number(end));
            case Schedule.Exponential(double every, double gamma) ->
                ", times %s in %s epochs, step by step".formatted(number(gamma), number(every));
            case Schedule.Cosine(double end) -> ", along a cosine to %s of it".formatted(number(end));
            case Schedule.WarmUp(double warm, double _, Schedule then, boolean _) ->
                " after %s epochs of warm-up%s".formatted(number(warm), schedule(then));
        };
    }

    private static List<String> regularization(Regularization regularization) {
        List<String> parts = new ArrayList<>();
        if (regularization.weightDecay() > 0) {
            parts.add("weight decay %s%s"
                    .formatted(number(regularization.weightDecay()), decayed(regularization.decayed())));
        }
        if (regularization.labelSmoothing() > 0) {
            parts.add("label smoothing " + number(regularization.labelSmoothing()));
        }
        regularization.dropout().ifPresent(rate -> parts.add("dropout " + number(rate)));
        regularization.stochasticDepth().ifPresent(rate -> parts.add("stochastic depth " + number(rate)));
        if (regularization.groupLasso() > 0) {
            parts.add("group lasso " + number(regularization.groupLasso()));
        }
        return parts;
    }

    private static String decayed(Decayed decayed) {
        return switch (decayed) {
            case ALL -> "";
            case WEIGHTS -> " but for norms and biases";
            case WEIGHTS_BUT_DEPTHWISE -> " but for norms, biases and depthwise filters";
        };
    }

    private static String augmentation(Augmentation augmentation) {
        return switch (augmentation) {
            case Augmentation.RandomResizedCrop(double least, double most) ->
                "crops of %s to %s %% of the area".formatted(number(least * PERCENT), number(most * PERCENT));
            case Augmentation.RandomShorterSide(int least, int most) ->
                "shorter sides of %d to %d pixels".formatted(least, most);
            case Augmentation.PadAndCrop(int pixels) -> "shifts by up to %d pixels".formatted(pixels);
            case Augmentation.HorizontalFlip _ -> "flips";
            case Augmentation.ColourJitter(double brightness, double contrast, double saturation) ->
                "colour jitter %s, %s, %s".formatted(number(brightness), number(contrast), number(saturation));
            case Augmentation.Lighting(double deviation) -> "lighting " + number(deviation);
            case Augmentation.RandomErasing(double probability) -> "random erasing " + number(probability);
            case Augmentation.AutoAugment _ -> "AutoAugment";
            case Augmentation.RandAugment(int operations, int magnitude) ->
                "RandAugment (%d, %d)".formatted(operations, magnitude);
            case Augmentation.TrivialAugment _ -> "TrivialAugment";
            case Augmentation.Mixup(double alpha) -> "mixup " + number(alpha);
            case Augmentation.CutMix(double alpha) -> "CutMix " + number(alpha);
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+(e|$)", "$1$2")
                .replaceAll("\\.(e|$)", "$1");
    }
}
