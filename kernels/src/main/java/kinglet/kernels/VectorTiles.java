package kinglet.kernels;

/** Finds the kernel of a tile: by its vectors, and by the distance of its pixels in the input. */
final class VectorTiles {

    private VectorTiles() {}

    /**
     * Computes some pixels of a tile.
     *
     * @param places of all vectors of the output
     * @param pixels how many, 1 to 7
     * @param from place of the first pixel in the input
     * @param step floats from one pixel of the input to the next
     * @param to what is added to the vectors' places for the first pixel
     */
    static void run(
            PackedTile tile, int[] places, int pixels, float[] a, int from, int step, int to, VectorClamp clamp) {
        switch (step) {
            case 2 -> by2(tile, places, pixels, a, from, to, clamp.low(), clamp.high());
            case 16 -> by16(tile, places, pixels, a, from, to, clamp.low(), clamp.high());
            case 32 -> by32(tile, places, pixels, a, from, to, clamp.low(), clamp.high());
            default -> byAny(tile, places, pixels, a, from, step, to, clamp.low(), clamp.high());
        }
    }

    /** The same for pixels that lie 32 floats apart, before and after. */
    static void spread(PackedTile tile, int[] p, int pixels, float[] a, int from, int to, VectorClamp clamp) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int low = clamp.low();
        int high = clamp.high();
        int u = tile.first();
        int to0 = p[u] + to;
        switch (tile.vectors()) {
            case 1 -> VectorTile1Spread.run(pixels, a, from, k, w, low, high, to0);
            case 2 -> VectorTile2Spread.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to);
            default -> VectorTile3Spread.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to, p[u + 2] + to);
        }
    }

    /** The same for pixels that lie side by side, with weights of any kind. */
    static void run(WeightTile tile, int[] places, int pixels, float[] a, int from, int to, VectorClamp clamp) {
        switch (tile) {
            case PackedTile t -> by16(t, places, pixels, a, from, to, clamp.low(), clamp.high());
            case RoundedTile t -> rounded(t, places, pixels, a, from, to, clamp.low(), clamp.high());
        }
    }

    private static void rounded(RoundedTile t, int[] p, int pixels, float[] a, int from, int to, int low, int high) {
        int[] k = t.offsets();
        short[] w = t.weights();
        float[] s = t.scales();
        float[] b = t.bias();
        int u = t.first();
        int to0 = p[u] + to;
        switch (t.vectors()) {
            case 1 -> VectorTile1Rounded.run(pixels, a, from, k, w, s, b, low, high, to0);
            case 2 -> VectorTile2Rounded.run(pixels, a, from, k, w, s, b, low, high, to0, p[u + 1] + to);
            default ->
                VectorTile3Rounded.run(pixels, a, from, k, w, s, b, low, high, to0, p[u + 1] + to, p[u + 2] + to);
        }
    }

    /** The same with vectors of half a block. {@code step}: 2 or 16 */
    static void narrow(PackedTile tile, int[] p, int pixels, float[] a, int from, int step, int to, VectorClamp clamp) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int low = clamp.low();
        int high = clamp.high();
        int u = tile.first();
        int to0 = p[u] + to;
        if (step == 2) {
            switch (tile.vectors()) {
                case 1 -> VectorNarrow1By2.run(pixels, a, from, k, w, low, high, to0);
                case 2 -> VectorNarrow2By2.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to);
                default -> VectorNarrow3By2.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to, p[u + 2] + to);
            }
        } else {
            switch (tile.vectors()) {
                case 1 -> VectorNarrow1.run(pixels, a, from, k, w, low, high, to0);
                case 2 -> VectorNarrow2.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to);
                default -> VectorNarrow3.run(pixels, a, from, k, w, low, high, to0, p[u + 1] + to, p[u + 2] + to);
            }
        }
    }

    private static void by2(PackedTile tile, int[] p, int pixels, float[] a, int from, int to, int low, int high) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int u = tile.first();
        switch (tile.vectors()) {
            case 1 -> VectorTile1By2.run(pixels, a, from, k, w, low, high, p[u] + to);
            case 2 -> VectorTile2By2.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to);
            default -> VectorTile3By2.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        }
    }

    private static void by16(PackedTile tile, int[] p, int pixels, float[] a, int from, int to, int low, int high) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int u = tile.first();
        switch (tile.vectors()) {
            case 1 -> VectorTile1.run(pixels, a, from, k, w, low, high, p[u] + to);
            case 2 -> VectorTile2.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to);
            default -> VectorTile3.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        }
    }

    private static void by32(PackedTile tile, int[] p, int pixels, float[] a, int from, int to, int low, int high) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int u = tile.first();
        switch (tile.vectors()) {
            case 1 -> VectorTile1By32.run(pixels, a, from, k, w, low, high, p[u] + to);
            case 2 -> VectorTile2By32.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to);
            default -> VectorTile3By32.run(pixels, a, from, k, w, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        }
    }

    private static void byAny(
            PackedTile tile, int[] p, int pixels, float[] a, int from, int step, int to, int low, int high) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int u = tile.first();
        switch (tile.vectors()) {
            case 1 -> VectorTile1ByAny.run(pixels, a, from, step, k, w, low, high, p[u] + to);
            case 2 -> VectorTile2ByAny.run(pixels, a, from, step, k, w, low, high, p[u] + to, p[u + 1] + to);
            default ->
                VectorTile3ByAny.run(pixels, a, from, step, k, w, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        }
    }
}
