package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kinglet.kernels.View.Border;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions of whole batches, image by image against the definitions. */
class VectorBatchConvolutionTest {

    private static final int LANES = View.LANES;

    /** Allowed error relative to the largest value of a result. */
    private static final double TOLERANCE = 3e-5;

    /** Between and behind what belongs to the convolution; read by mistake, it spoils everything. */
    private static final float FOREIGN = Float.NaN;

    /** @param shuffled whether channels lie at any lanes */
    private record Case(GradientCase shape, int images, boolean shuffled) {
        View input() {
            return view(LANES, shape.in(), shape.height(), shape.width(), images);
        }

        View output() {
            View in = input();
            int height = (shape.height() + vertical() - shape.dilation() * (shape.kernelHeight() - 1) - 1)
                            / shape.strideHeight()
                    + 1;
            int width = (shape.width() + horizontal() - shape.dilation() * (shape.kernelWidth() - 1) - 1)
                            / shape.strideWidth()
                    + 1;
            int behind = in.blocks()[in.blocks().length - 1] + (in.height() + 1) * in.rowStride();
            return view(behind + 3 * LANES, shape.out(), height, width, images);
        }

        private int vertical() {
            return shape.padding().top() + shape.padding().bottom();
        }

        private int horizontal() {
            return shape.padding().left() + shape.padding().right();
        }

        private View view(int from, int channels, int height, int width, int images) {
            int full = Math.ceilDiv(channels, LANES);
            int blocks = shuffled && channels > full ? full + 1 : full;
            int step = (height * width * images + 1) * LANES;
            List<Integer> places = new ArrayList<>(IntStream.range(0, blocks * LANES)
                    .map(i -> from + i / LANES * step + i % LANES)
                    .boxed()
                    .toList());
            Random random = new Random(shape.seed());
            do {
                Collections.shuffle(places, random);
            } while (shuffled
                    && places.stream()
                                    .limit(channels)
                                    .mapToInt(i -> (i - from) / step)
                                    .distinct()
                                    .count()
                            < blocks);
            if (!shuffled) {
                Collections.sort(places);
            }
            return new View(
                    height,
                    width,
                    width * images * LANES,
                    images * LANES,
                    IntStream.range(0, blocks).map(b -> from + b * step).toArray(),
                    places.stream().limit(channels).mapToInt(i -> i).toArray(),
                    Border.NONE);
        }

        Convolution convolution() {
            Random r = new Random(shape.seed() + 1);
            return new Convolution(
                    input(),
                    output(),
                    shape.kernelHeight(),
                    shape.kernelWidth(),
                    shape.strideHeight(),
                    shape.strideWidth(),
                    shape.dilation(),
                    shape.dilation(),
                    shape.padding().top(),
                    shape.padding().left(),
                    1,
                    Samples.floats(r, shape.weights()),
                    Samples.floats(r, shape.out()),
                    List.of());
        }
    }

    static Stream<Case> cases() {
        Stream<Case> usual = Stream.of(
                new Case(GradientCase.of(16, 16, 1, 3, 1, 2, 2), 16, false),
                new Case(GradientCase.of(48, 64, 1, 3, 1, 2, 2), 64, false),
                new Case(GradientCase.of(80, 40, 1, 3, 1, 4, 4), 33, false),
                new Case(GradientCase.of(33, 50, 1, 3, 2, 4, 3), 70, true),
                new Case(GradientCase.of(600, 24, 1, 3, 1, 3, 2), 11, false),
                new Case(GradientCase.of(24, 600, 1, 3, 1, 1, 1), 40, true),
                new Case(GradientCase.of(24, 40, 1, 1, 2, 3, 4), 20, false),
                new Case(GradientCase.of(20, 20, 1, 5, 1, 1, 2), 32, false),
                new Case(GradientCase.of(48, 30, 1, 1, 1, 1, 1), 37, false),
                new Case(GradientCase.of(64, 600, 1, 1, 1, 1, 1), 16, false),
                new Case(GradientCase.of(80, 300, 1, 1, 1, 1, 1), 70, true),
                new Case(GradientCase.of(40, 33, 1, 1, 1, 1, 1), 5, false));
        Stream<Case> random = LongStream.range(0, 400)
                .mapToObj(GradientCase::random)
                .filter(c -> c.groups() == 1 && c.height() * c.width() <= 80)
                .map(c -> new Case(c, 1 + (int) (c.seed() % 37), c.seed() % 2 == 0));
        return Stream.concat(usual, random);
    }

    /** The convolution, and an arena in which it lies, with values in the input and in the gradient of the output. */
    private static final class Trial {
        final Case of;
        final Convolution c;
        final int from;
        final BatchConvolution batch;
        final float[] arena;
        final List<float[][][]> inputs = new ArrayList<>();
        final List<float[][][]> gradients = new ArrayList<>();

