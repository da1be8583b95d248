package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each minimal filtering on its own, whether it would be chosen or not, against a direct sum in double. */
class VectorWinogradTest {

    private static final int NARROW = 3;

    /** Channels whose transformed weights take 16 bits. */
    private static final int ROUNDED = 400;

    private static final List<Integer> SIZES = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 28);

    /** No bounds, two clamps in registers, and one that is done after and leaves a tenth of the largest sums. */
    private static final int[] CLAMPS = {0, 1, 2, NARROW};

    static Stream<ConvolutionCase> squares() {
        List<ConvolutionCase> cases = new ArrayList<>();
        for (int taps : new int[] {3, 5}) {
            for (int size : SIZES) {
                for (int clamp : CLAMPS) {
                    cases.add(of(taps, 1 + size, 33, size, size).withPosts(clamp));
                    cases.add(of(taps, 40, 16 + size, size, size).withPosts(clamp));
                }
                cases.add(of(taps, 20, 37, size, 15 - size / 2).between(Layout.SHUFFLED, Layout.SCATTERED));
                cases.add(of(taps, 96, 80, size, 29 - size));
            }
        }
        cases.add(of(3, ROUNDED, ROUNDED, 2, 2));
        cases.add(of(3, ROUNDED, ROUNDED, 3, 5));
        return cases.stream();
    }

    private static ConvolutionCase of(int taps, int in, int out, int height, int width) {
        return ConvolutionCase.of(in, out, 1, taps, 1, height, width);
    }

    @ParameterizedTest
    @MethodSource("squares")
    void isNearTheDirectSum(ConvolutionCase c) {
        for (WinogradTile tile : WinogradTile.values()) {
            c.check(
                    x -> tile + " with " + VectorLanes.SPECIES.vectorBitSize() + " bits",
                    x -> prepared(tile, x),
                    bound(tile, c));
        }
    }

    /** Of the largest result. */
    private static double bound(WinogradTile tile, ConvolutionCase c) {
        double sums = c.posts() == NARROW ? 10 : 1;
        if (c.in() >= ROUNDED) {
            return tile == WinogradTile.F2X3 ? 1e-4 : 5e-4;
        }
        return sums * (tile == WinogradTile.F2X3 ? 2e-6 : 2e-5);
    }

    private static Optional<VectorWinograd> prepared(WinogradTile tile, Convolution c) {
        return VectorPlaces.of(c.output())
                .filter(places -> tile.fits(c))
                .map(places -> VectorWinograd.prepare(tile, c, places));
    }

    /** Which is chosen for so many channels, by measurements. */
    @ParameterizedTest
    @CsvSource({
        "3, 64, 4, F2X3",
        "3, 64, 6, F2X3",
        "3, 64, 7, F4X3",
        "3, 64, 8, F4X3",
        "3, 64, 9, F4X3",
        "3, 64, 14, F4X3",
        "3, 128, 5, F2X3",
        "3, 512, 2, F2X3",
        "5, 64, 14, F2X5",
        "3, 64, 2,",
        "3, 64, 3,",
        "3, 512, 1,",
        "7, 64, 14,"
    })
    void isChosenBySize(int taps, int channels, int size, WinogradTile expected) {
        Convolution c = of(taps, channels, channels, size, size).place(new Arena(1), List.of());
        assertThat(WinogradTile.of(c)).isEqualTo(Optional.ofNullable(expected));
    }
}
