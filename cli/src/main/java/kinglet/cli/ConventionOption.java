package kinglet.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import kinglet.cost.Convention;
import picocli.CommandLine.Option;

/** The option {@code --convention}: whose rules a total follows. */
final class ConventionOption {

    @Option(
            names = "--convention",
            defaultValue = "paper",
            completionCandidates = Names.class,
            converter = Converter.class,
            description = "whose counting rules: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Convention convention = Convention.PAPER;

    Convention convention() {
        return convention;
    }

    /** The names that {@code --help} shows. */
    static final class Names implements Iterable<String> {
        private final List<String> names =
                Stream.of(Convention.values()).map(Convention::id).toList();

        @Override
        public Iterator<String> iterator() {
            return names.iterator();
        }
    }

    /** From a name to a convention. */
    static final class Converter implements picocli.CommandLine.ITypeConverter<Convention> {
        @Override
        public Convention convert(String value) {
            return Convention.named(value);
        }
    }
}
