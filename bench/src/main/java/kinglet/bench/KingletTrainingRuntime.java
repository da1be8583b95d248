package kinglet.bench;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Network;

/** Ourselves. */
public final class KingletTrainingRuntime implements TrainingRuntime {

    /**
     * Of a heap of this size only what is used becomes resident. Activations are so large that they go to the old generation; the young one is small, so
     * that little memory is touched for what is soon dead.
     */
    private static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g", "-Xmn16m");

    /** For the service loader. */
    public KingletTrainingRuntime() {}

    @Override
    public List<String> names() {
        return List.of(Kinglet.NAME);
    }

    @Override
    public List<String> jvmOptions() {
        return Stream.concat(Kinglet.JVM_OPTIONS.stream(), HEAP.stream()).toList();
    }

    @Override
    public TrainingPeer open(String name, Network network, int batch, int threads) {
        return new KingletTraining(network, batch, threads);
    }
}
