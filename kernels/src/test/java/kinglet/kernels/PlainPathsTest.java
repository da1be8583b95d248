package kinglet.kernels;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which plain kernels convolve, whichever of them they would choose, against the definition. */
class PlainPathsTest {

    private static final double TOLERANCE = 3e-5;

    static Stream<ConvolutionCase> convolutions() {
        return Stream.concat(
                Stream.of(
                        // several bands of rows, several chunks of inputs, outputs in several sets
                        ConvolutionCase.of(70, 37, 1, 3, 1, 40, 60),
                        ConvolutionCase.of(150, 150, 1, 1, 1, 30, 40),
                        ConvolutionCase.of(9, 5, 1, 5, 2, 70, 70),
                        // rows of nearly the whole scratch, and just beyond it
                        ConvolutionCase.of(3, 2, 1, 3, 1, 3, 1022),
                        ConvolutionCase.of(3, 2, 1, 3, 1, 3, 1023),
                        ConvolutionCase.of(2, 3, 1, 1, 1, 2, 1024),
                        ConvolutionCase.of(16, 16, 16, 3, 1, 3, 130),
                        ConvolutionCase.of(20, 20, 20, 7, 2, 5, 130),
                        // several tiles of outputs, and pixels in several sets
                        ConvolutionCase.of(5, 1030, 1, 1, 1, 13, 13),
                        ConvolutionCase.of(300, 520, 1, 3, 1, 3, 5)),
                Stream.of(
                                KernelsContract.usualConvolutions().filter(c -> c.seed() == 1 && c.in() % 16 <= 4),
                                KernelsContract.arrangedConvolutions(),
                                KernelsContract.randomConvolutions().limit(200))
                        .flatMap(cases -> cases));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void ofAnyKind(ConvolutionCase c) {
        c.check(
                what -> "plain convolution",
                convolution -> Optional.of(PlainConvolution.prepare(convolution)),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void alongPixels(ConvolutionCase c) {
        c.check(
                what -> "along pixels",
                convolution -> Optional.of(convolution)
                        .filter(PlainPixelProduct::handles)
                        .map(PlainPixelProduct::prepare),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void alongOutputs(ConvolutionCase c) {
        c.check(
                what -> "along outputs",
                convolution -> Optional.of(PlainOutputProduct.prepare(convolution)),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void depthwise(ConvolutionCase c) {
        c.check(
                what -> "depthwise",
                convolution ->
                        Optional.of(convolution).filter(PlainDepthwise::handles).map(PlainDepthwise::prepare),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void depthwiseInRows(ConvolutionCase c) {
        c.check(what -> "depthwise in rows", PlainDepthwiseRows::prepare, TOLERANCE);
    }
}
