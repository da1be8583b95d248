package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Parameter;
import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipesTest {

    static Collection<Recipe> recipes() {
        return Recipes.all();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeSaysWhereItIsFromAndKeepsItsRateInBounds(Recipe recipe) {
        assertThat(Recipes.recipe(recipe.id())).isSameAs(recipe);
        assertThat(recipe.source()).isNotBlank().doesNotContain("\n");
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            assertThat(recipe.rate(epoch * 10L + 5, 10))
                    .as("%s, epoch %d", recipe.id(), epoch)
                    .isBetween(0.0, recipe.learningRate());
        }
        assertThat(recipe.withEpochs(recipe.epochs())).isEqualTo(recipe);
    }

    /** What the papers say of the last epoch. Iterations are counted in epochs, so rates are right to 1 %. */
    @ParameterizedTest
    @CsvSource({
        "alexnet, 89, 1e-5",
        "resnet, 119, 1e-3",
        "resnext, 89, 1e-3",
        "resnet_cifar, 100, 1e-2",
        "resnext_cifar, 224, 1e-2",
        "resnext_cifar, 225, 1e-3",
        "mobilenet_v2_torchvision, 1, 0.0441",
        "mobilenet_v3_torchvision, 2, 0.062272",
        "shufflenet_v2, 120, 0.25",
        "squeezenet, 34, 0.02",
        "xception, 3, 0.0423",
        "condensenet_cifar, 150, 0.05",
        "efficientnet, 5, 0.1204352",
        "effnet, 50, 0.001"
    })
    void ratesAreThePapers(String id, int epoch, double rate) {
        assertThat(Recipes.recipe(id).rate(epoch * 100L, 100)).isCloseTo(rate, within(1e-9));
    }

    @Test
    void anotherBatchSizeScalesTheRate() {
        Recipe recipe = Recipes.recipe("efficientnet").scaledToBatch(256);
        assertThat(recipe.batchSize()).isEqualTo(256);
        assertThat(recipe.learningRate()).isCloseTo(0.016, within(1e-12));
    }

    @Test
    void fewerEpochsHaveTheSameCurve() {
        Recipe recipe = Recipes.recipe("resnext_cifar").withEpochs(30);
        assertThat(recipe.rate(14, 1)).isCloseTo(0.1, within(1e-12));
        assertThat(recipe.rate(15, 1)).isCloseTo(0.01, within(1e-12));
        assertThat(recipe.rate(23, 1)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void anUnknownRecipeIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> Recipes.recipe("smal"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContainingAll("'smal'", "small", "efficientnet");
    }

    @Test
    void decayDrawsWhatItSays() {
        Network network = Catalogue.entry("mobilenet_v2").build();
        Map<String, List<Boolean>> expected = Map.of(
                "features.0.0.weight", List.of(true, true, true),
                "features.0.1.weight", List.of(true, false, false),
                "features.0.1.running_mean", List.of(false, false, false),
                "features.1.conv.0.0.weight", List.of(true, true, false),
                "features.1.conv.1.weight", List.of(true, true, true),
                "classifier.1.weight", List.of(true, true, true),
                "classifier.1.bias", List.of(true, false, false));
        expected.forEach((name, covered) -> {
            for (Decayed decayed : Decayed.values()) {
                assertThat(covers(network, decayed, name))
                        .as("%s, %s", decayed, name)
                        .isEqualTo(covered.get(decayed.ordinal()));
            }
        });
    }

    private static boolean covers(Network network, Decayed decayed, String name) {
        for (Node node : network.nodes()) {
            for (Parameter parameter : node.parameters()) {
                if (parameter.name().equals(name)) {
                    return decayed.covers(node, parameter);
                }
            }
        }
        throw new AssertionError("no parameter " + name);
    }
}
