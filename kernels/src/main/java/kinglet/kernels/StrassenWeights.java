package kinglet.kernels;

/**
 * The weights of a 1x1 convolution as a matrix B of inputs by outputs, halved both ways, and the seven sums of its quarters that Winograd's form of
 * Strassen's algorithm multiplies with.
 *
 * @param inputs channel of each row, twice as many as a half has; {@link VectorPlaces#DEAD} for a row of zeros
 */
record StrassenWeights(Convolution convolution, int[] inputs, VectorPlaces outputs) {

    static final int PRODUCTS = 7;

    /** The inputs' channels in two halves of whole vectors. If their number is odd, the second half begins with the first's last, as zeros. */
    static StrassenWeights of(Convolution c, VectorPlaces inputs, VectorPlaces outputs) {
        int width = VectorLanes.WIDTH;
        int half = half(inputs.count());
        int[] channels = new int[2 * half * width];
        for (int i = 0; i < channels.length; i++) {
            int vector = i / width;
            boolean again = vector == half && inputs.count() < 2 * half;
            int from = vector < half ? vector : inputs.count() - 2 * half + vector;
            channels[i] = again ? VectorPlaces.DEAD : inputs.channels()[from][i % width];
        }
        return new StrassenWeights(c, channels, outputs);
    }

    /** The larger half. */
    static int half(int count) {
        return (count + 1) / 2;
    }

    /** One of the seven for some vectors of the first half of the outputs, and those as far in the second. */
    PackedTile pack(int product, int first, int vectors, int[] offsets) {
        int lanes = vectors * VectorLanes.WIDTH;
        float[] weights = new float[(offsets.length + 1) * lanes];
        for (int k = 0; k < offsets.length; k++) {
            for (int lane = 0; lane < lanes; lane++) {
                weights[(k + 1) * lanes + lane] = (float) sum(product, k, first * VectorLanes.WIDTH + lane);
            }
        }
        return new PackedTile(0, vectors, offsets, weights);
    }

    private double sum(int product, int k, int n) {
        int down = inputs.length / 2;
        int right = half(outputs.count()) * VectorLanes.WIDTH;
        double b11 = weight(k, n);
        double b12 = weight(k, n + right);
        double b21 = weight(k + down, n);
        double b22 = weight(k + down, n + right);
        return switch (product) {
            case 0 -> b11;
            case 1 -> b21;
            case 2 -> b22;
            case 3 -> b22 - b12 + b11 - b21;
            case 4 -> b12 - b11;
            case 5 -> b22 - b12 + b11;
            default -> b22 - b12;
        };
    }

    private double weight(int k, int n) {
        int vector = n / VectorLanes.WIDTH;
        int output = vector < outputs.count() ? outputs.channels()[vector][n % VectorLanes.WIDTH] : VectorPlaces.DEAD;
        return inputs[k] == VectorPlaces.DEAD || output == VectorPlaces.DEAD
                ? 0
                : convolution.weights()[output * convolution.input().channelCount() + inputs[k]];
    }
}
