package kinglet.cost;

import static org.assertj.core.api.Assertions.assertThat;

import kinglet.graph.*;
import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;

/** Each guideline on a network made to break it, with the saving worked out by the paper's formulas. */
class LintTest {
    private static final int HW = 28 * 28;

    private final Scope net = Scope.of("bad");
    private final Node input = net.input(new Shape(64, 28, 28));

    private Lint lint(Node output) {
        return Lint.of(net.build(output));
    }

    @Test
    void unequalWidths() {
        Finding finding = lint(net.add("expand", Conv2d.pointwise(256), input))
                .findings(Guideline.G1)
                .getFirst();
        assertThat(finding.layer()).isEqualTo("expand");
        assertThat(finding.cost()).isEqualTo(HW * (64 + 256) + 64 * 256);
        assertThat(finding.saving()).isEqualTo(HW * (64 + 256) + 64 * 256 - (HW * 256 + 128 * 128));
        assertThat(lint(net.add("equal", Conv2d.pointwise(64), input)).findings(Guideline.G1))
                .isEmpty();
    }

    @Test
    void groups() {
        Finding finding = lint(net.add("grouped", Conv2d.of(64, 3).groups(4), input))
                .findings(Guideline.G2)
                .getFirst();
        assertThat(finding.cost()).isEqualTo(HW * 128 + 64 * 16 * 9);
        assertThat(finding.saving()).isEqualTo(HW * 64);
        assertThat(lint(net.add("depthwise", Conv2d.depthwise(64, 3), input)).findings(Guideline.G2))
                .isEmpty();
    }

    @Test
    void fragments() {
        Node a = net.add("a", Conv2d.pointwise(32), input);
        Node b = net.add("b", Conv2d.pointwise(32), input);
        Finding finding =
                lint(net.add(new Concat(), a, b)).findings(Guideline.G3).getFirst();
        assertThat(finding.layer()).isEqualTo("input");
        assertThat(finding.saving()).isEqualTo(64 * HW);
        assertThat(finding.remedy()).contains("one convolution of 64 outputs");
    }

    @Test
    void elementWise() {
        Node conv = net.add("conv", Conv2d.pointwise(64), input);
        Node relu = net.add("relu", Activation.RELU, conv);
        Finding finding = lint(net.add("next", Conv2d.pointwise(64), relu))
                .findings(Guideline.G4)
                .getFirst();
        assertThat(finding.layer()).isEqualTo("relu");
        assertThat(finding.saving()).isEqualTo(2 * 64 * HW);
        assertThat(finding.remedy()).contains("'conv'");
    }

    /** What the paper says of the networks it looked at. */
    @Test
    void theNetworksOfThePaper() {
        assertThat(Lint.of(Catalogue.entry("mobilenet_v2").build()).findings(Guideline.G1))
                .isNotEmpty();
        assertThat(Lint.of(Catalogue.entry("resnext50_32x4d").build()).findings(Guideline.G2))
                .hasSize(16);
        assertThat(Lint.of(Catalogue.entry("googlenet").build()).findings(Guideline.G3))
                .hasSize(9);
    }
}
