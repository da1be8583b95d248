package kinglet.bench;

import java.nio.file.Path;
import kinglet.graph.KingletException;

/** A runtime that has one ONNX file open and runs it on one input, again and again. */
interface Peer extends AutoCloseable {

    /** Runs the network once on the whole batch. */
    void run();

    /** The output of the last run. */
    float[] output();

    @Override
    void close();

    /** Opens the file in the runtime of this name. */
    static Peer open(String runtime, Path onnx, int threads, int batch) {
        return switch (runtime) {
            case KingletPeer.NAME -> new KingletPeer(onnx, threads, batch);
            case OnnxRuntimePeer.NAME -> new OnnxRuntimePeer(onnx, threads, batch);
            default ->
                throw new KingletException(
                        "no runtime '%s'; use %s or %s".formatted(runtime, KingletPeer.NAME, OnnxRuntimePeer.NAME));
        };
    }
}
