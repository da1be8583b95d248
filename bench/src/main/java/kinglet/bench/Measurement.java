package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one process measured.
 *
 * @param milliseconds median time of a run
 * @param runs how many runs the median is of
 * @param output the first values of the output, by which two runtimes are seen to have run the same network
 */
public record Measurement(double milliseconds, int runs, List<Double> output) {
    private static final int OUTPUTS_KEPT = 16;
    /** Share of the time that goes into warming up, before the clock counts. */
    private static final double WARM_UP = 0.5;

    private static final int LEAST_RUNS = 7;

    /** Runs a peer in this process for about so many seconds after its warm-up. */
    static Measurement of(String runtime, Path onnx, int threads, int batch, double seconds) {
        try (Peer peer = Peer.open(runtime, onnx, threads, batch)) {
            repeat(peer, seconds * WARM_UP);
            double[] times = repeat(peer, seconds);
            Arrays.sort(times);
            float[] output = peer.output();
            List<Double> kept = new ArrayList<>();
            for (int i = 0; i < Math.min(OUTPUTS_KEPT, output.length); i++) {
                kept.add((double) output[i]);
            }
            return new Measurement(times[times.length / 2], times.length, kept);
        }
    }

    /** The entry of a measuring process: runtime, file, threads, batch, seconds; prints itself as JSON. */
    public static void main(String[] args) throws IOException {
        Measurement measurement = of(
                args[0],
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Double.parseDouble(args[4]));
        System.out.println(JSON.std.asString(measurement));
    }

    private static double[] repeat(Peer peer, double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            peer.run();
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end || times.size() < LEAST_RUNS);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
