package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dense 3x3 or 5x5 convolution of stride 1 by Winograd's minimal filtering F(4x4, 3x3), F(2x2, 3x3) or F(2x2, 5x5) (Lavin and Gray 2015, "Fast
 * algorithms for convolutional neural networks"): each 6x6 or 4x4 patch of the input is transformed, multiplied with the transformed filters
 * in 36 or 16 small products, and transformed back to 4x4 or 2x2 outputs; 25 %, 44 % or 36 % of the multiplications. The result differs from a
 * direct sum by 1e-5 to 7e-5 of its rms with patches of 6x6. A part does some rows of patches for some tiles of outputs, with all
 * it needs in the thread's scratch.
 *
 * @param inputs the vectors of the input
 * @param products for each tile of outputs its weights, one a product
 * @param firsts the first vector of each tile of outputs
 * @param bias of the lanes of each vector
 * @param most the most patches of a part
 */
record VectorWinograd(
        WinogradTile tile,
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
    private static final VectorClamp OPEN = VectorClamp.leading(List.of());

    /** Patches that make the products efficient, and so few that their weights still come from memory fast enough. */
    private static final int MANY = 28;

    private static final int FEW = 8;

    /** Floats of transformed patches that leave room for the rest in a second-level cache of 1 MB. */
    private static final int ROOM = 150_000;

    VectorWinograd {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c) {
        return WinogradTile.of(c).isPresent();
    }

    static String name(Convolution c) {
        int outputs = WinogradTile.of(c).orElseThrow().outputs();
        return "winograd %dx%d".formatted(outputs, outputs);
    }

    static VectorWinograd prepare(Convolution c, VectorPlaces places) {
        return prepare(WinogradTile.of(c).orElseThrow(), c, places);
    }

    static VectorWinograd prepare(WinogradTile tile, Convolution c, VectorPlaces places) {
        return prepare(tile, c, places, Optional.empty());
    }

    /** @param empty where to keep zeros for weights, if they are to be none of the convolution's */
    static VectorWinograd prepare(WinogradTile tile, Convolution c, VectorPlaces places, Optional<WeightStore> empty) {
        Optional<VectorPlaces> inputs = VectorPlaces.of(c.input());
        int columns = tile.patches(c.output().width());
        int rows = tile.patches(c.output().height());
        int[] firsts = firsts(places.count());
        int bandRows = bandRows(rows, columns, tile.products() * c.input().channelCount());
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
            products[t] = empty.isPresent()
                    ? WinogradFilters.empty(tile, vectors, offsets, empty.get())
                    : WinogradFilters.pack(tile, c, places, firsts[t], vectors, offsets);
        }
        VectorClamp clamp = VectorClamp.leading(c.posts());
        return new VectorWinograd(
                tile,
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

    /** Rows of patches of a part; {@code values} of all channels of a patch. */
    private static int bandRows(int rows, int columns, int values) {
        int fit = Math.min(MANY, ROOM / values);
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
        int columns = tile.patches(convolution.output().width());
        int patches = (rowTo - rowFrom) * columns;
        int inputStep = (inputs.count() * VectorLanes.WIDTH + LANES - 1) / LANES * most * LANES;
        int sumStep = VectorProduct.WIDEST * most * LANES;
        int sums = tile.products() * inputStep;
        int between = sums + tile.products() * sumStep;
        float[] w = Scratch.own().workspace(between + 2 * tile.products() * LANES);
        for (int u = 0; u < inputs.count(); u++) {
            for (int g = 0; g < patches; g++) {
                int to = slot(u, most) + g * LANES;
                int row = rowFrom + g / columns;
                transform(tile, convolution, inputs.places()[u], arena, row, g % columns, w, between, to, inputStep);
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
        int top = tile.outputs() * rowFrom;
        int bottom = Math.min(tile.outputs() * rowTo, convolution.output().height());
        posts.apply(arena, first, last, top, bottom);
        Borders.zero(arena, convolution.output(), partition, part, top, bottom);
    }

    /** One vector of one patch of the input; where the patch reaches beyond what the last outputs read, zeros stand in. */
    static void transform(
            WinogradTile tile,
            Convolution c,
            int vector,
            float[] arena,
            int row,
            int column,
            float[] w,
            int between,
            int to,
            int step) {
        View input = c.input();
        int outputs = tile.outputs();
        int top = outputs * row - c.padTop();
        int left = outputs * column - c.padLeft();
        int from = vector + top * input.rowStride() + left * LANES;
        int side = tile.side();
        int rows = Math.min(side, c.output().height() + side - outputs * (row + 1));
        int columns = Math.min(side, c.output().width() + side - outputs * (column + 1));
        if (rows == side && columns == side) {
            inputs(tile, arena, from, input.rowStride(), w, between, to, step);
        } else {
            int patch = between + tile.products() * LANES;
            Arrays.fill(w, patch, patch + tile.products() * LANES, 0f);
            VectorWinogradTransforms.copy(arena, from, input.rowStride(), w, patch, side * LANES, rows, columns);
            inputs(tile, w, patch, side * LANES, w, between, to, step);
        }
    }

    private static void inputs(
            WinogradTile tile, float[] a, int from, int rowStep, float[] w, int between, int to, int step) {
        switch (tile) {
            case F4X3, F2X5 -> {
                VectorWinogradTransforms.inputRows6(a, from, rowStep, w, between);
                VectorWinogradTransforms.inputColumns6(w, between, to, step);
            }
            case F2X3 -> {
                VectorWinogradTransforms.inputRows4(a, from, rowStep, w, between);
                VectorWinogradTransforms.inputColumns4(w, between, to, step);
            }
        }
    }

    private void multiply(WeightTile[] tiles, float[] w, int patches, int inputStep, int sums, int sumStep) {
        int runs = VectorProduct.runs(patches);
        for (int i = 0; i < tiles.length; i++) {
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
        int outputs = tile.outputs();
        int to = places.places()[vector] + outputs * (row * output.rowStride() + column * LANES);
        int rows = Math.min(outputs, output.height() - outputs * row);
        int columns = Math.min(outputs, output.width() - outputs * column);
        int lanes = vector * VectorLanes.WIDTH;
        if (rows == outputs && columns == outputs) {
            outputs(w, from, step, between, lanes, arena, to, output.rowStride());
        } else {
            int square = between + tile.products() * LANES;
            outputs(w, from, step, between, lanes, w, square, outputs * LANES);
            VectorWinogradTransforms.copy(w, square, outputs * LANES, arena, to, output.rowStride(), rows, columns);
        }
    }

    private void outputs(float[] w, int from, int step, int between, int lanes, float[] a, int to, int rowStep) {
        int low = clamp.low();
        int high = clamp.high();
        switch (tile) {
            case F4X3 -> {
                VectorWinogradTransforms.outputRows6To4(w, from, step, between);
                VectorWinogradTransforms.outputColumns6To4(w, between, bias, lanes, low, high, a, to, rowStep);
            }
            case F2X5 -> {
                VectorWinogradTransforms.outputRows6To2(w, from, step, between);
                VectorWinogradTransforms.outputColumns6To2(w, between, bias, lanes, low, high, a, to, rowStep);
            }
            case F2X3 -> {
                VectorWinogradTransforms.outputRows4To2(w, from, step, between);
                VectorWinogradTransforms.outputColumns4To2(w, between, bias, lanes, low, high, a, to, rowStep);
            }
        }
    }
}
