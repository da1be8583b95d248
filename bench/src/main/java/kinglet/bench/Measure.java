package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import kinglet.graph.KingletException;

/** A measuring process: runtime, file, threads, batch, seconds; prints its {@link Measurement} as the last line, in JSON. */
final class Measure {

    private Measure() {}

    public static void main(String[] args) throws IOException {
        try {
            Measurement measurement = Measurement.of(
                    PeerRuntime.named(args[0]),
                    Path.of(args[1]),
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]),
                    Double.parseDouble(args[4]));
            System.out.println(JSON.std.asString(measurement));
        } catch (KingletException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
