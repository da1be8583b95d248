package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTest {

    @Test
    void theNameOfEveryNetworkNamesIt() {
        NetworkOptions options = NetworkOptions.NONE.withClasses(7);
        for (Entry entry : Catalogue.entries()) {
            String name = entry.build(options).name();
            assertThat(Variant.named(name)).isEqualTo(new Variant(entry, options));
        }
    }

    @Test
    void allOptionsAreRead() {
        String name = "mobilenet_v2 --width 0.35 --resolution 64 --classes 100 --stem cifar";
        assertThat(Variant.named(name).build().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet_v2 --width",
                "mobilenet_v2 --width wide",
                "mobilenet_v2 --stem odd",
                "mobilenet_v2 --depth 3",
                "mobilenet_v2 0.5"
            })
    void othersAreRefused(String name) {
        assertThatThrownBy(() -> Variant.named(name)).isInstanceOf(InvalidOptionException.class);
    }
}
