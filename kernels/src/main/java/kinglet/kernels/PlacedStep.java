package kinglet.kernels;

import java.util.Arrays;

/**
 * A step that was prepared with the numbers of the weights in their stead, and so shows where each weight goes. Until it is weighed, all
 * weights are zero.
 *
 * @param placed what the step reads
 * @param sources for each place the number of its weight, or behind all weights that of its bias
 */
record PlacedStep(Step step, float[][] placed, Numbers[] sources) implements WeighedStep {

    /** Weights of a convolution, counted from the shapes. */
    static int weights(Convolution c) {
        return c.output().channelCount() * (c.input().channelCount() / c.groups()) * c.kernelHeight() * c.kernelWidth();
    }

    /** The weight with that number, as a float that must be moved and never calculated with. */
    static float number(int weight) {
        return Float.intBitsToFloat(weight + 1);
    }

    /** The same convolution with the numbers of its weights and biases, in an array of the store that is free again once the step is prepared. */
    static Convolution numbered(Convolution c, WeightStore store) {
        float[] weights = store.array(weights(c));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = number(i);
        }
        float[] bias = new float[c.output().channelCount()];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = number(weights.length + i);
        }
        return weighted(c, weights, bias);
    }

    static Convolution weighted(Convolution c, float[] weights, float[] bias) {
        return new Convolution(
                c.input(),
                c.output(),
                c.kernelHeight(),
                c.kernelWidth(),
                c.strideHeight(),
                c.strideWidth(),
                c.dilationHeight(),
                c.dilationWidth(),
                c.padTop(),
                c.padLeft(),
                c.groups(),
                weights,
                bias,
                c.posts());
    }

    /** A step that was prepared with numbers. */
    static PlacedStep of(PlacedWeights step) {
        float[][] placed = step.placed().toArray(float[][]::new);
        Numbers[] sources = new Numbers[placed.length];
        for (int i = 0; i < placed.length; i++) {
            int[] numbers = new int[placed[i].length];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = Float.floatToRawIntBits(placed[i][j]) - 1;
            }
            sources[i] = Numbers.of(numbers, true);
            Arrays.fill(placed[i], 0f);
        }
        return new PlacedStep(step, placed, sources);
    }

    @Override
    public int portions() {
        return placed.length;
    }

    @Override
    public void weigh(float[] weights, float[] bias, int portion) {
        sources[portion].place(weights, bias, placed[portion]);
    }

    @Override
    public int parts() {
        return step.parts();
    }

    @Override
    public int rowsTo(int part) {
        return step.rowsTo(part);
    }

    @Override
    public void run(float[] arena, int part) {
        step.run(arena, part);
    }
}
