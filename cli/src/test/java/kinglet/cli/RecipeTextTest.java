package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import kinglet.train.Recipe;
import kinglet.train.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTextTest {
    static Collection<Recipe> recipes() {
        return Recipes.all();
    }

    @Test
    void saysWhatIsDone() {
        assertThat(RecipeText.of(Recipes.recipe("small")))
                .isEqualTo("SGD, Nesterov's momentum 0.9; learning rate 0.1 after 1 epochs of warm-up, along a cosine to 0 of it; "
                        + "30 epochs, batches of 128; weight decay 0.0005 but for norms and biases; label smoothing 0.1; "
                        + "augmented by shifts by up to 4 pixels, flips; weights averaged over steps, decay 0.999");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeInWordsAlone(Recipe recipe) {
        assertThat(RecipeText.of(recipe)).doesNotContain("[", "Optional", "=");
    }
}
