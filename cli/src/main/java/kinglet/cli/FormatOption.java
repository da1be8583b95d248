package kinglet.cli;

import kinglet.lab.Format;
import picocli.CommandLine.Option;

/** The option {@code --format} of every command that prints records. */
final class FormatOption {

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "how to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.table;

    Format format() {
        return format;
    }
}
