package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kinglet.formats.OnnxReader.FirstAxis;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.graph.KingletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files: each is read, or refused in one line; never another failure, and never memory that the file does not warrant. */
class OnnxFuzzTest {
    /** Constants that a file asks to be computed may take this; see the limit in {@link OnnxBuilder}. */
    private static final long COMPUTED = 1L << 30;

    /** What the messages and nodes of a small file take, and what a byte of a file may come to. */
    private static final long BASE = 64L << 20;

    private static final long PER_BYTE = 100;

    private record Source(Path file, byte[] bytes, ModelProto model) {
        static Source of(Path file) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                return new Source(file, bytes, OnnxReader.parse(ByteBuffer.wrap(bytes)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        boolean computes() {
            return model.getGraph().getNodeList().stream()
                    .anyMatch(n -> n.getOpType().equals("ConstantOfShape"));
        }
    }

    /** Where a mapped file's bytes lie too: they are parsed by other code than those of an array. */
    private static ByteBuffer outsideTheHeap(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreRefusedInOneLine() {
        List<Source> networks = networks();
        List<Source> operators = operators();
        assumeTrue(!networks.isEmpty(), "the published models are not beside the project");
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int cases = Integer.getInteger("kinglet.fuzz.cases", 2000);
        long first = Long.getLong("kinglet.fuzz.seed", 0);
        for (long seed = first; seed < first + cases; seed++) {
            List<Source> kind = seed % 2 == 0 ? networks : operators;
            Source source = kind.get((int) (seed / 2 % kind.size()));
            String what = "seed %d of %s; again with -Dkinglet.fuzz.seed=%d -Dkinglet.fuzz.cases=1"
                    .formatted(seed, source.file(), seed);
            byte[] damaged = new OnnxMutation(seed).damage(source.model(), source.bytes());
            long before = memory.getCurrentThreadAllocatedBytes();
            try {
                OnnxReader.read(
                        outsideTheHeap(damaged),
                        source.file(),
                        Path.of("."),
                        seed % 5 == 0 ? FirstAxis.IMAGE : FirstAxis.BATCH);
            } catch (KingletException e) {
                assertThat(e.getMessage()).as(what).hasLineCount(1).hasSizeLessThan(1000);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(what, e);
            }
            long took = memory.getCurrentThreadAllocatedBytes() - before;
            assertThat(took)
                    .as("bytes allocated, %s", what)
                    .isLessThan(BASE + PER_BYTE * damaged.length + (source.computes() ? COMPUTED : 0));
        }
    }

    private static List<Source> networks() {
        List<Path> files = new ArrayList<>();
        OnnxShared.list("weights").stream()
                .filter(f -> f.toString().endsWith(".onnx"))
                .forEach(files::add);
        OnnxShared.list("onnx-tests/light").stream()
                .filter(f ->
                        f.toString().endsWith("shufflenet.onnx") || f.toString().endsWith("squeezenet.onnx"))
                .forEach(files::add);
        return files.stream().map(Source::of).toList();
    }

    private static List<Source> operators() {
        List<Path> files = new ArrayList<>(OnnxShared.list("onnx-tests/node"));
        files.addAll(OnnxShared.list("onnx-tests/pytorch-converted"));
        return files.stream().map(f -> Source.of(f.resolve("model.onnx"))).toList();
    }
}
