package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import kinglet.kernels.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups share no vector where that would cost more than unused lanes. */
class GroupLayoutTest {

    @ParameterizedTest
    @CsvSource({"60, 3, 80", "120, 3, 160", "112, 8, 126", "96, 4, 216"})
    void groupsThatWouldShareVectorsBeginWithBlocks(int outputs, int groups, int reads) {
        int[] lanes = GroupLayout.lanes(outputs, groups, reads);
        int each = outputs / groups;
        for (int o = 0; o < outputs; o++) {
            assertThat(lanes[o] % View.LANES).as("output %d", o).isEqualTo(o % each % View.LANES);
        }
        assertThat(lanes[each] / View.LANES).isEqualTo(Math.ceilDiv(each, View.LANES));
        assertThat(Arrays.stream(lanes).distinct().count()).isEqualTo(outputs);
    }

    @ParameterizedTest
    @CsvSource({"64, 1, 27", "480, 3, 40", "128, 32, 36", "32, 4, 4", "8, 4, 72", "40, 20, 9"})
    void othersLieSideBySide(int outputs, int groups, int reads) {
        assertThat(GroupLayout.lanes(outputs, groups, reads))
                .containsExactly(IntStream.range(0, outputs).toArray());
    }

    @Test
    void unusedLanesAreNotWorthAFewInputs() {
        assertThat(GroupLayout.lanes(60, 3, 1))
                .containsExactly(IntStream.range(0, 60).toArray());
    }
}
