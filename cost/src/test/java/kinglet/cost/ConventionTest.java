package kinglet.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals against what each tool prints for torchvision's networks. */
class ConventionTest {

    private static long count(String network, Convention convention) {
        return NetworkCost.of(Catalogue.entry(network).build()).multAdds(convention);
    }

    /** torchvision's {@code _ops}, exactly; and THOP's own count of ResNet-50. */
    @ParameterizedTest
    @CsvSource({
        "resnet50,        PAPER, 4089184256",
        "resnet50,        THOP,  4133742592",
        "alexnet,         PAPER, 714188480",
        "squeezenet1_0,   PAPER, 818924576",
        "squeezenet1_1,   PAPER, 349151936",
        "mobilenet_v2,    PAPER, 300774272",
        "efficientnet_b0, PAPER, 385814752"
    })
    void exactCounts(String network, Convention convention, long expected) {
        assertThat(count(network, convention)).isEqualTo(expected);
    }

    /** Readmes round to hundredths of a billion, and lag their code by up to two of them. */
    @ParameterizedTest
    @CsvSource({
        "resnet18,           THOP,      1.82",
        "resnet34,           THOP,      3.68",
        "resnet101,          THOP,      7.87",
        "resnet152,          THOP,      11.61",
        "resnext50_32x4d,    THOP,      4.29",
        "mobilenet_v2,       THOP,      0.33",
        "squeezenet1_1,      THOP,      0.35",
        "alexnet,            PTFLOPS,   0.72",
        "resnet18,           PTFLOPS,   1.83",
        "resnet50,           PTFLOPS,   4.13",
        "resnext50_32x4d,    PTFLOPS,   4.29",
        "squeezenet1_0,      PTFLOPS,   0.84",
        "mobilenet_v2,       PTFLOPS,   0.32",
        "mobilenet_v3_large, PTFLOPS,   0.23",
        "efficientnet_b0,    PTFLOPS,   0.41",
        "googlenet,          PTFLOPS,   1.51",
        "resnet18,           TORCHINFO, 1.81",
        "resnet152,          TORCHINFO, 11.51"
    })
    void countsOfTheReadmes(String network, Convention convention, double billions) {
        assertThat(count(network, convention) / 1e9).isCloseTo(billions, within(0.02));
    }

    /** By fvcore's rules ResNet-50 is its 4,089,184,256 mult-adds, 2 for each of 11,113,984 normalised values, and 7 x 7 x 2048 pooled. */
    @Test
    void fvcoreAddsNormsAndAdaptivePools() {
        assertThat(count("resnet50", Convention.FVCORE)).isEqualTo(4_089_184_256L + 2 * 11_113_984L + 7 * 7 * 2048);
    }

    /** torchinfo adds a bias of 1000 and twice 26,560 channels of norms to ResNet-50. */
    @Test
    void torchinfoCountsParametersTimesPixels() {
        assertThat(count("resnet50", Convention.TORCHINFO)).isEqualTo(4_089_184_256L + 1000 + 2 * 26_560);
    }

    /** DeepSpeed's FLOPs of AlexNet: two a mult-add, a bias an output value of a convolution, ReLUs, and the inputs of the pools. */
    @Test
    void deepspeedCountsFlops() {
        long biases = 64 * 55 * 55 + 192 * 27 * 27 + (384 + 256 + 256) * 13 * 13;
        long relus = biases + 4096 + 4096;
        long pools = 64 * 55 * 55 + 192 * 27 * 27 + 256 * 13 * 13 + 256 * 6 * 6;
        assertThat(count("alexnet", Convention.DEEPSPEED)).isEqualTo(2 * 714_188_480L + biases + relus + pools);
    }

    @Test
    void anUnknownConventionIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Convention.named("flops"))
                .hasMessageContaining("paper, thop, ptflops, fvcore, torchinfo, deepspeed");
    }
}
