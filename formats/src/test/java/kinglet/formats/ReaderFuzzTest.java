package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kinglet.graph.KingletException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files: each is read, or refused in one line that names it; never another failure, a hang, or memory that the file does not warrant.
 * Another range of seeds: {@code -Dkinglet.fuzz.seed=FIRST -Dkinglet.fuzz.cases=COUNT}.
 */
class ReaderFuzzTest {
    /** What a reader takes for itself, and what a byte of a file may come to. */
    private static final long BASE = 8L << 20;

    private static final long PER_BYTE = 64;
    private static final long LONGEST_NANOS = 2_000_000_000L;
    /** Published files are large and slow, so most cases are of the small ones. */
    private static final int PUBLISHED_EVERY = 16;
    /** The small file, as jhdf writes it, has check sums that most damage fails at; the published ones have none. */
    private static final int KERAS_PUBLISHED_EVERY = 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private volatile String now = "";
    private volatile long begun;

    enum Format {
        NPY(NpyFile::read, List.of()),
        SAFETENSORS(SafetensorsReader::read, List.of()),
        PYTORCH_ZIP(PytorchReader::read, List.of("shufflenet_v2-0.5-backbone.pth")),
        PYTORCH_LEGACY(PytorchReader::read, List.of("resnet20-cifar10.th")),
        KERAS(KerasReader::read, List.of("mini_xception-emotions.h5")),
        KERAS_WEIGHTS(KerasReader::readWeights, List.of("mini_xception-emotions.h5")),
        TFLITE(
                TfliteReader::read,
                List.of("mobilenet_v1-0.25-96-person-int8.tflite", "mobilenet_v1-0.25-128-imagenet-uint8.tflite"));

        private final Consumer<Path> reader;
        private final List<String> published;

        Format(Consumer<Path> reader, List<String> published) {
            this.reader = reader;
            this.published = published;
        }

        private List<byte[]> samples() {
            return switch (this) {
                case NPY ->
                    List.of(
                            Samples.npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", new byte[24]),
                            Samples.npy(2, "{'descr': '>f8', 'fortran_order': False, 'shape': (3,), }", new byte[24]));
                case SAFETENSORS -> List.of(Samples.safetensors("""
                            {"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\
                            "y":{"dtype":"F16","shape":[3],"data_offsets":[16,22]}}""", new byte[22]));
                case PYTORCH_ZIP -> List.of(Samples.zip(Samples.pickle("0"), Map.of("0", new byte[24])));
                case PYTORCH_LEGACY -> List.of(Samples.legacy(Samples.pickle("0"), 6, new byte[24]));
                case KERAS, KERAS_WEIGHTS -> List.of(KerasSample.mixed().bytes());
                case TFLITE -> List.of(TfliteSample.mixed());
            };
        }

        private List<byte[]> publishedFiles() {
            List<byte[]> files = new ArrayList<>();
            for (Path file : OnnxShared.list("weights")) {
                if (published.contains(String.valueOf(file.getFileName()))) {
                    files.add(bytes(file));
                }
            }
            return files;
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreRefusedInOneLine(Format format) throws Exception {
        List<byte[]> samples = format.samples();
        List<byte[]> published = format.publishedFiles();
        long first = Long.getLong("kinglet.fuzz.seed", 0);
        long cases = Long.getLong("kinglet.fuzz.cases", 2000);
        watched(() -> {
            for (byte[] sound : samples) {
                format.reader.accept(write(sound));
            }
            int every = format == Format.KERAS ? KERAS_PUBLISHED_EVERY : PUBLISHED_EVERY;
            for (long seed = first; seed < first + cases; seed++) {
                List<byte[]> bases = published.isEmpty() || seed % every != 0 ? samples : published;
                byte[] base = bases.get((int) (seed / every % bases.size()));
                Path file = write(new Mutation(seed).of(base));
                now = "%s, seed %d; again with -Dkinglet.fuzz.seed=%d -Dkinglet.fuzz.cases=1"
                        .formatted(format, seed, seed);
                begun = THREADS.getCurrentThreadCpuTime();
                check(format, file, base.length);
            }
            return true;
        });
    }

    private void check(Format format, Path file, long size) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            format.reader.accept(file);
        } catch (KingletException e) {
            assertThat(e.getMessage())
                    .as(now)
                    .hasLineCount(1)
                    .hasSizeLessThan(1000)
                    .contains("damaged.bin");
        } catch (RuntimeException | Error e) {
            throw new AssertionError(now, e);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated, %s", now)
                .isLessThan(BASE + PER_BYTE * size);
    }

    /** Runs in a thread whose time on a processor is bounded for each case; a hanging one is left behind. */
    private void watched(Callable<Boolean> work) throws InterruptedException, ExecutionException {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (true) {
            try {
                task.get(100, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long took = THREADS.getThreadCpuTime(thread.threadId()) - begun;
                AssertionError slow = new AssertionError("takes more than two seconds: " + now);
                slow.setStackTrace(thread.getStackTrace());
                if (begun > 0 && took > LONGEST_NANOS) {
                    throw slow;
                }
            }
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("damaged.bin"), bytes);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
