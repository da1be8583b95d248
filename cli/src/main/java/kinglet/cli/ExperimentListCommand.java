package kinglet.cli;

import java.util.concurrent.Callable;
import kinglet.lab.Experiment;
import kinglet.lab.Experiments;
import kinglet.lab.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kinglet experiment list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The experiments: name, title, and where the claim was published.")
final class ExperimentListCommand implements Callable<Integer> {

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        new Table<Experiment>()
                .words("name", "name", Experiment::name)
                .words("title", "title", Experiment::title)
                .words("source", "source", experiment -> experiment.source().toString())
                .print(format.format(), Experiments.all(), System.out);
        return 0;
    }
}
