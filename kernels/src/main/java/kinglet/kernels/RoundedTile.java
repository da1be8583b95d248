package kinglet.kernels;

/**
 * Weights in 16 bits with a scale for each lane: half the memory, and half the time where they are read from far away. A weight errs by at most
 * 1/65534 of the largest of its lane; tiles where that would be much beside the usual weight keep their floats ({@link #fits}).
 *
 * @param weights for each offset the whole numbers of the lanes
 * @param scales of the lanes
 * @param bias of the lanes
 */
record RoundedTile(int first, int vectors, int[] offsets, short[] weights, float[] scales, float[] bias)
        implements WeightTile {

    /** The largest weight of a lane beside the root of their mean square: the error of a sum is then below 7e-5 of its own. */
    private static final double STEEPEST = 8;

    static boolean fits(PackedTile tile) {
        int lanes = lanes(tile);
        float[] w = tile.weights();
        for (int lane = 0; lane < lanes; lane++) {
            double squares = 0;
            for (int i = lane + lanes; i < w.length; i += lanes) {
                squares += (double) w[i] * w[i];
            }
            if (!(largest(w, lane, lanes) <= STEEPEST * Math.sqrt(squares / tile.offsets().length))) {
                return false;
            }
        }
        return true;
    }

    static RoundedTile of(PackedTile tile) {
        int lanes = lanes(tile);
        float[] w = tile.weights();
        short[] rounded = new short[w.length - lanes];
        float[] scales = new float[lanes];
        float[] bias = new float[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            float largest = largest(w, lane, lanes);
            scales[lane] = largest / Short.MAX_VALUE;
            bias[lane] = w[lane];
            for (int i = lane + lanes; i < w.length && largest > 0; i += lanes) {
                rounded[i - lanes] = (short) Math.rint(w[i] / (double) largest * Short.MAX_VALUE);
            }
        }
        return new RoundedTile(tile.first(), tile.vectors(), tile.offsets(), rounded, scales, bias);
    }

    private static int lanes(PackedTile tile) {
        return tile.vectors() * VectorLanes.WIDTH;
    }

    private static float largest(float[] w, int lane, int lanes) {
        float largest = 0;
        for (int i = lane + lanes; i < w.length; i += lanes) {
            largest = Math.max(largest, Math.abs(w[i]));
        }
        return largest;
    }
}
