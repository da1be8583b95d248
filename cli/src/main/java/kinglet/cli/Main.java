package kinglet.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code kinglet} with all its commands. Exit codes: 0 done, 1 the work failed, 2 wrong usage. */
@Command(
        name = "kinglet",
        mixinStandardHelpOptions = true,
        version = "kinglet 0.1.0",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Compact convolutional networks for the JVM: pick, count, train and run them, in pure Java.",
        subcommands = {
            ListCommand.class,
            SummaryCommand.class,
            CompareCommand.class,
            SearchCommand.class,
            LintCommand.class,
            ClassifyCommand.class,
            EmbedCommand.class,
            TrainCommand.class,
            FinetuneCommand.class,
            EvaluateCommand.class,
            RunCommand.class,
            ConvertCommand.class,
            BenchCommand.class,
            ProfileCommand.class,
            ExplainCommand.class,
            DrawCommand.class,
            ExperimentCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  kinglet list",
            "  kinglet summary mobilenet_v2",
            "  kinglet classify --model model.onnx photo.jpg",
            "  kinglet train flowers/ --network mobilenet_v2",
            "",
            "'kinglet COMMAND --help' explains a command."
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show where an error comes from")
    private boolean debug;

    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> main.failed(e, command));
        line.setParameterExceptionHandler((e, arguments) -> wrongUsage(e));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (debug) {
            e.printStackTrace(err);
        }
        return Failure.report(e, err);
    }

    private static int wrongUsage(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.printf(
                "kinglet: %s; see '%s --help'%n",
                e.getMessage(), e.getCommandLine().getCommandSpec().qualifiedName());
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }
}
