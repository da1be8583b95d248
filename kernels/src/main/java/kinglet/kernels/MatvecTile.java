package kinglet.kernels;

/**
 * The weights of four vectors of outputs of a fully connected layer, in the order in which they are read.
 *
 * <p>Every weight is read once a run, so a large layer is as fast as its weights come from memory. They are kept in 16 bits with a
 * scale for each output, if they are many: half the time and half the memory. A weight then errs by at most 1/65534 of the
 * largest of its output; tiles where that would be much beside the usual weight keep their floats.
 */
sealed interface MatvecTile {

    /** Vectors of a tile. */
    int VECTORS = 4;

    /** Weights of a layer, above which they do not stay in the caches of a core: 1 MB as floats. */
    int MANY = 1 << 18;

    /** The largest weight of an output beside the root of their mean square: the error of a sum is then below 7e-5 of its own. */
    double STEEPEST = 8;

    int inputs();

    /** The sums of the outputs. */
    void multiply(float[] a, float[] sums);

    /** Weights as they are. */
    record Floats(int[] offsets, float[] weights) implements MatvecTile {
        @Override
        public int inputs() {
            return offsets.length;
        }

        @Override
        public void multiply(float[] a, float[] sums) {
            VectorMatvecRows.multiply(a, offsets, weights, sums);
        }
    }

    /** Weights in 16 bits. */
    record Shorts(int[] offsets, short[] weights, float[] scales, float[] bias) implements MatvecTile {
        @Override
        public int inputs() {
            return offsets.length;
        }

        @Override
        public void multiply(float[] a, float[] sums) {
            VectorMatvecRows.multiply(a, offsets, weights, scales, bias, sums);
        }
    }

    /** Chooses for a layer of so many weights. */
    static MatvecTile of(PackedTile tile, long layerWeights) {
        Floats floats = new Floats(tile.offsets(), tile.weights());
        return layerWeights > MANY && isEven(tile) ? shorts(tile) : floats;
    }

    private static int lanes(PackedTile tile) {
        return tile.vectors() * VectorLanes.WIDTH;
    }

    private static boolean isEven(PackedTile tile) {
        int lanes = lanes(tile);
        float[] w = tile.weights();
        for (int lane = 0; lane < lanes; lane++) {
            double squares = 0;
            double largest = 0;
            for (int i = lane + lanes; i < w.length; i += lanes) {
                squares += (double) w[i] * w[i];
                largest = Math.max(largest, Math.abs(w[i]));
            }
            if (!(largest <= STEEPEST * Math.sqrt(squares / tile.offsets().length))) {
                return false;
            }
        }
        return true;
    }

    private static Shorts shorts(PackedTile tile) {
        int lanes = lanes(tile);
        float[] w = tile.weights();
        short[] rounded = new short[w.length - lanes];
        float[] scales = new float[lanes];
        float[] bias = new float[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            float largest = 0;
            for (int i = lane + lanes; i < w.length; i += lanes) {
                largest = Math.max(largest, Math.abs(w[i]));
            }
            scales[lane] = largest / Short.MAX_VALUE;
            bias[lane] = w[lane];
            for (int i = lane + lanes; i < w.length && largest > 0; i += lanes) {
                rounded[i - lanes] = (short) Math.rint(w[i] / (double) largest * Short.MAX_VALUE);
            }
        }
        return new Shorts(tile.offsets(), rounded, scales, bias);
    }
}
