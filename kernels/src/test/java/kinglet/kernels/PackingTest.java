package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {
    private static final int PAGE = 4096;

    private static Buffer buffer(int size, int from, int to) {
        Buffer buffer = new Buffer(size);
        buffer.usedAt(to);
        buffer.usedAt(from);
        return buffer;
    }

    private static boolean apart(Buffer a, Buffer b) {
        return a.place() + a.size() <= b.place() || b.place() + b.size() <= a.place();
    }

    @Test
    void whatIsNeverNeededAtTheSameTimeMayOverlap() {
        Buffer first = buffer(320, 0, 3);
        Buffer second = buffer(160, 2, 5);
        Buffer third = buffer(320, 4, 9);
        assertThat(Packing.from(64).place(List.of(first, second, third))).isEqualTo(64 + 320 + 160);
        assertThat(first.place()).isEqualTo(third.place()).isEqualTo(64);
        assertThat(second.place()).isEqualTo(384);
    }

    @Test
    void whatIsAlwaysInUseLiesAlone() {
        Buffer always = new Buffer(16);
        always.usedAlways();
        Buffer other = buffer(16, 7, 7);
        assertThat(Packing.from(0).place(List.of(always, other))).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingOverlapsNorCrossesAPage(long seed) {
        Random random = new Random(seed);
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(100);
            buffers.add(buffer(1 + random.nextInt(PAGE), from, from + random.nextInt(20)));
        }
        long end = new Packing(0, PAGE).place(buffers);
        for (Buffer a : buffers) {
            assertThat(a.place() / PAGE).as("seed %d", seed).isEqualTo((a.place() + a.size() - 1) / PAGE);
            assertThat(a.place() + a.size()).isLessThanOrEqualTo(end);
            for (Buffer b : buffers) {
                assertThat(a == b || !a.overlaps(b) || apart(a, b))
                        .as("seed %d: %s and %s", seed, a.place(), b.place())
                        .isTrue();
            }
        }
    }
}
