package kinglet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import kinglet.graph.KingletException;

/** A runtime that takes part in a comparison; a service, so that large native ones are there only if they were built. */
public interface PeerRuntime {

    /** Its name on the command line and in tables. */
    String name();

    /** What a Java process needs to load it. */
    List<String> jvmOptions();

    /** The file that it runs this network from, written into the folder if need be; empty if it has none and cannot write one. */
    Optional<Path> file(Subject subject, Path folder);

    /** Opens such a file, with {@link Subject#input} as the input. */
    Peer open(Path file, int threads, int batch);

    /** All that are there. */
    static List<PeerRuntime> all() {
        return ServiceLoader.load(PeerRuntime.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The runtime of this name.
     *
     * @throws KingletException if there is none; the message lists them
     */
    static PeerRuntime named(String name) {
        List<PeerRuntime> all = all();
        return all.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new KingletException("no runtime '%s'; there are %s"
                        .formatted(name, all.stream().map(PeerRuntime::name).collect(Collectors.joining(", ")))));
    }
}
