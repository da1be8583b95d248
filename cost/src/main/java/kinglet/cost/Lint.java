package kinglet.cost;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Network;

/**
 * The guidelines of ShuffleNetV2 applied to a network.
 *
 * @param network what was looked at
 * @param findings all of them, the largest saving first
 */
public record Lint(Network network, List<Finding> findings) {

    /** Looks at every layer. */
    public static Lint of(Network network) {
        List<Finding> findings = Stream.of(
                        EqualWidths.findings(network),
                        GroupConvolutions.findings(network),
                        Fragmentation.findings(network),
                        ElementWise.findings(network))
                .flatMap(stream -> stream)
                .sorted(Comparator.comparingLong(Finding::saving).reversed())
                .toList();
        return new Lint(network, findings);
    }

    public List<Finding> findings(Guideline guideline) {
        return findings.stream().filter(f -> f.guideline() == guideline).toList();
    }

    /** The memory access, in values, that all remedies of one guideline save together. */
    public long saving(Guideline guideline) {
        return findings(guideline).stream().mapToLong(Finding::saving).sum();
    }
}
