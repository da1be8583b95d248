package kinglet.train;

import java.util.Arrays;
import kinglet.kernels.Share;

/** The loss of a batch, from the network's output to the gradient of it. */
final class LossRun {
    /** Into so many parts the images are divided among threads. */
    private static final int PARTS = 8;

    private final Setting setting;
    private final Values output;
    private final CrossEntropy loss;
    private final Share share;
    private final double[] losses;
    private final int[] predictions;
    private float[] targets = {};

    LossRun(Setting setting, Values output, CrossEntropy loss) {
        this.setting = setting;
        this.output = output;
        this.loss = loss;
        this.losses = new double[setting.batch()];
        this.predictions = new int[setting.batch()];
        this.share = setting.share(PARTS, (_, part) -> compare(part));
    }

    /**
     * Finds the gradient.
     *
     * @param shares {@code [image][class]}
     * @return the mean loss of the images
     */
    double compare(float[] shares) {
        targets = shares;
        setting.run(share);
        double sum = 0;
        for (double of : losses) {
            sum += of;
        }
        return sum / losses.length;
    }

    /** The class with the largest logit, of each image. */
    int[] predictions() {
        return predictions.clone();
    }

    private void compare(int part) {
        int classes = output.shape().channels();
        double[] logits = new double[classes];
        double[] gradient = new double[classes];
        int batch = losses.length;
        for (int image = batch * part / PARTS; image < batch * (part + 1) / PARTS; image++) {
            int at = output.at(image, 0);
            for (int c = 0; c < classes; c++) {
                logits[c] = (double) output.scale[c] * output.stored()[at + c] + output.shift[c];
            }
            losses[image] = loss.loss(logits, targets, image * classes, batch, gradient);
            predictions[image] = largest(logits);
            if (output.learns()) {
                give(image, gradient);
            }
        }
    }

    private void give(int image, double[] gradient) {
        int to = output.gradientAt(image, 0);
        for (int c = 0; c < gradient.length; c++) {
            output.gradient()[to + c] = (float) gradient[c];
        }
        Arrays.fill(output.gradient(), to + gradient.length, to + output.imageSize(), 0f);
    }

    private static int largest(double[] logits) {
        int best = 0;
        for (int c = 1; c < logits.length; c++) {
            best = logits[c] > logits[best] ? c : best;
        }
        return best;
    }
}
