package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.graph.Shape;
import kinglet.networks.Interpolation;
import kinglet.train.Recipe;
import kinglet.train.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
    private static final int DRAWS = 20_000;

    private final SplittableRandom random = new SplittableRandom(3);

    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return Picture.of(rgb, width, height);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.3, 0.3", "1, 1"})
    void flipsThatShareOfPictures(double probability, double expected) {
        Picture picture = Picture.of(new byte[] {1, 2, 3, 4, 5, 6}, 2, 1);
        int flips = 0;
        for (int i = 0; i < DRAWS; i++) {
            byte[] rgb = new HorizontalFlip(probability).apply(picture, random).rgb();
            assertThat(rgb).isIn(new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {4, 5, 6, 1, 2, 3});
            flips += rgb[0] == 4 ? 1 : 0;
        }
        assertThat(flips / (double) DRAWS).isEqualTo(expected, within(4 * Math.sqrt(0.21 / DRAWS)));
    }

    /** Up to half of the area, every shape between 3:4 and 4:3 fits, so no attempt fails and both are uniform as drawn. */
    @Test
    void drawsAreasEvenlyAndRatiosEvenlyInTheirLogarithm() {
        RandomResizedCrop crop = new RandomResizedCrop(8, 0.08, 0.5);
        RandomResizedCrop.Part[] parts = IntStream.range(0, DRAWS)
                .mapToObj(_ -> crop.part(1000, 1000, random))
                .toArray(RandomResizedCrop.Part[]::new);
        evenly(parts, p -> (p.width() * p.height() / 1e6 - 0.08) / 0.42);
        double log = Math.log(4 / 3.0);
        evenly(parts, p -> (Math.log((double) p.width() / p.height()) + log) / (2 * log));
        evenly(parts, p -> p.x() / (1000.0 - p.width()));
        evenly(parts, p -> p.y() / (1000.0 - p.height()));
    }

    /** The greatest distance from the even distribution is below Kolmogorov's bound of 1 in 1000, 1.95 / sqrt(n). */
    private static void evenly(RandomResizedCrop.Part[] parts, ToDoubleFunction<RandomResizedCrop.Part> value) {
        double[] sorted = Arrays.stream(parts).mapToDouble(value).sorted().toArray();
        double distance = IntStream.range(0, sorted.length)
                .mapToDouble(i -> Math.abs(sorted[i] - (i + 0.5) / sorted.length))
                .max()
                .orElseThrow();
        assertThat(distance).isLessThan(1.95 / Math.sqrt(sorted.length) + 0.002);
    }

    @ParameterizedTest
    @CsvSource({"1000, 10, 493, 0, 13, 10", "10, 1000, 0, 493, 10, 13"})
    void takesTheCentreWhenNothingFits(int width, int height, int x, int y, int w, int h) {
        RandomResizedCrop crop = new RandomResizedCrop(8, 1, 1);
        assertThat(crop.part(width, height, random)).isEqualTo(new RandomResizedCrop.Part(x, y, w, h));
    }

    @Test
    void cropsAWholePictureToItself() {
        Picture picture = noise(9, 9);
        Picture crop = new RandomResizedCrop(9, 1, 1, 1, 1, Interpolation.BILINEAR).apply(picture, random);
        assertThat(crop.rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void padsWithBlackAndShiftsByUpToThePadding() {
        Picture picture = noise(6, 6);
        boolean[][] seen = new boolean[5][5];
        for (int i = 0; i < 2000; i++) {
            Picture crop = new RandomCrop(6, 2).apply(picture, random);
            int shift = shiftOf(crop, picture);
            seen[shift / 5][shift % 5] = true;
        }
        assertThat(seen)
                .isDeepEqualTo(IntStream.range(0, 5)
                        .mapToObj(_ -> new boolean[] {true, true, true, true, true})
                        .toArray(boolean[][]::new));
        assertThat(new RandomCrop(8, 0).apply(noise(3, 20), random).width()).isEqualTo(8);
    }

    private static int shiftOf(Picture crop, Picture picture) {
        for (int shift = 0; shift < 25; shift++) {
            boolean same = true;
            for (int i = 0; i < 36 && same; i++) {
                int x = i % 6 + shift % 5 - 2;
                int y = i / 6 + shift / 5 - 2;
                boolean inside = x >= 0 && x < 6 && y >= 0 && y < 6;
                same = crop.sample(i % 6, i / 6, 1) == (inside ? picture.sample(x, y, 1) : 0);
            }
            if (same) {
                return shift;
            }
        }
        throw new AssertionError("the crop is no part of the padded picture");
    }

    @Test
    void takesASquareOfTheResizedPicture() {
        Picture crop = new RandomShorterSide(16, 32, 16).apply(noise(100, 40), random);
        assertThat(crop.width()).isEqualTo(16);
        assertThat(crop.height()).isEqualTo(16);
    }

    @Test
    void jittersWithinItsRange() {
        Picture grey = Picture.of(new byte[] {100, 100, 100}, 1, 1);
        double[] values = IntStream.range(0, DRAWS)
                .mapToDouble(
                        _ -> new ColorJitter(0.4, 0, 0, 0).apply(grey, random).sample(0, 0, 0))
                .toArray();
        assertThat(Arrays.stream(values).min().orElseThrow()).isEqualTo(60, within(1.0));
        assertThat(Arrays.stream(values).max().orElseThrow()).isEqualTo(139, within(1.0));
        assertThat(Arrays.stream(values).average().orElseThrow()).isEqualTo(99.5, within(0.7));
        Picture picture = noise(5, 4);
        assertThat(new ColorJitter(0, 0, 0, 0).apply(picture, random)).isSameAs(picture);
    }

    @Test
    void addsOneColourToAllPixels() {
        Picture picture = Picture.of(new byte[] {100, 100, 100, 50, 60, 70}, 2, 1);
        Picture lit = new Lighting(0.1).apply(picture, random);
        for (int c = 0; c < 3; c++) {
            assertThat(lit.sample(0, 0, c) - 100).isEqualTo(lit.sample(1, 0, c) - picture.sample(1, 0, c));
        }
    }

    @Test
    void erasesARectangleOfItsShareOfArea() {
        Shape image = new Shape(3, 40, 50);
        RandomErasing erasing = new RandomErasing(0.5);
        int erased = 0;
        for (int i = 0; i < 2000; i++) {
            float[] values = new float[2 * image.size()];
            Arrays.fill(values, 1);
            erasing.erase(values, image.size(), image, random);
            int zeros = 0;
            for (float value : values) {
                zeros += value == 0 ? 1 : 0;
            }
            if (zeros > 0) {
                erased++;
                assertThat(zeros % 3).isZero();
                assertThat(zeros / 3.0 / image.area()).isBetween(0.017, 0.35);
                assertThat(values[0]).isEqualTo(1);
            }
        }
        assertThat(erased / 2000.0).isEqualTo(0.5, within(4 * Math.sqrt(0.25 / 2000)));
    }

    static Stream<Arguments> recipesAtSizes() {
        return Recipes.all().stream().flatMap(r -> Stream.of(arguments(r, 32), arguments(r, 224)));
    }

    /** No recipe asks for what cannot be done, and each that crops gives pictures of the input's size. */
    @ParameterizedTest
    @MethodSource("recipesAtSizes")
    void doWhatEachRecipeSays(Recipe recipe, int size) {
        Augmenter augmenter = Augmenter.of(recipe.augmentations(), size);
        int parts = augmenter.pictures().size()
                + augmenter.mixings().size()
                + (augmenter.erasing().isPresent() ? 1 : 0);
        assertThat(parts).isEqualTo(recipe.augmentations().size());
        Picture picture = noise(size, size);
        for (PictureTransform transform : augmenter.pictures()) {
            picture = transform.apply(picture, random);
        }
        assertThat(picture.width()).isEqualTo(size);
        assertThat(picture.height()).isEqualTo(size);
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> new HorizontalFlip(1.5)).hasMessageContaining("probability of a flip");
        assertThatThrownBy(() -> new RandomResizedCrop(8, 0.5, 0.1)).hasMessageContaining("the lesser first");
        assertThatThrownBy(() -> new RandomResizedCrop(8, 0.5, 2)).isInstanceOf(DatasetException.class);
        assertThatThrownBy(() -> new ColorJitter(0, 0, 0, 0.6)).hasMessageContaining("hue");
        assertThatThrownBy(() -> new RandAugment(2, 31)).hasMessageContaining("magnitude");
        assertThatThrownBy(() -> new Mixup(Double.NaN)).isInstanceOf(DatasetException.class);
    }
}
