package kinglet.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import kinglet.kernels.Kernels;
import kinglet.kernels.KernelsProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueCasesTest {

    @Test
    void noCaseComesTwice() {
        assertThat(CatalogueCases.all().stream().map(KernelCase::key)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasCasesAndTheyRun(KernelKind kind) {
        List<KernelCase> cases = CatalogueCases.all().stream()
                .filter(one -> one.kind() == kind)
                .limit(3)
                .toList();
        assertThat(cases).isNotEmpty();
        Kernels kernels = KernelsProviders.best();
        for (KernelCase one : cases) {
            PreparedCase prepared = PreparedCase.of(one, kernels);
            float[] before = prepared.arena().clone();
            for (int part = 0; part < prepared.step().parts(); part++) {
                prepared.step().run(prepared.arena(), part);
            }
            assertThat(prepared.arena()).as(one.key()).isNotEqualTo(before);
        }
    }

    @Test
    void theWorkIsThatOfTheLayer() {
        // 224 x 224 to 112 x 112 pixels, 3 to 64 channels, 7x7 (He et al. 2015, table 1)
        KernelCase stem = CatalogueCases.of(List.of("resnet50")).getFirst();
        assertThat(stem.flops()).isEqualTo(2.0 * 112 * 112 * 64 * 3 * 7 * 7);
        assertThat(stem.key()).contains("planar");
    }

    @Test
    void someNetworksHaveSomeCases() {
        assertThat(CatalogueCases.of(List.of("mobilenet_v2")).stream()
                        .map(KernelCase::kind)
                        .collect(Collectors.toSet()))
                .contains(KernelKind.POINTWISE, KernelKind.DEPTHWISE, KernelKind.FULLY_CONNECTED)
                .doesNotContain(KernelKind.GROUPED, KernelKind.RESPONSE_NORM);
    }
}
