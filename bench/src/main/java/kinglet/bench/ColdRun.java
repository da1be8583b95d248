package kinglet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import kinglet.graph.KingletException;

/**
 * One process, from its start to the first label that it prints, a line with a per cent sign.
 *
 * @param milliseconds until that line could be read
 * @param peakBytes the most memory it had resident up to its end, looked at every few milliseconds; 0 where the system does not say
 * @param label the line
 */
record ColdRun(double milliseconds, long peakBytes, String label) {
    private static final long LOOK_NANOS = 3_000_000;

    /**
     * Runs a command.
     *
     * @throws KingletException if it fails or prints no label
     */
    static ColdRun of(List<String> command) throws IOException {
        Path errors = Files.createTempFile("kinglet-cold", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("KINGLET_JAVA_HOME", System.getProperty("java.home"));
            long start = System.nanoTime();
            Process process = builder.start();
            AtomicLong peak = new AtomicLong();
            Thread watch = Thread.ofPlatform().daemon().start(() -> watch(process, peak));
            String label = "";
            double milliseconds = 0;
            try (BufferedReader out = process.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (label.isEmpty() && line.contains("%")) {
                        milliseconds = (System.nanoTime() - start) / 1e6;
                        label = line.strip();
                    }
                }
            }
            int exit = process.onExit().join().exitValue();
            if (exit != 0 || label.isEmpty()) {
                throw new KingletException("%s; run it alone to see more: %s"
                        .formatted(FreshProcess.complaint(errors), String.join(" ", command)));
            }
            watch.interrupt();
            return new ColdRun(milliseconds, peak.get(), label);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static void watch(Process process, AtomicLong peak) {
        while (process.isAlive()) {
            OptionalLong seen = PeakMemory.of(process.pid());
            seen.ifPresent(bytes -> peak.accumulateAndGet(bytes, Math::max));
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
