package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelsProvidersTest {

    @Test
    void listsPlainAndVectorBestFirst() {
        assertThat(KernelsProviders.all()).extracting(KernelsProvider::name).containsExactly("vector", "plain");
    }

    @Test
    void takesTheBestThatCanBeUsed() {
        List<KernelsProvider> providers = List.of(new Unusable(), new PlainProvider());
        assertThat(KernelsProviders.choose(providers, "").name()).isEqualTo("plain");
    }

    @Test
    void passesOverOneThatDoesNotLink() {
        List<KernelsProvider> providers = List.of(new Broken(), new PlainProvider());
        assertThat(KernelsProviders.choose(providers, "").name()).isEqualTo("plain");
    }

    @Test
    void takesTheOneAskedFor() {
        assertThat(KernelsProviders.choose(KernelsProviders.all(), "plain").name())
                .isEqualTo("plain");
    }

    @Test
    void saysWhyTheOneAskedForCannotBeUsed() {
        assertThatThrownBy(() -> KernelsProviders.choose(List.of(new Unusable(), new PlainProvider()), "unusable"))
                .isInstanceOf(KernelsException.class)
                .hasMessageContaining("--some-flag");
    }

    @Test
    void namesThoseThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> KernelsProviders.choose(KernelsProviders.all(), "plian"))
                .isInstanceOf(KernelsException.class)
                .hasMessageContaining("plian")
                .hasMessageContaining("vector, plain");
    }

    @Test
    void saysHowToGetFasterOnesUnlessSlowOnesWereAskedFor() {
        List<KernelsProvider> providers = List.of(new Unusable(), new PlainProvider());
        assertThat(KernelsProviders.advice(providers, ""))
                .hasValueSatisfying(
                        message -> assertThat(message).contains("unusable", "--some-flag", "-Dkinglet.kernels=plain"));
        assertThat(KernelsProviders.advice(providers, "plain")).isEmpty();
        assertThat(KernelsProviders.advice(List.of(new PlainProvider()), "")).isEmpty();
    }

    private static class Unusable implements KernelsProvider {

        @Override
        public String name() {
            return "unusable";
        }

        @Override
        public int rank() {
            return 9;
        }

        @Override
        public Optional<String> unusableBecause() {
            return Optional.of("start java with --some-flag");
        }

        @Override
        public Kernels create() {
            return new PlainKernels();
        }
    }

    private static final class Broken extends Unusable {

        @Override
        public Optional<String> unusableBecause() {
            return Optional.empty();
        }

        @Override
        public Kernels create() {
            throw new NoClassDefFoundError("jdk/incubator/vector/Vector");
        }
    }
}
