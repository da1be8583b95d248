package kinglet.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of published files beside the project, where it is there. */
final class OnnxShared {

    private OnnxShared() {}

    static Optional<Path> data() {
        String named = System.getProperty("kinglet.shared", "");
        Stream<Path> places =
                named.isEmpty() ? Stream.of(Path.of("../shared"), Path.of("../../shared")) : Stream.of(Path.of(named));
        return places.map(p -> p.resolve("data")).filter(Files::isDirectory).findFirst();
    }

    /** What is in a folder of the data, in order; nothing where the data are absent. */
    static List<Path> list(String folder) {
        Optional<Path> place = data().map(d -> d.resolve(folder));
        if (place.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place.get())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
