package kinglet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kinglet.lab.ClaimsPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kinglet experiment claims}. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What became of each claim of the documents, by reports of experiments, as Markdown.",
        footer = {
            "",
            "Reads every report.json in the folders, and in folders in them; of several reports of one experiment the latest.",
            "Claims whose experiment was not run, or judged nothing, say so, with the command.",
            "",
            "Examples:",
            "  kinglet experiment run all --out reports",
            "  kinglet experiment claims --reports reports --out docs/claims.md"
        })
final class ExperimentClaimsCommand implements Callable<Integer> {

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            required = true,
            description = "what kinglet experiment run --out FOLDER wrote; may be given several times")
    private List<Path> reports = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "write it there instead of printing it")
    private @Nullable Path out;

    @Override
    public Integer call() {
        if (out != null) {
            OutputFile.folder(out);
        }
        String page = ClaimsPage.markdown(reports);
        if (out == null) {
            System.out.print(page);
        } else {
            OutputFile.write(out, page.getBytes(StandardCharsets.UTF_8));
            System.err.println("wrote " + out);
        }
        return 0;
    }
}
