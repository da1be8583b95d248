package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kinglet.kernels.View.Border;

/** An arena for tests: every float that belongs to no view is large, and must survive. */
final class Arena {

    private static final int LANES = View.LANES;

    private final Random random;
    private float[] floats = new float[0];

    Arena(long seed) {
        random = new Random(seed);
    }

    float[] floats() {
        return floats;
    }

    /** A view of new floats; its pixels and border are zero and its dead lanes hold rubbish. */
    View view(Layout layout, int channels, int height, int width, Border border) {
        View view = place(layout, channels, height, width, border);
        BitSet own = own(view);
        own.stream().forEach(i -> floats[i] = 77f);
        live(view).stream().forEach(i -> floats[i] = 0f);
        return view;
    }

    private View place(Layout layout, int channels, int height, int width, Border b) {
        int rows = b.top() + height + b.bottom();
        int columns = b.left() + width + b.right();
        int blockCount = (channels + LANES - 1) / LANES + (layout == Layout.BLOCKED ? 0 : 1);
        int pixelStride = switch (layout) {
            case PLANAR -> 1;
            case LAST -> channels + 3;
            case BLOCKED, SHUFFLED, SPREAD, SCATTERED -> LANES;
        };
        int rowStride = switch (layout) {
            case PLANAR -> columns + 2;
            case LAST -> columns * pixelStride;
            case BLOCKED, SHUFFLED, SCATTERED -> blockCount * columns * LANES;
            case SPREAD -> 3 * blockCount * columns * LANES;
        };
        int blockStride = columns * LANES * (layout == Layout.SPREAD ? 2 : 1);
        int planeStride = rows * rowStride + 5;
        int start = grow(layout == Layout.PLANAR ? channels * planeStride : (rows + 1) * rowStride);
        int first = start + b.top() * rowStride + b.left() * pixelStride;
        int[] blocks = new int[layout.wholeBlocks() ? blockCount : 0];
        Arrays.setAll(blocks, i -> first + i * blockStride);
        List<Integer> places = new ArrayList<>();
        int lanes = layout == Layout.PLANAR || layout == Layout.LAST ? channels : blockCount * LANES;
        for (int i = 0; i < lanes; i++) {
            places.add(
                    switch (layout) {
                        case PLANAR -> first + i * planeStride;
                        case LAST -> first + i;
                        case BLOCKED, SHUFFLED, SPREAD, SCATTERED -> first + i / LANES * blockStride + i % LANES;
                    });
        }
        if (layout == Layout.SHUFFLED || layout == Layout.SCATTERED) {
            Collections.shuffle(places, random);
        }
        int[] channelPlaces =
                places.stream().limit(channels).mapToInt(Integer::intValue).toArray();
        return new View(height, width, rowStride, pixelStride, blocks, channelPlaces, b);
    }

    /** Adds floats of other people; returns where they begin. */
    private int grow(int count) {
        int start = floats.length + 32 + random.nextInt(32);
        int old = floats.length;
        floats = Arrays.copyOf(floats, start + count + 64);
        for (int i = old; i < floats.length; i++) {
            floats[i] = 1000 + i % 1000;
        }
        return start;
    }

    /** Random values, a third of them below zero. */
    float[][][] fill(View view, float range) {
        float[][][] values = new float[view.channelCount()][view.height()][view.width()];
        for (int c = 0; c < values.length; c++) {
            for (int y = 0; y < view.height(); y++) {
                for (int x = 0; x < view.width(); x++) {
                    values[c][y][x] = (random.nextFloat() - 1 / 3f) * range;
                    floats[view.index(c, y, x)] = values[c][y][x];
                }
            }
        }
        return values;
    }

    /** Rubbish into the pixels and the border of a view that a step is to write. */
    void soil(View view) {
        own(view).stream().forEach(i -> floats[i] = -55f);
    }

    /** All floats that a step which writes the view may write. */
    private static BitSet own(View view) {
        return places(view, view.isBlocked() ? view.blocks() : view.channels(), view.isBlocked() ? LANES : 1);
    }

    /** The floats that a step which writes the view must write. */
    private static BitSet live(View view) {
        return places(view, view.channels(), 1);
    }

    private static BitSet places(View view, int[] firsts, int lanes) {
        BitSet set = new BitSet();
        Border b = view.border();
        for (int first : firsts) {
            for (int y = -b.top(); y < view.height() + b.bottom(); y++) {
                for (int x = -b.left(); x < view.width() + b.right(); x++) {
                    int at = first + y * view.rowStride() + x * view.pixelStride();
                    set.set(at, at + lanes);
                }
            }
        }
        return set;
    }

    /** Runs the parts of a step, last part first, and checks what it wrote and what it left alone. */
    void check(String what, Step step, View output, double[][][] expected, double tolerance) {
        float[] before = floats.clone();
        for (int part = step.parts() - 1; part >= 0; part--) {
            step.run(floats, part);
        }
        BitSet own = own(output);
        for (int i = 0; i < floats.length; i++) {
            if (!own.get(i) && floats[i] != before[i]) {
                assertThat(floats[i])
                        .as("%s: float %d of another view", what, i)
                        .isEqualTo(before[i]);
            }
        }
        checkBorder(what, output);
        double largest = 1;
        for (double[][] plane : expected) {
            for (double[] row : plane) {
                for (double value : row) {
                    largest = Math.max(largest, Math.abs(value));
                }
            }
        }
        for (int c = 0; c < expected.length; c++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    float value = floats[output.index(c, y, x)];
                    if (!(Math.abs(value - expected[c][y][x]) <= tolerance * largest)) {
                        assertThat((double) value)
                                .as("%s: channel %d, row %d, column %d", what, c, y, x)
                                .isEqualTo(expected[c][y][x]);
                    }
                }
            }
        }
    }

    private void checkBorder(String what, View view) {
        BitSet border = live(view);
        View pixels = new View(
                view.height(),
                view.width(),
                view.rowStride(),
                view.pixelStride(),
                view.blocks(),
                view.channels(),
                Border.NONE);
        border.andNot(live(pixels));
        border.stream().forEach(i -> {
            if (floats[i] != 0f) {
                assertThat(floats[i]).as("%s: border at float %d", what, i).isZero();
            }
        });
    }
}
