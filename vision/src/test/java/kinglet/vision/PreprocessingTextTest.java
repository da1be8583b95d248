package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTextTest {

    @Test
    void everyPreprocessingOfTheCatalogueIsReadBack() {
        for (Entry entry : Catalogue.entries()) {
            String text = PreprocessingText.of(entry.preprocessing());
            assertThat(PreprocessingText.parse(text)).as(text).isEqualTo(entry.preprocessing());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "torchvision",
                "resize=256 crop=224",
                "resize=-1 crop=224 interpolation=bilinear resizing=whole_levels order=rgb mean=0,0,0 std=1,1,1",
                "resize=256 crop=99999999 interpolation=bilinear resizing=whole_levels order=rgb mean=0,0,0 std=1,1,1",
                "resize=256 crop=224 interpolation=odd resizing=whole_levels order=rgb mean=0,0,0 std=1,1,1",
                "resize=256 crop=224 interpolation=bilinear resizing=whole_levels order=rgb mean=0 std=1,1,1",
                "resize=256 crop=224 interpolation=bilinear resizing=whole_levels order=gray mean=NaN std=1",
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PreprocessingText.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("--preprocess");
    }
}
