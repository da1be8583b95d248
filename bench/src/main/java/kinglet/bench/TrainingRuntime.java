package kinglet.bench;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.graph.Network;

/** A runtime in Java that trains; a service, so that large native ones are there only if they were built. */
public interface TrainingRuntime {

    /** What it is called in tables; several names if it has several ways, each to be measured. */
    List<String> names();

    /** What a Java process needs for it. */
    List<String> jvmOptions();

    /**
     * Makes ready to train from random weights on a batch of random pictures.
     *
     * @param name one of its own
     */
    TrainingPeer open(String name, Network network, int batch, int threads);

    /** All that are there. */
    static Stream<TrainingRuntime> all() {
        return ServiceLoader.load(TrainingRuntime.class).stream().map(ServiceLoader.Provider::get);
    }

    /**
     * The one that has this name.
     *
     * @throws KingletException if none has
     */
    static TrainingRuntime named(String name) {
        return all().filter(runtime -> runtime.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new KingletException("no runtime '%s' trains".formatted(name)));
    }
}
