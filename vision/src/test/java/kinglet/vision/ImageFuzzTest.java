package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small pictures of every format with bytes changed, cut out and repeated: each decodes, or is refused in one line. */
class ImageFuzzTest {
    private static final int CASES = Integer.getInteger("kinglet.fuzz.cases", 2000);
    private static final long SEED = Long.getLong("kinglet.fuzz.seed", 1);
    /** Numbers that break careless readers: zero, the largest, and those around a sign. */
    private static final int[] HARD = {0, 1, 0x7f, 0x80, 0xfe, 0xff};

    /** A 1 x 1 lossless WebP. */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";
    /** A 1 x 1 lossy WebP. */
    private static final String LOSSY_WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    @Test
    void survivesAnything() throws IOException {
        List<byte[]> seeds = seeds();
        ImageDecoder decoder = ImageDecoder.create().withMaxPixels(1 << 20);
        seeds.forEach(file -> decoder.decode(file, "an unchanged file"));
        int decoded = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED * 1_000_003 + i);
            byte[] file = mutate(seeds.get(i % seeds.size()).clone(), random);
            try {
                decoder.decode(file, "case");
                decoded++;
            } catch (ImageException e) {
                assertThat(e.getMessage()).as("case %d of seed %d", i, SEED).doesNotContain("\n");
            } catch (Throwable e) {
                fail(
                        "case %d; run it with -Dkinglet.fuzz.seed=%d -Dkinglet.fuzz.cases=%d".formatted(i, SEED, i + 1),
                        e);
            }
        }
        assertThat(decoded).as("cases that still decode, of %d", CASES).isGreaterThan(CASES / 20);
    }

    /** Found by the fuzz: lossless WebPs whose reader takes the end of the file for data, one list of transforms without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAGAcQERGIiP4HAA==",
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGMhfREAA==",
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAACAEAcQERGIiP4HAA=="
            })
    void stopsReadingPastTheEnd(String base64) {
        byte[] file = Base64.getDecoder().decode(base64);
        assertThatThrownBy(() -> ImageDecoder.create().withMaxPixels(1 << 20).decode(file, "case"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("data end early");
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        BufferedImage color = Pictures.gradient(24, 17, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage alpha = Pictures.gradient(9, 8, BufferedImage.TYPE_4BYTE_ABGR);
        BufferedImage gray = Pictures.gradient(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage palette = Pictures.gradient(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
        for (BufferedImage image : List.of(color, gray, palette)) {
            for (String format : List.of("png", "bmp", "tiff", "gif", "jpeg")) {
                seeds.add(Pictures.file(format, image));
            }
        }
        seeds.add(Pictures.file("png", alpha));
        seeds.add(Pictures.file("tiff", alpha));
        seeds.add(Pictures.progressiveJpeg(color));
        seeds.add(Pictures.withOrientation(Pictures.file("jpeg", color), 6));
        seeds.add(Base64.getDecoder().decode(WEBP));
        seeds.add(Base64.getDecoder().decode(LOSSY_WEBP));
        return seeds;
    }

    private static byte[] mutate(byte[] file, Random random) {
        byte[] mutant = file;
        for (int n = 1 + random.nextInt(4); n > 0 && mutant.length > 0; n--) {
            // headers are where numbers are, so half of the changes fall there
            int at = random.nextInt(random.nextBoolean() ? Math.min(mutant.length, 128) : mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant[at] = (byte) HARD[random.nextInt(HARD.length)];
                case 3 -> {
                    if (at + 4 <= mutant.length) {
                        ByteBuffer.wrap(mutant).putInt(at, random.nextBoolean() ? random.nextInt() : Integer.MAX_VALUE);
                    }
                }
                case 4 -> mutant = Arrays.copyOf(mutant, at);
                default -> {
                    int length = Math.min(random.nextInt(32), mutant.length - at);
                    System.arraycopy(mutant, at, mutant, random.nextInt(mutant.length - length + 1), length);
                }
            }
        }
        return mutant;
    }
}
