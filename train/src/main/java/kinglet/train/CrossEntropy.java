package kinglet.train;

/** Softmax and cross-entropy with label smoothing, in doubles: the mean over the images of a batch. */
record CrossEntropy(double smoothing) {

    /**
     * The loss of one image, and its gradient.
     *
     * @param logits a value a class
     * @param shares begin at {@code from}: that of each class
     * @param gradient gets the derivative by each logit, divided by the number of images
     */
    double loss(double[] logits, float[] shares, int from, int images, double[] gradient) {
        int classes = logits.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            gradient[c] = Math.exp(logits[c] - largest);
            sum += gradient[c];
        }
        double log = largest + Math.log(sum);
        double total = 0;
        double loss = 0;
        for (int c = 0; c < classes; c++) {
            double target = target(shares[from + c], classes);
            total += target;
            loss += target * (log - logits[c]);
        }
        for (int c = 0; c < classes; c++) {
            gradient[c] = (total * gradient[c] / sum - target(shares[from + c], classes)) / images;
        }
        return loss;
    }

    private double target(float share, int classes) {
        return (1 - smoothing) * share + smoothing / classes;
    }
}
