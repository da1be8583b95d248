package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of an image that a convolution's taps join, where all images of a batch are done together.
 *
 * @param inputs pixels of the input
 * @param outputs pixels of the output
 * @param images how many of each
 * @param joints which of them each tap joins
 */
record BatchPixels(int inputs, int outputs, int images, List<Joint> joints) {

    /** A tap reads this pixel of the input for that of the output. */
    record Joint(int tap, int input, int output) {}

    static BatchPixels of(Convolution c, int images) {
        View in = c.input();
        View out = c.output();
        List<Joint> joints = new ArrayList<>();
        for (int tap = 0; tap < c.kernelHeight() * c.kernelWidth(); tap++) {
            int down = tap / c.kernelWidth() * c.dilationHeight() - c.padTop();
            int right = tap % c.kernelWidth() * c.dilationWidth() - c.padLeft();
            for (int pixel = 0; pixel < out.height() * out.width(); pixel++) {
                int y = pixel / out.width() * c.strideHeight() + down;
                int x = pixel % out.width() * c.strideWidth() + right;
                if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
                    joints.add(new Joint(tap, y * in.width() + x, pixel));
                }
            }
        }
        return new BatchPixels(in.height() * in.width(), out.height() * out.width(), images, List.copyOf(joints));
    }

    /** The way back: outputs and inputs have changed places. */
    BatchPixels turned() {
        return new BatchPixels(
                outputs,
                inputs,
                images,
                joints.stream()
                        .map(j -> new Joint(j.tap(), j.output(), j.input()))
                        .toList());
    }

    /** Lanes of whole vectors for one value of all images. */
    int lanes() {
        return lanes(images);
    }

    static int lanes(int images) {
        return Math.ceilDiv(images, VectorLanes.WIDTH) * VectorLanes.WIDTH;
    }
}
