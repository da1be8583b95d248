package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.graph.Parameter;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Network NETWORK = Catalogue.entry("resnet20_cifar").build();

    @TempDir
    Path folder;

    @Test
    void comesBackBitByBit() throws IOException {
        Checkpoint written = checkpoint(1);
        written.write(file());
        Checkpoint read = Checkpoint.read(file());
        assertThat(read.progress()).isEqualTo(written.progress());
        assertThat(read.metrics()).isEqualTo(written.metrics());
        assertSame(read.weights(), written.weights());
        assertThat(read.optimizer().keySet())
                .containsExactlyElementsOf(written.optimizer().keySet());
        written.optimizer()
                .forEach((name, weights) -> assertSame(
                        Optional.ofNullable(read.optimizer().get(name)).orElseThrow(), weights));
        assertSame(
                read.averages().orElseThrow().weights(),
                written.averages().orElseThrow().weights());
        assertThat(read.averages().orElseThrow().updates()).isEqualTo(77);
        assertThat(read.forNetwork(NETWORK)).isSameAs(read);
        assertThat(names()).containsExactly("last.kinglet");
    }

    @Test
    void aTensorLongerThanTheBufferAndNoneAtAll() {
        Weights weights = weights(List.of(Tensor.zeros(3, 200_000), Tensor.zeros(), Tensor.zeros(0, 4)), 5);
        Checkpoint written = new Checkpoint(progress(), weights, Map.of(), Optional.empty(), List.of());
        written.write(file());
        Checkpoint read = Checkpoint.read(file());
        assertSame(read.weights(), weights);
        assertThat(read.averages()).isEmpty();
        assertThat(read.optimizer()).isEmpty();
    }

    @Test
    void ofAnotherNetworkIsOneClearLine() {
        Checkpoint checkpoint = checkpoint(1);
        for (Network other : List.of(
                Catalogue.entry("resnet32_cifar").build(),
                Catalogue.entry("resnet20_cifar").build(NetworkOptions.NONE.withClasses(7)))) {
            assertThatThrownBy(() -> checkpoint.forNetwork(other))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("'resnet20_cifar'")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void cutAnywhereItIsRefused() throws IOException {
        checkpoint(1).write(file());
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < 64; i++) {
            Files.write(file(), Arrays.copyOf(whole, (int) ((long) whole.length * i / 64)));
            assertRefused("cut to %d / 64".formatted(i), file());
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
        assertRefused("lengthened", file());
    }

    @Test
    void aFullDiskLeavesTheOldOne() throws IOException {
        checkpoint(1).write(file());
        byte[] old = Files.readAllBytes(file());
        for (int i = 0; i < 64; i++) {
            long room = (long) old.length * i / 64;
            assertThatThrownBy(() -> CheckpointWriter.write(checkpoint(2), file(), out -> new FullDisk(out, room)))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContainingAll("No space left", "untouched")
                    .hasMessageNotContaining("\n");
            assertThat(Files.readAllBytes(file())).isEqualTo(old);
            assertThat(names()).containsExactly("last.kinglet");
        }
    }

    @Test
    void aWriterThatWasKilledLeavesTheOldOneAndTheNextGoesOn() throws IOException {
        checkpoint(1).write(file());
        byte[] old = Files.readAllBytes(file());
        for (int i = 0; i < 64; i++) {
            Files.write(folder.resolve("last.kinglet.part"), Arrays.copyOf(old, (int) ((long) old.length * i / 64)));
            assertThat(Checkpoint.read(file()).progress())
                    .isEqualTo(checkpoint(1).progress());
        }
        Checkpoint next = checkpoint(2);
        next.write(file());
        assertSame(Checkpoint.read(file()).weights(), next.weights());
        assertThat(names()).containsExactly("last.kinglet");
    }

    @Test
    void damagedFilesAreRefusedInOneLine() throws IOException {
        small().write(file());
        byte[] whole = Files.readAllBytes(file());
        int cases = Integer.getInteger("kinglet.fuzz.cases", 2000);
        long first = Long.getLong("kinglet.fuzz.seed", 0);
        for (long seed = first; seed < first + cases; seed++) {
            Random random = new Random(seed);
            byte[] damaged = damage(whole.clone(), random);
            boolean sealed = random.nextBoolean();
            if (sealed) {
                seal(damaged);
            }
            Files.write(file(), damaged);
            String what = "seed %d; again with -Dkinglet.fuzz.seed=%d -Dkinglet.fuzz.cases=1".formatted(seed, seed);
            if (!sealed && !Arrays.equals(damaged, whole)) {
                assertRefused(what, file());
            } else {
                readOrRefuse(what, file());
            }
        }
    }

    @Test
    void otherFilesAndNoFileAreRefused() throws IOException {
        assertRefused("absent", file());
        assertRefused("a folder", folder);
        Files.writeString(file(), "a text that is as long as the frame of a checkpoint, and longer than that");
        assertRefused("a text", file());
        assertThatThrownBy(() -> checkpoint(1).write(folder.resolve("absent").resolve("last.kinglet")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no such folder");
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int changes = 1 + random.nextInt(4);
        byte[] damaged = bytes;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length - CheckpointFile.CHECKSUM);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> ByteBuffer.wrap(damaged).putInt(at, random.nextInt() >> random.nextInt(32));
                default -> damaged = Arrays.copyOf(damaged, Math.max(64, random.nextInt(damaged.length) + 1));
            }
        }
        return damaged;
    }

    /** Gives a damaged file the checksum of its bytes, and half the time lengths that fit, so that its header is read. */
    private static void seal(byte[] bytes) {
        int header = ByteBuffer.wrap(bytes).getInt(12);
        ByteBuffer.wrap(bytes)
                .putLong(16, (long) bytes.length - CheckpointFile.PREFIX - CheckpointFile.CHECKSUM - header);
        MessageDigest digest = CheckpointFile.sha256();
        digest.update(bytes, 0, bytes.length - CheckpointFile.CHECKSUM);
        System.arraycopy(digest.digest(), 0, bytes, bytes.length - CheckpointFile.CHECKSUM, CheckpointFile.CHECKSUM);
    }

    private static void assertRefused(String what, Path file) {
        assertThatThrownBy(() -> Checkpoint.read(file))
                .as(what)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    private static void readOrRefuse(String what, Path file) {
        try {
            Checkpoint.read(file);
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).as(what).contains(file.toString());
        } catch (KingletException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            fail(what, e);
        }
    }

    private Path file() {
        return folder.resolve("last.kinglet");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Checkpoint small() {
        Weights weights = weights(List.of(Tensor.zeros(2, 3, 1, 1), Tensor.zeros(4)), 3);
        return new Checkpoint(
                progress(),
                weights,
                Map.of("momentum", weights),
                Optional.of(new Checkpoint.Averages(weights, 3)),
                List.of(new Checkpoint.Metrics(0, Map.of("loss", 2.5))));
    }

    private static Checkpoint checkpoint(long seed) {
        List<Tensor> all =
                NETWORK.parameters().stream().map(CheckpointTest::zeros).toList();
        Map<String, Tensor> named = new LinkedHashMap<>();
        Weights values = weights(all, seed);
        for (int i = 0; i < all.size(); i++) {
            named.put(NETWORK.parameters().get(i).name(), values.tensor("t" + i));
        }
        Map<String, Weights> optimizer = new LinkedHashMap<>();
        optimizer.put("square", weights(List.of(Tensor.zeros(5, 2)), seed + 1));
        optimizer.put("momentum", weights(List.of(Tensor.zeros(5, 2)), seed + 2));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", 2.30258509);
        metrics.put("top1", Double.NaN);
        return new Checkpoint(
                progress(),
                Weights.of(named),
                optimizer,
                Optional.of(new Checkpoint.Averages(Weights.of(named), 77)),
                List.of(new Checkpoint.Metrics(0, metrics), new Checkpoint.Metrics(1, Map.of())));
    }

    private static Checkpoint.Progress progress() {
        return new Checkpoint.Progress(
                "resnet20_cifar", Checkpoint.fingerprint(NETWORK), "recipe, größer", -42, 1L << 40, 12, 345, 1L << 41);
    }

    private static Tensor zeros(Parameter parameter) {
        return Tensor.zeros(
                parameter.dims().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Tensors of any bits: numbers, infinities and NaNs of every kind. */
    private static Weights weights(List<Tensor> tensors, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.data()[i] = Float.intBitsToFloat(random.nextInt());
            }
            named.put("t" + named.size(), tensor);
        }
        return Weights.of(named);
    }

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        expected.asMap().forEach((name, tensor) -> {
            assertThat(actual.tensor(name).dims()).isEqualTo(tensor.dims());
            assertThat(bits(actual.tensor(name))).as(name).isEqualTo(bits(tensor));
        });
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.data()[i]);
        }
        return bits;
    }

    private static final class FullDisk implements WritableByteChannel {
        private final WritableByteChannel out;
        private long room;

        FullDisk(WritableByteChannel out, long room) {
            this.out = out;
            this.room = room;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (bytes.remaining() > room) {
                ByteBuffer fits = bytes.duplicate().limit(bytes.position() + (int) room);
                room -= out.write(fits);
                throw new IOException("No space left on device");
            }
            room -= bytes.remaining();
            return out.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
