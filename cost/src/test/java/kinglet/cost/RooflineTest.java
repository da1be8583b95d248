package kinglet.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kinglet.graph.*;
import org.junit.jupiter.api.Test;

/** Cases worked by hand, on a machine of 100 GFLOP/s and 20 GB/s: five operations a byte. */
class RooflineTest {
    private static final Roofline MACHINE = new Roofline(100, 20);

    private static Node input(Scope scope) {
        return scope.input("x", new Shape(32, 10, 10));
    }

    /** 64 x 32 x 9 x 100 multiply-adds; 64 x 32 x 9 weights and 64 biases; 3200 values in, 6400 out. */
    @Test
    void aDenseConvolutionIsBoundByArithmetic() {
        Scope scope = Scope.of("net");
        Node conv = scope.add("conv", Conv2d.of(64, 3).withBias(), input(scope));
        Work work = Work.of(List.of(conv));
        assertThat(work).isEqualTo(new Work(1_843_200, 18_496, 9_600));
        assertThat(MACHINE.isMemoryBound(work, 1)).isFalse();
        assertThat(MACHINE.seconds(work, 1)).isCloseTo(3_686_400 / 100e9, within(1e-15));
        assertThat(MACHINE.seconds(work, 8)).isCloseTo(8 * 3_686_400 / 100e9, within(1e-15));
    }

    /** 1000 x 1000 multiply-adds; a million weights are 4 MB, read once for any batch. */
    @Test
    void aFullyConnectedLayerIsBoundByMemoryUntilTheBatchIsLarge() {
        Scope scope = Scope.of("net");
        Node fc = scope.add("fc", new Linear(1000, false), scope.input("x", Shape.vector(1000)));
        Work work = Work.of(List.of(fc));
        assertThat(work).isEqualTo(new Work(1_000_000, 1_000_000, 2_000));
        assertThat(MACHINE.isMemoryBound(work, 1)).isTrue();
        assertThat(MACHINE.seconds(work, 1)).isCloseTo(4_008_000 / 20e9, within(1e-15));
        assertThat(MACHINE.isMemoryBound(work, 64)).isFalse();
        assertThat(MACHINE.seconds(work, 64)).isCloseTo(128e6 / 100e9, within(1e-15));
    }

    /** A pointwise convolution, a ReLU and a residual sum in one step: 3200 values in, 3200 of the residual, 3200 out. */
    @Test
    void whatStaysInsideAStepIsNotMoved() {
        Scope scope = Scope.of("net");
        Node x = input(scope);
        Node other = scope.add("other", Activation.RELU, x);
        Node conv = scope.add("conv", Conv2d.pointwise(32), x);
        Node relu = scope.add("relu", Activation.RELU, conv);
        Node sum = scope.add("sum", new Add(), List.of(relu, other));
        assertThat(Work.of(List.of(conv, relu, sum))).isEqualTo(new Work(102_400, 1_024, 9_600));
        assertThat(Work.of(List.of(relu))).isEqualTo(new Work(0, 0, 6_400));
    }

    @Test
    void aCopyReadsAndWritesEachValue() {
        assertThat(Work.copy(500).bytes(2)).isEqualTo(8_000);
        assertThat(Work.copy(500).flops(2)).isZero();
    }

    @Test
    void ratesAreAboveZero() {
        for (double wrong : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new Roofline(wrong, 20)).isInstanceOf(KingletException.class);
            assertThatThrownBy(() -> new Roofline(100, wrong)).isInstanceOf(KingletException.class);
        }
    }
}
