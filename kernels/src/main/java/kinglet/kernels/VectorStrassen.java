package kinglet.kernels;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A large 1x1 convolution by Strassen's algorithm in Winograd's form (Strassen 1969, "Gaussian elimination is not optimal"): pixels, inputs and
 * outputs are halved, and seven products of the halves stand for eight. What does not divide by two is done twice: the middle pixel
 * belongs to both halves of the pixels, the middle vector of inputs to both of the inputs, once with zeros for weights. A part does
 * some rows of pixels for some tiles of outputs, with all it needs in the thread's scratch.
 *
 * @param inputs the vectors of the input
 * @param live 1 for each lane of the inputs that holds a channel, 0 for the others
 * @param products for each tile of half the outputs its seven products
 * @param firsts the first vector of each tile
 * @param bias of the lanes of each vector of outputs, and of one more
 * @param most the most pixels of half a part
 */
record VectorStrassen(
        Convolution convolution,
        VectorPlaces inputs,
        float[] live,
        VectorPlaces places,
        PackedTile[][] products,
        int[] firsts,
        float[] bias,
        VectorClamp clamp,
        VectorPosts posts,
        int most,
        int[] sumPlaces,
        int[] inputPixels,
        int[] outputPixels,
        Partition partition)
        implements Step {

    private static final int LANES = View.LANES;
    private static final int WIDTH = VectorLanes.WIDTH;
    private static final int PRODUCTS = StrassenWeights.PRODUCTS;
    private static final VectorClamp OPEN = VectorClamp.leading(List.of());

    /** Floats of the left sides that leave room for the rest in a second-level cache of 1 MB. */
    private static final int ROOM = 75_000;

    /** Enough parts for a few threads to end together. */
    private static final int PARTS = 8;

    /** Pixels below which the weights, which are 7/4 of the plain ones, take longer to come than an eighth of the products. */
    private static final int FEWEST_PIXELS = 150;

    VectorStrassen {
        convolution = convolution.withoutWeights();
    }

    /** Whether it is faster than one product: the sums cost as much as 24 inputs and 24 outputs more. Measured: 6 to 8 % at 512 and 512, or 1024 and 256. */
    static boolean handles(Convolution c) {
        View out = c.output();
        boolean shape = c.kernelHeight() == 1
                && c.kernelWidth() == 1
                && c.strideHeight() == 1
                && c.strideWidth() == 1
                && c.padTop() == 0
                && c.padLeft() == 0
                && c.groups() == 1;
        double sums = 1 + 24.0 / out.channelCount() + 24.0 / c.input().channelCount();
        return shape
                && out.height() * out.width() >= FEWEST_PIXELS
                && PRODUCTS * sums < 8
                && VectorPlaces.of(c.input()).isPresent()
                && filtersDiffer(c);
    }

    /** The two halves of the outputs are rounded differently; but equal filters must give equal results, as in networks of equal weights. */
    private static boolean filtersDiffer(Convolution c) {
        int inputs = c.input().channelCount();
        Set<Integer> hashes = new HashSet<>();
        for (int from = 0; from < c.weights().length; from += inputs) {
            int hash = 0;
            for (int i = from; i < from + inputs; i++) {
                hash = 31 * hash + Float.floatToRawIntBits(c.weights()[i]);
            }
            hashes.add(hash);
        }
        return 2 * hashes.size() > c.output().channelCount();
    }

    static VectorStrassen prepare(Convolution c, VectorPlaces places) {
        VectorPlaces inputs = VectorPlaces.of(c.input()).orElseThrow();
        View output = c.output();
        int half = StrassenWeights.half(inputs.count());
        int[] firsts = VectorWinograd.firsts(StrassenWeights.half(places.count()));
        int fit = Math.max(1, 2 * ROOM / (PRODUCTS * half * WIDTH * output.width()));
        int rowBands = Math.ceilDiv(output.height(), fit);
        // each band of tiles splits the input again
        int tileBands = Math.clamp(Math.ceilDiv(PARTS, rowBands), 1, Math.max(1, firsts.length / 2));
        Partition partition = new Partition(output.height(), firsts.length, rowBands, tileBands);
        int most = StrassenWeights.half(Math.ceilDiv(output.height(), rowBands) * output.width());
        int[] offsets = new int[half * WIDTH];
        Arrays.setAll(offsets, k -> slot(k / WIDTH, most) + k % WIDTH);
        StrassenWeights weights = StrassenWeights.of(c, inputs, places);
        PackedTile[][] products = new PackedTile[firsts.length][PRODUCTS];
        for (int t = 0; t < firsts.length; t++) {
            int first = firsts[t];
            int end = t + 1 < firsts.length ? firsts[t + 1] : StrassenWeights.half(places.count());
            Arrays.setAll(products[t], i -> weights.pack(i, first, end - first, offsets));
        }
        float[] ones = new float[c.input().channelCount()];
        Arrays.fill(ones, 1f);
        VectorClamp clamp = VectorClamp.leading(c.posts());
        return new VectorStrassen(
                c,
                inputs,
                inputs.spread(ones),
                places,
                products,
                firsts,
                Arrays.copyOf(places.spread(c.bias()), (places.count() + 1) * WIDTH),
                clamp,
                VectorPosts.of(places, clamp.rest()),
                most,
                new int[] {0, most * LANES, 2 * most * LANES},
                pixels(c.input()),
                pixels(output),
                partition);
    }

    /** Where each pixel lies relative to the first. */
    private static int[] pixels(View view) {
        int[] pixels = new int[view.height() * view.width()];
        Arrays.setAll(pixels, i -> i / view.width() * view.rowStride() + i % view.width() * LANES);
        return pixels;
    }

    private static int slot(int vector, int most) {
        int lanes = vector * WIDTH;
        return lanes / LANES * most * LANES + lanes % LANES;
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public int rowsTo(int part) {
        return partition.rowTo(part);
    }

    @Override
    public void run(float[] arena, int part) {
        int width = convolution.output().width();
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        int upper = rowFrom * width;
        int count = StrassenWeights.half((rowTo - rowFrom) * width);
        int lower = rowTo * width - count;
        int half = StrassenWeights.half(inputs.count());
        int inputStep = Math.ceilDiv(half * WIDTH, LANES) * most * LANES;
        int sumStep = VectorProduct.WIDEST * most * LANES;
        int sums = PRODUCTS * inputStep;
        float[] w = Scratch.own().workspace(sums + PRODUCTS * sumStep);
        for (int u = 0; u < half; u++) {
            int right = inputs.count() - half + u;
            VectorStrassenSums.split(
                    arena,
                    inputPixels,
                    upper,
                    lower,
                    count,
                    inputs.places()[u],
                    inputs.places()[right],
                    live,
                    u * WIDTH,
                    right * WIDTH,
                    w,
                    slot(u, most),
                    inputStep);
        }
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            multiply(products[t], w, count, inputStep, sums, sumStep);
            for (int v = 0; v < products[t][0].vectors(); v++) {
                join(arena, firsts[t] + v, w, sums + sumPlaces[v], sumStep, upper, lower, count);
            }
        }
        posts(arena, part, rowFrom, rowTo);
        Borders.zero(arena, convolution.output(), partition, part);
    }

    private void multiply(PackedTile[] tiles, float[] w, int pixels, int inputStep, int sums, int sumStep) {
        int runs = VectorProduct.runs(pixels);
        for (int i = 0; i < PRODUCTS; i++) {
            int first = 0;
            for (int r = 1; r <= runs; r++) {
                int next = pixels * r / runs;
                int from = i * inputStep + first * LANES;
                int to = sums + i * sumStep + first * LANES;
                VectorTiles.run(tiles[i], sumPlaces, next - first, w, from, LANES, to, OPEN);
                first = next;
            }
        }
    }

    /** A vector of the first half of the outputs, and the one as far in the second; if there is none, its results go nowhere. */
    private void join(float[] arena, int vector, float[] w, int from, int step, int upper, int lower, int count) {
        int second = StrassenWeights.half(places.count()) + vector;
        boolean none = second == places.count();
        VectorStrassenSums.join(
                w,
                from,
                step,
                outputPixels,
                upper,
                lower,
                count,
                bias,
                vector * WIDTH,
                second * WIDTH,
                clamp.low(),
                clamp.high(),
                arena,
                places.places()[vector],
                none ? Scratch.own().sums(spare()) : arena,
                none ? 0 : places.places()[second]);
    }

    private int spare() {
        return outputPixels[outputPixels.length - 1] + LANES;
    }

    private void posts(float[] arena, int part, int rowFrom, int rowTo) {
        int half = StrassenWeights.half(places.count());
        int first = firsts[partition.tileFrom(part)];
        int last = partition.tileTo(part) < firsts.length ? firsts[partition.tileTo(part)] : half;
        posts.apply(arena, first, last, rowFrom, rowTo);
        posts.apply(arena, half + first, Math.min(half + last, places.count()), rowFrom, rowTo);
    }
}
