package kinglet.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Network;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffleNetTest {

    /** Figures of an independent count with stems that the catalogue does not take. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.25,  6,  209746,  11003184",
        "3, 0.25,  6,  305902,  11009808",
        "1, 0.50, 12,  534484,  38517408",
        "3, 0.50, 12,  718324,  37589856",
        "1, 0.75, 18,  975214,  82542672",
        "3, 0.75, 18, 1238266,  79740144",
        "1, 1.50, 36, 2993356, 313684704",
        "1, 2.00, 48, 4918744, 550334592",
        "2, 2.00, 48, 5257896, 539138624",
        "3, 2.00, 48, 5450776, 524045184",
        "4, 2.00, 48, 5593528, 510289536",
        "8, 2.00, 48, 6522232, 521942016",
        "3, 1.50, 24, 3442168, 292443552",
        "8, 1.50, 24, 4269952, 290188800",
        "8, 0.50, 16, 1011448,  40469760"
    })
    void counts_at_every_width(int groups, double width, int stem, long params, long multAdds) {
        Scope net = Scope.of("shufflenet");
        Settings settings = new Settings(width, 224, 1000, groups, Stem.IMAGENET);
        Network network =
                net.build(ShuffleNetV1.of(groups, width, stem).build(net, net.input(new Shape(3, 224, 224)), settings));
        assertThat(network.parameterCount()).isEqualTo(params);
        assertThat(Count.multAdds(network)).isEqualTo(multAdds);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.25, 12", "3, 0.5, 12", "3, 1, 24", "3, 1.5, 24", "3, 2, 48", "8, 0.5, 16"})
    void has_the_stems_that_the_published_costs_need(int groups, double width, int stem) {
        assertThat(ShuffleNetV1.stem(groups, width)).isEqualTo(stem);
    }

    @Test
    void names_the_groups_that_it_has_widths_for() {
        assertThatThrownBy(() -> Catalogue.entry("shufflenet_v1").build(NetworkOptions.NONE.withGroups(5)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("ShuffleNet has no widths for 5 groups; choose one of [1, 2, 3, 4, 8]");
    }

    /** 32 channels in 2 groups: of the quarters 1 2 | 3 4 the shuffle makes 1 and 3, then 2 and 4, the groups of the next layer. */
    @Test
    void a_shuffle_brings_each_groups_first_half_together() {
        int[] sources = shuffled(32, 2);
        assertThat(Arrays.stream(sources, 0, 16).map(c -> c / 8 + 1).distinct()).containsExactly(1, 3);
        assertThat(Arrays.stream(sources, 16, 32).map(c -> c / 8 + 1).distinct())
                .containsExactly(2, 4);
    }

    @Test
    void the_papers_order_and_its_inverse_undo_each_other() {
        assertThat(shuffled(6, 2)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(shuffled(6, 3)).containsExactly(0, 2, 4, 1, 3, 5);
        int[] paper = shuffled(240, 3);
        int[] inverse = shuffled(240, 240 / 3);
        assertThat(IntStream.range(0, 240).map(c -> paper[inverse[c]]).toArray())
                .containsExactly(IntStream.range(0, 240).toArray());
    }

    private static int[] shuffled(int channels, int groups) {
        ChannelShuffle shuffle = new ChannelShuffle(groups);
        return IntStream.range(0, channels)
                .map(c -> shuffle.source(c, channels))
                .toArray();
    }
}
