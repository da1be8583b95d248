package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Network;
import kinglet.graph.Parameter;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    static List<Entry> entries() {
        return Catalogue.entries();
    }

    static Stream<Entry> withStem() {
        return Catalogue.entries().stream().filter(e -> e.defaults().stem().isPresent());
    }

    static Stream<Entry> withWidth() {
        return Catalogue.entries().stream().filter(e -> e.defaults().width().isPresent());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void gives_a_vector_of_its_classes(Entry entry) {
        Network network = entry.build();
        assertThat(network.output().shape())
                .isEqualTo(Shape.vector(entry.labels().classes()));
        assertThat(network.name()).isEqualTo(entry.id());
        assertThat(network.input().shape())
                .isEqualTo(new Shape(
                        entry.preprocessing().mean().size(),
                        entry.preprocessing().crop(),
                        entry.preprocessing().crop()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void has_any_number_of_classes(Entry entry) {
        for (int classes : new int[] {1, 2, 37}) {
            Network network = entry.build(NetworkOptions.NONE.withClasses(classes));
            assertThat(network.output().shape()).isEqualTo(Shape.vector(classes));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void takes_other_resolutions(Entry entry) {
        int larger = entry.preprocessing().crop() + 32;
        Network network = entry.build(NetworkOptions.NONE.withResolution(larger));
        assertThat(network.input().shape().height()).isEqualTo(larger);
        assertThat(network.output().shape())
                .isEqualTo(Shape.vector(entry.labels().classes()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void says_what_was_published_as_a_reader_expects_it(Entry entry) {
        assertThat(entry.title()).isNotBlank();
        assertThat(entry.paper().title()).isNotBlank();
        for (Published figures : entry.published()) {
            assertThat(figures.source()).isNotBlank();
            figures.top1().ifPresent(top1 -> assertThat(top1).isBetween(30.0, 100.0));
            figures.top5()
                    .ifPresent(top5 -> assertThat(top5).isBetween(figures.top1().orElse(30), 100.0));
            entry.build(figures.options());
        }
    }

    /** torchvision's figures are those of its own graphs, which ours are to equal parameter by parameter. */
    @ParameterizedTest
    @MethodSource("entries")
    void has_as_many_parameters_as_torchvision_says(Entry entry) {
        for (Published figures : entry.published()) {
            if (figures.source().startsWith("torchvision")) {
                assertThat(entry.build(figures.options()).parameterCount())
                        .as("parameters of %s, %s", entry, figures.source())
                        .isEqualTo(figures.params().orElseThrow());
            }
        }
    }

    /** The authors' file holds 58,423 values, of which training changes 56,951. */
    @Test
    void mini_xception_is_as_large_as_its_file() {
        Network network = Catalogue.entry("mini_xception").build();
        assertThat(network.parameterCount()).isEqualTo(56_951);
        assertThat(network.parameters().stream().mapToLong(Parameter::size).sum())
                .isEqualTo(58_423);
    }

    @ParameterizedTest
    @MethodSource("withStem")
    void ends_a_small_image_at_four_pixels(Entry entry) {
        assertThat(smallest(entry, Stem.CIFAR, new Shape(3, 32, 32), 10)).isEqualTo(4);
        assertThat(smallest(entry, Stem.TINY, new Shape(3, 64, 64), 200)).isEqualTo(4);
    }

    private static int smallest(Entry entry, Stem stem, Shape input, int classes) {
        Network network = entry.build(NetworkOptions.NONE.withStem(stem));
        assertThat(network.input().shape()).isEqualTo(input);
        assertThat(network.output().shape()).isEqualTo(Shape.vector(classes));
        return network.nodes().stream()
                .map(node -> node.shape())
                .filter(shape -> !shape.isVector())
                .mapToInt(Shape::height)
                .min()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("withWidth")
    void grows_with_its_width(Entry entry) {
        long before = 0;
        for (double width : new double[] {0.25, 0.5, 1, 1.37, 2}) {
            long count = entry.build(NetworkOptions.NONE.withWidth(width)).parameterCount();
            assertThat(count).as("parameters of %s --width %s", entry, width).isGreaterThan(before);
            before = count;
        }
    }

    @Test
    void names_the_nearest_networks_when_there_is_none() {
        assertThatThrownBy(() -> Catalogue.entry("MobileNet-v2"))
                .isInstanceOf(UnknownNetworkException.class)
                .hasMessageStartingWith("there is no network 'MobileNet-v2'; did you mean mobilenet_v2");
    }

    @Test
    void lists_the_options_of_a_network_that_lacks_one() {
        assertThatThrownBy(() -> Catalogue.entry("mobilenet_v2").build(NetworkOptions.NONE.withGroups(2)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("mobilenet_v2 has no option --groups; it has --width, --resolution, --classes, --stem");
    }

    @Test
    void refuses_values_that_no_network_can_have() {
        assertThatThrownBy(() -> NetworkOptions.NONE.withWidth(Double.NaN)).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> NetworkOptions.NONE.withWidth(1e9)).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> NetworkOptions.NONE.withClasses(0))
                .hasMessage("the number of classes is 0; it must be at least 1");
    }

    @Test
    void puts_the_options_into_the_name() {
        NetworkOptions options = NetworkOptions.NONE.withWidth(0.5).withResolution(160);
        assertThat(Catalogue.entry("mobilenet_v2").build(options).name())
                .isEqualTo("mobilenet_v2 --width 0.5 --resolution 160");
    }
}
