package kinglet.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one process measured.
 *
 * @param milliseconds median time of a run
 * @param runs how many runs the median is of
 * @param peakBytes the most memory the process has had resident; 0 where the system does not say
 * @param output the first values of the output, by which two runtimes are seen to have run the same network
 */
public record Measurement(double milliseconds, int runs, long peakBytes, List<Double> output) {
    private static final int OUTPUTS_KEPT = 16;

    /** Warms a peer up for so many seconds, or a few times as many if it still becomes faster, and then measures it for as many. */
    static Measurement of(PeerRuntime runtime, Path file, int threads, int batch, double seconds) {
        try (Peer peer = runtime.open(file, threads, batch)) {
            Timing timing = Timing.of(peer::run, seconds, seconds);
            float[] output = peer.output();
            List<Double> kept = new ArrayList<>();
            for (int i = 0; i < Math.min(OUTPUTS_KEPT, output.length); i++) {
                kept.add((double) output[i]);
            }
            return new Measurement(
                    timing.milliseconds(),
                    timing.runs(),
                    PeakMemory.ofThisProcess().orElse(0),
                    kept);
        }
    }
}
