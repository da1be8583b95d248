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
    private static final int LEAST_RUNS = 5;

    /** Warm-up goes on while a turn of it is faster than the turn before by more than this share. */
    private static final double SETTLED = 0.95;

    private static final int MOST_WARM_UPS = 5;

    /** Warms a peer up for so many seconds, or a few times as many if it still becomes faster, and then measures it for as many. */
    static Measurement of(PeerRuntime runtime, Path file, int threads, int batch, double seconds) {
        try (Peer peer = runtime.open(file, threads, batch)) {
            warmUp(peer, seconds);
            List<Double> times = repeat(peer, seconds);
            float[] output = peer.output();
            List<Double> kept = new ArrayList<>();
            for (int i = 0; i < Math.min(OUTPUTS_KEPT, output.length); i++) {
                kept.add((double) output[i]);
            }
            return new Measurement(
                    Statistics.median(times),
                    times.size(),
                    PeakMemory.ofThisProcess().orElse(0),
                    kept);
        }
    }

    private static void warmUp(Peer peer, double seconds) {
        double before = Statistics.median(repeat(peer, seconds));
        for (int turn = 1; turn < MOST_WARM_UPS; turn++) {
            double now = Statistics.median(repeat(peer, seconds));
            if (now > SETTLED * before) {
                return;
            }
            before = now;
        }
    }

    private static List<Double> repeat(Peer peer, double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            peer.run();
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end || times.size() < LEAST_RUNS);
        return times;
    }
}
