package kinglet.train;

import java.util.Arrays;
import kinglet.graph.Activation;
import kinglet.graph.Shape;
import kinglet.kernels.Post;
import kinglet.kernels.View;

/**
 * What a unit's head gives for the images of a batch, kept from the way there to the way back, and the gradient of the loss by what the
 * unit gives. Both lie image by image, {@code [block][row][column][16]}. The unit gives {@code activation(scale * stored + shift)}, channel by
 * channel; on the way back its head's gradient is {@code factor * dy + slope * (stored - mean) + offset}, where dy is that of the activation's
 * argument.
 */
final class Values {
    private static final int LANES = View.LANES;
    private static final Post NOTHING = new Post.Clamp(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    private final Shape shape;
    private final int blocks;
    private final Post activation;
    private final boolean learns;
    final float[] mask;
    final float[] scale;
    final float[] shift;
    final float[] mean;
    final float[] factor;
    final float[] slope;
    final float[] offset;
    private Given given = (_, _) -> {};
    private Place stored = Place.NOWHERE;
    private Place storedAgain = Place.NOWHERE;
    private Place gradient = Place.NOWHERE;

    /** Who waits for the gradient of a block of an image. */
    interface Given {
        void done(int image, int block);
    }

    /** @param learns whether a gradient goes on from here */
    Values(Unit unit, boolean learns) {
        this.shape = unit.shape();
        this.blocks = Math.ceilDiv(shape.channels(), LANES);
        this.activation = unit.activation().map(Values::post).orElse(NOTHING);
        this.learns = learns;
        int lanes = blocks * LANES;
        this.mask = ones(lanes);
        this.scale = ones(lanes);
        this.factor = ones(lanes);
        this.shift = new float[lanes];
        this.mean = new float[lanes];
        this.slope = new float[lanes];
        this.offset = new float[lanes];
    }

    private float[] ones(int lanes) {
        float[] ones = new float[lanes];
        Arrays.fill(ones, 0, shape.channels(), 1);
        return ones;
    }

    private static Post post(Activation activation) {
        return switch (activation.function()) {
            case RELU -> new Post.Clamp(0, Float.POSITIVE_INFINITY);
            case RELU6 -> new Post.Clamp(0, 6);
            case CLIP -> new Post.Clamp((float) activation.alpha(), (float) activation.beta());
            case LEAKY_RELU -> new Post.Leaky((float) activation.alpha());
            case SIGMOID -> new Post.Sigmoid();
            case HARD_SIGMOID -> new Post.HardSigmoid((float) activation.alpha(), (float) activation.beta());
            case SWISH -> new Post.Swish();
            case HARD_SWISH -> new Post.HardSwish();
            case TANH -> new Post.Tanh();
        };
    }

    Shape shape() {
        return shape;
    }

    int blocks() {
        return blocks;
    }

    int lanes() {
        return blocks * LANES;
    }

    int pixels() {
        return shape.height() * shape.width();
    }

    /** Floats of an image. */
    int imageSize() {
        return blocks * pixels() * LANES;
    }

    private int offset(int image, int block) {
        return image * imageSize() + block * pixels() * LANES;
    }

    Post activation() {
        return activation;
    }

    boolean learns() {
        return learns;
    }

    /** Who is told that a gradient is whole, while it still lies in a near cache. */
    void whenGiven(Given waiting) {
        given = waiting;
    }

    void given(int image, int block) {
        given.done(image, block);
    }

    float[] stored() {
        return stored.array();
    }

    /** Where a block of an image begins in what is stored. */
    int at(int image, int block) {
        return stored.from() + offset(image, block);
    }

    float[] gradient() {
        return gradient.array();
    }

    /** Where a block of an image begins in the gradient. */
    int gradientAt(int image, int block) {
        return gradient.from() + offset(image, block);
    }

    void lie(Place place) {
        stored = place;
    }

    /** Where it lies on the way back, if it is computed once more. */
    void liesAgain(Place place) {
        storedAgain = place;
    }

    void gradientLies(Place place) {
        gradient = place;
    }

    boolean isComputedAgain() {
        return storedAgain.array().length > 0;
    }

    /** From the place on the way there to that on the way back, or back to the first. */
    void changePlace() {
        Place other = storedAgain;
        storedAgain = stored;
        stored = other;
    }
}
