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

    void add(StepReport report) {
        loss += report.loss() * report.pictures();
        correct += report.correct();
        pictures += report.pictures();
        rate = report.rate();
        gradientNorm = report.gradientNorm();
    }

    /** Forgets all; the clock of images per second starts. */
    void reset() {
        loss = 0;
        correct = 0;
        pictures = 0;
        since = System.nanoTime();
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

    double imagesPerSecond() {
        return pictures / Math.max(1e-9, (System.nanoTime() - since) / 1e9);
    }
}
