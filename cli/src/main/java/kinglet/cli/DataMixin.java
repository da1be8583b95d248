package kinglet.cli;

import java.nio.file.Path;
import kinglet.vision.DataSplits;
import kinglet.vision.Datasets;
import kinglet.vision.Unreadable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The labelled pictures that a command works on. */
final class DataMixin {
    static final long SEED = 1;

    @Parameters(
            paramLabel = "DATA",
            description =
                    "a folder for each class (or train/ and val/ of them), idx or CIFAR files; in a folder, a tar or tar.gz")
    private Path data = Path.of("");

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "the share set apart for validation where DATA does not say which (default: ${DEFAULT-VALUE})")
    private double share;

    @Option(
            names = "--strict",
            description = "stop at the first picture that cannot be read, instead of leaving it out")
    private boolean strict;

    @Option(
            names = "--seed",
            defaultValue = "" + SEED,
            description = "of all that is random: the same seed gives the same weights (default: ${DEFAULT-VALUE})")
    private long seed;

    Path path() {
        return data;
    }

    long seed() {
        return seed;
    }

    Unreadable unreadable() {
        return strict ? Unreadable.FAIL : Unreadable.SKIP;
    }

    /** The pictures as DATA has them. */
    DataSplits given() {
        if (!(share > 0 && share < 1)) {
            throw new WrongUsageException("--validation is %s; it must lie between 0 and 1".formatted(share));
        }
        return Datasets.open(data);
    }

    /** The same, with some set apart if no others are meant for validation. */
    DataSplits split(DataSplits given) {
        return given.orSplit(share, seed);
    }
}
