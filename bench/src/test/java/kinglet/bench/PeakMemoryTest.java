package kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

    @Test
    void readsTheHighWaterMark() {
        assertThat(PeakMemory.parse(List.of("Name:\tjava", "VmPeak:\t 9000 kB", "VmHWM:\t  250 kB")))
                .hasValue(256_000);
    }

    @Test
    void aProcessWithoutOneHasNone() {
        assertThat(PeakMemory.parse(List.of("Name:\tkthreadd"))).isEmpty();
    }
}
