package kinglet.cli;

import kinglet.train.TrainingListener.StepReport;

/** Means over the steps since the last reset. */
final class Means {
    private double loss;
    private int correct;
    private int pictures;
    private double rate;
    private double gradientNorm;
    private long since = System.nanoTime();
    private long last = since;

    void add(StepReport report) {
        loss += report.loss() * report.pictures();
        correct += report.correct();
        pictures += report.pictures();
        rate = report.rate();
        gradientNorm = report.gradientNorm();
        last = System.nanoTime();
    }

    /** Forgets all; the clock of images per second starts. */
    void reset() {
        loss = 0;
        correct = 0;
        pictures = 0;
        since = System.nanoTime();
        last = since;
    }

    double loss() {
        return loss / Math.max(1, pictures);
    }

    double accuracy() {
        return (double) correct / Math.max(1, pictures);
    }

    /** The last learning rate. */
    double rate() {
        return rate;
    }

    /** The last norm. */
    double gradientNorm() {
        return gradientNorm;
    }

    /** From the reset to the last step. */
    double imagesPerSecond() {
        return pictures / Math.max(1e-9, (last - since) / 1e9);
    }
}
