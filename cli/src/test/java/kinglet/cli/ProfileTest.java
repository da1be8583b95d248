package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kinglet.cost.Roofline;
import kinglet.engine.PlannedStep;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.api.Test;

/** Cases worked by hand, on a machine of 100 GFLOP/s and 20 GB/s. */
class ProfileTest {
    private static final Roofline MACHINE = new Roofline(100, 20);
    private static final Shape SHAPE = new Shape(50, 20, 20);

    private static final Timing RUN = new Timing(2, 1, 0, 0, 1);

    /** A million multiply-adds of 1x1: 2500 weights, 20000 values in and out; 0.02 ms of arithmetic, 0.0085 of memory. */
    private static ProfiledStep pointwise(double... times) {
        Scope scope = Scope.of("net");
        Node conv = scope.add("conv", Conv2d.pointwise(50), scope.input("x", SHAPE));
        Node relu = scope.add("act", Activation.RELU, conv);
        return ProfiledStep.of(new PlannedStep(List.of(conv, relu), "product", SHAPE, 1, false), times, MACHINE, 1);
    }

    /** 20000 values read and written: 160 kB. */
    private static ProfiledStep copy(double... times) {
        return ProfiledStep.of(new PlannedStep(List.of(), "copy", SHAPE, 1, false), times, MACHINE, 1);
    }

    @Test
    void ratesAndRatios() {
        Timing timing = pointwise(0.025).timing();
        assertThat(timing.multAdds()).isEqualTo(1e6);
        assertThat(timing.roofline()).isCloseTo(0.02, within(1e-12));
        assertThat(timing.ratio()).isCloseTo(1.25, within(1e-12));
        assertThat(timing.lost()).isCloseTo(0.005, within(1e-12));
        assertThat(timing.gigaflops()).isCloseTo(80, within(1e-9));
        assertThat(timing.gigabytes()).isCloseTo(4 * 42_500 / 0.025e-3 / 1e9, within(1e-9));
        assertThat(pointwise(1).bound()).isEqualTo("arithmetic");
        assertThat(copy(1).bound()).isEqualTo("memory");
        assertThat(copy(1).timing().roofline()).isCloseTo(160_000 / 20e9 * 1e3, within(1e-12));
    }

    @Test
    void theMedianAndTheLeastOfAllRuns() {
        assertThat(copy(5, 1, 9).timing().milliseconds()).isEqualTo(5);
        assertThat(copy(4, 1, 9, 2).timing().milliseconds()).isEqualTo(3);
        assertThat(copy(4, 1, 9, 2).timing().least()).isEqualTo(1);
    }

    @Test
    void kindsAreSums() {
        Profile profile = new Profile(List.of(pointwise(0.025), copy(0.1), pointwise(0.03)), RUN);
        assertThat(profile.kinds()).extracting(Profile.Kind::algorithm).containsExactly("copy", "product");
        Profile.Kind products = profile.kinds().getLast();
        assertThat(products.steps()).isEqualTo(2);
        assertThat(products.timing().milliseconds()).isCloseTo(0.055, within(1e-12));
        assertThat(products.timing().ratio()).isCloseTo(0.055 / 0.04, within(1e-12));
        assertThat(profile.total().milliseconds()).isCloseTo(0.155, within(1e-12));
    }

    @Test
    void furthestLoseMostMilliseconds() {
        ProfiledStep slow = pointwise(0.9);
        ProfiledStep good = pointwise(0.021);
        ProfiledStep tenfold = copy(0.08);
        Profile profile = new Profile(List.of(good, tenfold, slow), RUN);
        assertThat(profile.furthest(2)).containsExactly(slow, tenfold);
    }

    @Test
    void aStepIsCalledByItsFirstNode() {
        assertThat(Steps.name(pointwise(1).step())).isEqualTo("conv + act");
        assertThat(Steps.shown(pointwise(1).step())).isEqualTo("conv + relu");
        assertThat(Steps.shown(copy(1).step())).isEqualTo("(between layouts)");
    }

    @Test
    void aLongNameKeepsItsEnd() {
        String name = "features.denseblock_1.denselayer_4.conv_2.conv";
        Scope scope = Scope.of("net");
        Node conv = scope.add(name, Conv2d.pointwise(50), scope.input("x", SHAPE));
        PlannedStep step = new PlannedStep(List.of(conv), "product", SHAPE, 1, false);
        assertThat(Steps.name(step)).isEqualTo(name);
        assertThat(Steps.shown(step))
                .isEqualTo("...denseblock_1.denselayer_4.conv_2.conv")
                .hasSize(40);
    }
}
