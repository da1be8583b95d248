package kinglet.train;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The recipes that Kinglet knows by name. */
public final class Recipes {
    private static final Map<String, Recipe> BY_ID =
            byId(List.of(small(), finetune()), ClassicRecipes.ALL, CompactRecipes.ALL, CifarRecipes.ALL);

    private Recipes() {}

    /** All recipes, Kinglet's own first. */
    public static Collection<Recipe> all() {
        return BY_ID.values();
    }

    /**
     * The recipe of this id.
     *
     * @throws RecipeException if there is none; the message names those there are
     */
    public static Recipe recipe(String id) {
        Recipe recipe = BY_ID.get(id);
        if (recipe == null) {
            throw new RecipeException(
                    "there is no recipe '%s'; choose one of %s".formatted(id, String.join(", ", BY_ID.keySet())));
        }
        return recipe;
    }

    /**
     * For compact networks and small pictures on a small machine: few epochs, so a rate that is high at once and falls to nothing, and
     * averages that soon forget.
     */
    private static Recipe small() {
        return new Recipe(
                "small",
                "Kinglet's own, after Goyal et al. 2017 (warm-up), Loshchilov and Hutter 2017 (cosine), He et al. 2019 (smoothing, no "
                        + "decay of norms and biases)",
                Sgd.nesterov(0.9),
                0.1,
                new Schedule.WarmUp(1, 0.01, new Schedule.Cosine(0), true),
                30,
                128,
                Regularization.decay(5e-4, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                List.of(new Augmentation.PadAndCrop(4), new Augmentation.HorizontalFlip()),
                Optional.of(new Averaging(0.999, true)),
                OptionalDouble.empty());
    }

    /**
     * For a network that knows other pictures: small steps, so that it does not forget them. Gradients are clipped, since
     * behind norms whose statistics no longer change a step may change the results by more than its rate suggests: without it a ResNet trained at a rate
     * of 0.1 diverged within ten steps of 0.01, and one that was trained for longer lost all it knew within an epoch even with the norm held at 5.
     */
    private static Recipe finetune() {
        return new Recipe(
                "finetune",
                "Kinglet's own, after Kornblith et al. 2019 (Nesterov's momentum, cosine, little decay)",
                Sgd.nesterov(0.9),
                0.01,
                new Schedule.Cosine(0),
                15,
                16,
                Regularization.decay(1e-4, Decayed.WEIGHTS).withLabelSmoothing(0.1),
                List.of(new Augmentation.RandomResizedCrop(0.35, 1), new Augmentation.HorizontalFlip()),
                Optional.of(new Averaging(0.99, true)),
                OptionalDouble.of(1));
    }

    /** A recipe without averages and clipping, which most papers do without. */
    static Recipe plain(
            String id,
            String source,
            Optimizer optimizer,
            double learningRate,
            Schedule schedule,
            int epochs,
            int batchSize,
            Regularization regularization,
            List<Augmentation> augmentations) {
        return new Recipe(
                id,
                source,
                optimizer,
                learningRate,
                schedule,
                epochs,
                batchSize,
                regularization,
                augmentations,
                Optional.empty(),
                OptionalDouble.empty());
    }

    @SafeVarargs
    private static Map<String, Recipe> byId(List<Recipe>... groups) {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        Stream.of(groups).flatMap(List::stream).forEach(recipe -> {
            if (recipes.put(recipe.id(), recipe) != null) {
                throw new IllegalStateException("two recipes have the id " + recipe.id());
            }
        });
        return Collections.unmodifiableMap(recipes);
    }
}
