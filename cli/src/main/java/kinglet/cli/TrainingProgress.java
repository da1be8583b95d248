package kinglet.cli;

import java.time.Duration;
import java.util.Locale;
import kinglet.train.CondensationReport;
import kinglet.train.CondensationReport.Layer;
import kinglet.train.Recipe;
import kinglet.train.TrainingListener.StepReport;
import kinglet.vision.Evaluation;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** What a person sees of a stage of training: a bar where there is a terminal, and a line for each epoch. */
final class TrainingProgress implements AutoCloseable {
    private final Recipe recipe;
    private final @Nullable ProgressBar bar;
    private final long began = System.nanoTime();
    private final int firstEpoch;

    TrainingProgress(String stage, Recipe recipe, int batches, int firstEpoch, int firstBatch) {
        this.recipe = recipe;
        this.firstEpoch = firstEpoch;
        this.bar = Progress.bar(stage, Math.multiplyExact(recipe.epochs(), batches));
        if (bar != null) {
            bar.stepTo((long) firstEpoch * batches + firstBatch);
        }
    }

    /** After a step. */
    void step(StepReport report, Means means) {
        if (bar != null) {
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " epoch %d/%d  loss %.3f  top-1 %.1f %%  rate %.2g  %.0f images/s",
                    report.epoch() + 1,
                    recipe.epochs(),
                    means.loss(),
                    100 * means.accuracy(),
                    report.rate(),
                    means.imagesPerSecond()));
            bar.stepTo((long) report.epoch() * report.batches() + report.batch() + 1);
        }
    }

    /** When learned groups lose inputs. */
    void condensed(CondensationReport report) {
        Layer first = report.layers().getFirst();
        say(
                "condensation %d of %d at epoch %.1f: %d learned convolutions keep %.1f %% of their inputs",
                first.stage(),
                first.stages(),
                report.epoch() + (double) report.batch() / report.batches(),
                report.layers().size(),
                100
                        * report.layers().stream()
                                .mapToDouble(Layer::share)
                                .average()
                                .orElseThrow());
    }

    /** After an epoch. */
    void epoch(int epoch, Means means, Evaluation evaluation) {
        int done = epoch + 1 - firstEpoch;
        double seconds = (System.nanoTime() - began) / 1e9 / done * (recipe.epochs() - epoch - 1);
        say(
                "epoch %d/%d  loss %.3f  top-1 %.1f %%  validation loss %.3f  top-1 %.1f %%  rate %.2g  %.0f images/s%s",
                epoch + 1,
                recipe.epochs(),
                means.loss(),
                100 * means.accuracy(),
                evaluation.loss(),
                100 * evaluation.top1(),
                means.rate(),
                means.imagesPerSecond(),
                seconds > 0 ? "  " + time(seconds) + " left" : "");
    }

    private void say(String format, Object... values) {
        Progress.say(bar, String.format(Locale.ROOT, format, values));
    }

    /** As people say it: {@code 1 h 12 min}, {@code 3 min 20 s}, {@code 12 s}. */
    static String time(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d s".formatted(time.toSeconds());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
