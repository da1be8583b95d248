package kinglet.train;

/** Softmax and cross-entropy with label smoothing, in doubles: the mean over the images of a batch. */
record CrossEntropy(double smoothing) {

    /**
     * The loss of one image, and its gradient.
     *
     * @param logits a value a class
     * @param targets begins at {@code from}: the share of each class
     * @param gradient gets the derivative by each logit, divided by the number of images
     */
    double loss(double[] logits, float[] targets, int from, int images, double[] gradient) {
        int classes = logits.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        double log = largest + Math.log(sum);
        double total = 0;
        double loss = 0;
        for (int c = 0; c < classes; c++) {
            double target = (1 - smoothing) * targets[from + c] + smoothing / classes;
            total += target;
            loss += target * (log - logits[c]);
            gradient[c] = -target / images;
        }
        for (int c = 0; c < classes; c++) {
            gradient[c] += total * Math.exp(logits[c] - log) / images;
        }
        return loss;
    }
}
