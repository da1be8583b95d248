package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;
import org.junit.jupiter.api.Test;

/** Results keep the lanes of what they are made from, also when a select repeats channels. */
class LayoutTest {
    private static final Shape PIXELS = new Shape(40, 3, 2);
    private static final Border BORDER = new Border(1, 0, 1, 2);

    private static Layout picked(int... source) {
        Layout in = Layout.blocked(PIXELS, Border.NONE);
        return in.withChannels(IntStream.of(source).mapToObj(in.channels()::get).toList(), in.blocks());
    }

    private static List<Integer> lanes(Layout layout) {
        return layout.channels().stream()
                .map(spot -> layout.blocks().stream()
                        .mapToInt(block -> spot.offset() - block.offset())
                        .filter(lane -> lane >= 0 && lane < View.LANES)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void repeatedChannelsKeepTheirLanesInBlocksOfTheirOwn() {
        Layout picked = picked(
                IntStream.concat(IntStream.range(0, 32), IntStream.of(3, 20, 5)).toArray());
        Layout result = picked.arrangedAlike(PIXELS.withChannels(35), BORDER);
        assertThat(lanes(result).subList(30, 35)).containsExactly(14, 15, 3, 4, 5);
        assertThat(result.channels()).doesNotHaveDuplicates();
        assertThat(result.blocks()).as("two turns of two blocks").hasSize(4);
        assertThat(result.border()).isEqualTo(BORDER);
    }

    @Test
    void channelsTooFarApartAreGathered() {
        int[] same = new int[PIXELS.channels()];
        Layout result = picked(same).arrangedAlike(PIXELS, BORDER);
        assertThat(lanes(result))
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).map(c -> c % View.LANES).boxed().toList());
        assertThat(result.blocks()).hasSize(3);
    }

    @Test
    void planesBecomeBlocksInOrder() {
        Layout result = Layout.planar(PIXELS, Border.NONE).arrangedAlike(PIXELS, BORDER);
        assertThat(lanes(result).subList(14, 18)).containsExactly(14, 15, 0, 1);
    }
}
