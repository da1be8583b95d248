package kinglet.kernels;

/** What training needs besides convolutions, in plain Java. */
abstract class PlainTrainingPasses implements TrainingKernels {

    @Override
    public Step poolGradient(Pooling pooling, View outputGradient, View inputGradient) {
        return PlainPoolGradient.prepare(pooling, outputGradient, inputGradient);
    }

    @Override
    public Step globalPoolGradient(View input, View output, boolean max, View outputGradient, View inputGradient) {
        return max
                ? PlainRegionGradient.maximum(input, outputGradient, inputGradient)
                : adaptiveAveragePoolGradient(outputGradient, inputGradient);
    }

    @Override
    public Step adaptiveAveragePoolGradient(View outputGradient, View inputGradient) {
        return PlainRegionGradient.average(outputGradient, inputGradient);
    }

    @Override
    public Step sumOfProducts(View left, View right, View output) {
        return PlainSumOfProducts.prepare(left, right, output);
    }

    @Override
    public void load(
            float[] stored, int at, float[] scale, float[] shift, int lane, Post activation, float[] arena, Plane to) {
        PlainTrainingValues.load(stored, at, scale, shift, lane, activation, arena, to, false);
    }

    @Override
    public void loadMore(
            float[] stored, int at, float[] scale, float[] shift, int lane, Post activation, float[] arena, Plane to) {
        PlainTrainingValues.load(stored, at, scale, shift, lane, activation, arena, to, true);
    }

    @Override
    public void store(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at) {
        PlainTrainingValues.store(arena, from, mask, lane, stored, at, false);
    }

    @Override
    public void storeMore(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at) {
        PlainTrainingValues.store(arena, from, mask, lane, stored, at, true);
    }

    @Override
    public void moments(float[] stored, int at, int pixels, int lane, double[] means, double[] squares) {
        PlainTrainingGradients.moments(stored, at, pixels, lane, means, squares);
    }

    @Override
    public void gradientSums(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            double[] sums,
            double[] products) {
        PlainTrainingGradients.gradientSums(
                stored, at, gradient, gradientAt, pixels, scale, shift, mean, lane, activation, sums, products);
    }

    @Override
    public void gradient(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] arena,
            Plane to) {
        PlainTrainingGradients.gradient(
                stored,
                at,
                gradient,
                gradientAt,
                scale,
                shift,
                mean,
                lane,
                activation,
                factor,
                slope,
                offset,
                arena,
                to);
    }
}
