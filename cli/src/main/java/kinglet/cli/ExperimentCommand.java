package kinglet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kinglet experiment}: the papers' claims, asked of this machine. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What the papers claim, measured or computed on this machine, beside their figures.",
        subcommands = {ExperimentListCommand.class, ExperimentRunCommand.class, ExperimentClaimsCommand.class},
        footer = {
            "",
            "Examples:",
            "  kinglet experiment list",
            "  kinglet experiment run equal-widths --out reports",
            "  kinglet experiment run all --quick",
            "  kinglet experiment run counting-is-not-speed --network mine.onnx",
            "  kinglet experiment claims --reports reports --out docs/claims.md"
        })
final class ExperimentCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new ExperimentListCommand().call();
    }
}
