package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dense 3x3 or 5x5 convolution of stride 1 by Winograd's minimal filtering F(4x4, 3x3) or F(2x2, 5x5) (Lavin and Gray 2015, "Fast algorithms
 * for convolutional neural networks"): each 6x6 patch of the input is transformed, multiplied with the transformed filters in 36 small
 * products, and transformed back to 4x4 or 2x2 outputs; a quarter, or 36 %, of the multiplications. The result differs from a direct sum
 * by 1e-5 to 7e-5 of its rms. A part does some rows of patches for some tiles of outputs, with all it needs in the thread's scratch.
 *
 * @param inputs the vectors of the input
 * @param products for each tile of outputs its 36 products
 * @param firsts the first vector of each tile of outputs
 * @param bias of the lanes of each vector
 * @param most the most patches of a part
 */
record VectorWinograd(
        Convolution convolution,
        VectorPlaces inputs,
        VectorPlaces places,
        WeightTile[][] products,
        int[] firsts,
        float[] bias,
        VectorClamp clamp,
        VectorPosts posts,
        int most,
        int[] sumPlaces,
        Partition partition)
        implements Step {

    private static final int LANES = View.LANES;
    private static final int PATCH = WinogradFilters.PATCH;
    private static final VectorClamp OPEN = VectorClamp.leading(List.of());

    /** Patches that make the products efficient, and so few that their weights still come from memory fast enough. */
    private static final int MANY = 28;

    private static final int FEW = 8;

    /** Floats of transformed patches that leave room for the rest in a second-level cache of 1 MB. */
    private static final int ROOM = 150_000;

    /** Whether it is faster than the direct product: in units of the direct product's multiplications. */
    static boolean handles(Convolution c) {
        View out = c.output();
        int taps = c.kernelHeight();
        boolean shape = (taps == 3 || taps == 5)
                && c.kernelWidth() == taps
                && c.strideHeight() == 1
                && c.strideWidth() == 1
                && c.dilationHeight() == 1
                && c.dilationWidth() == 1
                && c.groups() == 1;
        if (!shape) {
            return false;
        }
        int patches = patches(c, out.height()) * patches(c, out.width());
        double transforms = 1 + 15.0 / out.channelCount() + 12.0 / c.input().channelCount();
        boolean faster = 1.2 * PATCH * patches * transforms < taps * taps * (double) out.height() * out.width();
        return faster && patches >= 4 && VectorPlaces.of(c.input()).isPresent();
    }

    /** Outputs of a patch in a row: with the taps, they read six inputs. */
    private static int outputs(Convolution c) {
        return 7 - c.kernelHeight();
    }

    static int patches(Convolution c, int size) {
        return Math.ceilDiv(size, outputs(c));
    }

    static String name(Convolution c) {
        return "winograd %dx%d".formatted(outputs(c), outputs(c));
    }

    static VectorWinograd prepare(Convolution c, VectorPlaces places) {
        return prepare(c, places, false);
    }

    /** {@code empty}: with zeros for weights */
    static VectorWinograd prepare(Convolution c, VectorPlaces places, boolean empty) {
        Optional<VectorPlaces> inputs = VectorPlaces.of(c.input());
        int columns = patches(c, c.output().width());
        int rows = patches(c, c.output().height());
        int[] firsts = firsts(places.count());
        int bandRows = bandRows(rows, columns, c.input().channelCount());
        int rowBands = (rows + bandRows - 1) / bandRows;
        // each band of tiles transforms the input again: 15 / outputs of the work
        int tileBands = rowBands >= 8 ? 1 : Math.clamp(c.output().channelCount() / 128, 1, firsts.length);
        Partition partition = new Partition(rows, firsts.length, rowBands, tileBands);
        int most = (rows + rowBands - 1) / rowBands * columns;
        int[] offsets = offsets(inputs.orElseThrow(), most);
        WeightTile[][] products = new WeightTile[firsts.length][];
        for (int t = 0; t < firsts.length; t++) {
            int end = t + 1 < firsts.length ? firsts[t + 1] : places.count();
            int vectors = end - firsts[t];
            products[t] = empty
                    ? WinogradFilters.empty(vectors, offsets)
                    : WinogradFilters.pack(c, places, firsts[t], vectors, offsets);
        }
        VectorClamp clamp = VectorClamp.leading(c.posts());
        return new VectorWinograd(
                c,
                inputs.orElseThrow(),
                places,
                products,
                firsts,
                places.spread(c.bias()),
                clamp,
                VectorPosts.of(places, clamp.rest()),
                most,
                new int[] {0, most * LANES, 2 * most * LANES},
                partition);
    }

    /** Tiles as wide as the kernels allow, and none of one vector if it can be helped. */
    static int[] firsts(int vectors) {
        int widest = VectorProduct.WIDEST;
        int tiles = (vectors + widest - 1) / widest;
        int[] firsts = new int[tiles];
        Arrays.setAll(firsts, t -> (int) ((long) vectors * t / tiles));
        return firsts;
    }

    /** Rows of patches of a part. */
    private static int bandRows(int rows, int columns, int channels) {
        int fit = Math.min(MANY, ROOM / (PATCH * channels));
        int wanted = Math.max(1, fit / columns);
        while (wanted > 1 && (rows + wanted - 1) / wanted < 4 && (wanted - 1) * columns >= FEW) {
            wanted--;
        }
        return Math.min(wanted, rows);
    }

    /** Where each input channel lies in the transformed patches: {@code [block][patch][16]}. */
    static int[] offsets(VectorPlaces inputs, int most) {
        int[] offsets = new int[inputs.view().channelCount()];
        for (int u = 0; u < inputs.count(); u++) {
            for (int lane = 0; lane < VectorLanes.WIDTH; lane++) {
                if (inputs.channels()[u][lane] != VectorPlaces.DEAD) {
                    offsets[inputs.channels()[u][lane]] = slot(u, most) + lane;
                }
            }
        }
        return offsets;
    }

    static int slot(int vector, int most) {
        int lanes = vector * VectorLanes.WIDTH;
        return lanes / LANES * most * LANES + lanes % LANES;
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        int columns = patches(convolution, convolution.output().width());
        int patches = (rowTo - rowFrom) * columns;
        int inputStep = (inputs.count() * VectorLanes.WIDTH + LANES - 1) / LANES * most * LANES;
        int sumStep = VectorProduct.WIDEST * most * LANES;
        int sums = PATCH * inputStep;
        int between = sums + PATCH * sumStep;
        float[] w = Scratch.own().workspace(between + 2 * PATCH * LANES);
        for (int u = 0; u < inputs.count(); u++) {
            for (int g = 0; g < patches; g++) {
                int to = slot(u, most) + g * LANES;
                int row = rowFrom + g / columns;
                transform(convolution, inputs.places()[u], arena, row, g % columns, w, between, to, inputStep);
            }
        }
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            multiply(products[t], w, patches, inputStep, sums, sumStep);
            for (int v = 0; v < products[t][0].vectors(); v++) {
                for (int g = 0; g < patches; g++) {
                    int from = sums + sumPlaces[v] + g * LANES;
                    finish(arena, firsts[t] + v, rowFrom + g / columns, g % columns, w, from, sumStep, between);
                }
            }
        }
        int first = firsts[partition.tileFrom(part)];
        int last = partition.tileTo(part) < firsts.length ? firsts[partition.tileTo(part)] : places.count();
        int top = outputs(convolution) * rowFrom;
        int bottom = Math.min(outputs(convolution) * rowTo, convolution.output().height());
        posts.apply(arena, first, last, top, bottom);
        Borders.zero(arena, convolution.output(), partition, part, top, bottom);
    }

    /** One vector of one patch of the input; where the patch reaches beyond what the last outputs read, zeros stand in. */
    static void transform(
            Convolution c, int vector, float[] arena, int row, int column, float[] w, int between, int to, int step) {
        View input = c.input();
        int outputs = outputs(c);
        int top = outputs * row - c.padTop();
        int left = outputs * column - c.padLeft();
        int from = vector + top * input.rowStride() + left * LANES;
        int rows = Math.min(6, c.output().height() + 6 - outputs * (row + 1));
        int columns = Math.min(6, c.output().width() + 6 - outputs * (column + 1));
        if (rows == 6 && columns == 6) {
            VectorWinogradTransforms.inputRows(arena, from, input.rowStride(), w, between);
        } else {
            int patch = between + PATCH * LANES;
            Arrays.fill(w, patch, patch + PATCH * LANES, 0f);
            VectorWinogradTransforms.copy(arena, from, input.rowStride(), w, patch, 6 * LANES, rows, columns);
            VectorWinogradTransforms.inputRows(w, patch, 6 * LANES, w, between);
        }
        VectorWinogradTransforms.inputColumns(w, between, to, step);
    }

    private void multiply(WeightTile[] tiles, float[] w, int patches, int inputStep, int sums, int sumStep) {
        int runs = VectorProduct.runs(patches);
        for (int i = 0; i < PATCH; i++) {
            int first = 0;
            for (int r = 1; r <= runs; r++) {
                int next = patches * r / runs;
                int from = i * inputStep + first * LANES;
                int to = sums + i * sumStep + first * LANES;
                VectorTiles.run(tiles[i], sumPlaces, next - first, w, from, to, OPEN);
                first = next;
            }
        }
    }

    /** One vector of the outputs of a patch, as far as they lie in the output. */
    private void finish(float[] arena, int vector, int row, int column, float[] w, int from, int step, int between) {
        View output = convolution.output();
        int outputs = outputs(convolution);
        int to = places.places()[vector] + outputs * (row * output.rowStride() + column * LANES);
        int rows = Math.min(outputs, output.height() - outputs * row);
        int columns = Math.min(outputs, output.width() - outputs * column);
        int lanes = vector * VectorLanes.WIDTH;
        if (rows == outputs && columns == outputs) {
            outputs(w, from, step, between, lanes, arena, to, output.rowStride());
        } else {
            int square = between + PATCH * LANES;
            outputs(w, from, step, between, lanes, w, square, outputs * LANES);
            VectorWinogradTransforms.copy(w, square, outputs * LANES, arena, to, output.rowStride(), rows, columns);
        }
    }

    private void outputs(float[] w, int from, int step, int between, int lanes, float[] a, int to, int rowStep) {
        if (outputs(convolution) == 4) {
            VectorWinogradTransforms.outputRows4(w, from, step, between);
            VectorWinogradTransforms.outputColumns4(w, between, bias, lanes, clamp.low(), clamp.high(), a, to, rowStep);
        } else {
            VectorWinogradTransforms.outputRows2(w, from, step, between);
            VectorWinogradTransforms.outputColumns2(w, between, bias, lanes, clamp.low(), clamp.high(), a, to, rowStep);
        }
    }
}