        Trial(Case of) {
            this.of = of;
            this.c = of.convolution();
            View out = c.output();
            this.from = out.blocks()[out.blocks().length - 1] + (out.height() + 1) * out.rowStride();
            this.batch = VectorBatchConvolution.of(
                    c,
                    BatchPixels.of(c, of.images()),
                    VectorPlaces.of(OutputPixels.dense(c.input()), LANES).orElseThrow(),
                    VectorPlaces.of(OutputPixels.dense(out), LANES).orElseThrow(),
                    from);
            this.arena = new float[from + Math.max(batch.inputSize(), batch.outputSize()) + LANES];
            Arrays.fill(arena, FOREIGN);
            Random random = new Random(of.shape().seed());
            for (int image = 0; image < of.images(); image++) {
                inputs.add(fill(c.input(), image, random));
                gradients.add(fill(out, image, random));
            }
        }

        private float[][][] fill(View view, int image, Random random) {
            float[][][] values = new float[view.channelCount()][view.height()][view.width()];
            for (int block : view.blocks()) {
                for (int pixel = 0; pixel < view.height() * view.width(); pixel++) {
                    int place = block + (pixel * of.images() + image) * LANES;
                    // dead lanes hold zeros
                    Arrays.fill(arena, place, place + LANES, 0f);
                }
            }
            for (int channel = 0; channel < values.length; channel++) {
                for (int y = 0; y < view.height(); y++) {
                    for (int x = 0; x < view.width(); x++) {
                        values[channel][y][x] = random.nextFloat() - 1 / 3f;
                        arena[view.index(channel, y, x) + image * LANES] = values[channel][y][x];
                    }
                }
            }
            return values;
        }

        /** Checks what a method leaves of a block of a view. */
        void check(View view, int block, float[] own, int to, int image, double[][][] expected) {
            double largest = Arrays.stream(expected)
                    .flatMap(Arrays::stream)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            for (int channel = 0; channel < view.channelCount(); channel++) {
                int lane = view.channels()[channel] - view.blocks()[block];
                for (int pixel = 0; pixel < view.height() * view.width() && lane >= 0 && lane < LANES; pixel++) {
                    double value = expected[channel][pixel / view.width()][pixel % view.width()];
                    assertThat((double) own[to + (pixel * of.images() + image) * LANES + lane])
                            .as("%s: channel %d, pixel %d, image %d", of, channel, pixel, image)
                            .isCloseTo(value, within(TOLERANCE * Math.max(1, largest)));
                }
            }
        }

        float[] own(View view, int blocks) {
            float[] own = new float[(blocks * view.height() * view.width() * of.images() + 2) * LANES];
            Arrays.fill(own, 5f);
            return own;
        }

        void checkRest(float[] own) {
            for (int i = 0; i < LANES; i++) {
                assertThat(own[i]).as("%s: before the block", of).isEqualTo(5f);
                assertThat(own[own.length - 1 - i])
                        .as("%s: behind the block", of)
                        .isEqualTo(5f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convolves(Case of) {
        Trial t = new Trial(of);
        View in = t.c.input();
        View out = t.c.output();
        for (int block = 0; block < in.blocks().length; block++) {
            t.batch.turnInput(t.arena, in.blocks()[block], t.arena, block);
        }
        assertThat(t.arena[t.from + t.batch.inputSize()]).isNaN();
        for (int block = 0; block < out.blocks().length; block++) {
            float[] own = t.own(out, 1);
            t.batch.output(t.c.weights(), t.c.bias(), t.arena, block, own, LANES);
            t.checkRest(own);
            for (int image = 0; image < of.images(); image++) {
                t.check(out, block, own, LANES, image, Direct.convolution(t.c, t.inputs.get(image)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheGradientOfTheInput(Case of) {
        Trial t = new Trial(of);
        View in = t.c.input();
        View out = t.c.output();
        for (int block = 0; block < out.blocks().length; block++) {
            t.batch.turnGradient(t.arena, out.blocks()[block], t.arena, block);
        }
        int together = t.batch.inputsTogether();
        for (int block = 0; block < in.blocks().length; block += together) {
            float[] own = t.own(in, together);
            int size = in.height() * in.width() * of.images() * LANES;
            t.batch.inputGradient(t.c.weights(), t.arena, block, own, LANES, size);
            t.checkRest(own);
            for (int b = block; b < Math.min(block + together, in.blocks().length); b++) {
                for (int image = 0; image < of.images(); image++) {
                    int at = LANES + (b - block) * size;
                    t.check(in, b, own, at, image, DirectGradients.input(t.c, t.gradients.get(image)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheGradientOfTheWeights(Case of) {
        Trial t = new Trial(of);
        float[] gradient = new float[t.c.weights().length];
        Arrays.fill(gradient, Float.NaN);
        for (int block = 0; block < t.c.output().blocks().length; block++) {
            t.batch.weightGradient(t.arena, block, gradient);
        }
        double[] expected = new double[gradient.length];
        for (int image = 0; image < of.images(); image++) {
            double[] share = DirectGradients.weights(t.c, t.inputs.get(image), t.gradients.get(image));
            Arrays.setAll(expected, i -> expected[i] + share[i]);
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) gradient[i])
                    .as("%s: weight %d", of, i)
                    .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, largest)));
        }
    }
}
