package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private static final int CASES = Integer.getInteger("kinglet.fuzz.cases", 2000);
    private static final long SEED = Long.getLong("kinglet.fuzz.seed", 1);
    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    Path temp;

    @Test
    void readsLongNamesOfEachKind() throws IOException {
        String name = "folder/".repeat(40) + "a.png";
        byte[] gnu = (name + "\0").getBytes(StandardCharsets.UTF_8);
        String path = "path=" + name + "\n";
        byte[] pax = ((path.length() + 4) + " " + path).getBytes(StandardCharsets.UTF_8);
        byte[] archive = concat(
                DatasetFiles.member("././@LongLink", 'L', gnu),
                DatasetFiles.member("cut off", '0', DATA),
                DatasetFiles.member("x", 'x', pax),
                DatasetFiles.member("cut off", '0', DATA),
                DatasetFiles.member("./short.png", '0', DATA),
                DatasetFiles.member("link", '2', new byte[0]),
                DatasetFiles.member("empty/", '5', new byte[0]),
                new byte[1024]);
        assertThat(names(archive)).containsExactly(name, name, "short.png", "empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.png", "a/../../b.png", "/etc/a.png", "..\\a.png", "C:\\a.png"})
    void refusesNamesThatLeadOutOfTheArchive(String name) {
        byte[] archive = DatasetFiles.tar(Map.of(name, DATA));
        assertThatThrownBy(() -> names(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("leads out");
    }

    @ParameterizedTest
    @CsvSource({"77777777777, end early", "00000002000, end early", "0000000zzz0, no number", "-0000000001, no number"})
    void refusesSizesThatAreNotThere(String size, String message) throws IOException {
        byte[] archive = concat(DatasetFiles.member("a.png", '0', size, DATA));
        Path file = Files.write(temp.resolve("a.tar"), archive);
        assertThatThrownBy(() -> Datasets.open(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file.toString())
                .message()
                .satisfiesAnyOf(
                        m -> assertThat(m).contains(message), m -> assertThat(m).contains("of memory"));
    }

    @Test
    void refusesToKeepMoreThanThereIsMemoryFor() throws IOException {
        Map<String, byte[]> files = DatasetFiles.classFolders("", 2, 50, 16);
        Path file = Files.write(temp.resolve("a.tar.gz"), DatasetFiles.gzip(DatasetFiles.tar(files)));
        assertThatThrownBy(() -> TarTree.read(file, true, 50_000))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("unpack it and name the folder");
    }

    @Test
    void survivesAnything() throws IOException {
        byte[] whole = DatasetFiles.tar(DatasetFiles.classFolders("", 2, 2, 4));
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED * 1_000_003 + i);
            byte[] archive = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int k = random.nextInt(6); k > 0 && archive.length > 0; k--) {
                archive[random.nextInt(archive.length)] = (byte) random.nextInt();
            }
            Path file =
                    Files.write(temp.resolve("fuzz.tar"), random.nextBoolean() ? archive : DatasetFiles.gzip(archive));
            try {
                Datasets.unreadable(Datasets.open(file).train());
            } catch (DatasetException e) {
                assertThat(e.getMessage()).as("case %d of seed %d", i, SEED).doesNotContain("\n");
            } catch (Throwable e) {
                fail(
                        "case %d; run it with -Dkinglet.fuzz.seed=%d -Dkinglet.fuzz.cases=%d".formatted(i, SEED, i + 1),
                        e);
            }
        }
    }

    private static List<String> names(byte[] archive) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), "archive");
        List<String> names = new ArrayList<>();
        for (Optional<TarReader.Member> m = reader.next(); m.isPresent(); m = reader.next()) {
            names.add(m.get().name());
        }
        return names;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
