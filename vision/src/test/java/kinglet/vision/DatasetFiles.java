package kinglet.vision;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small data sets in each form, written by the rules of the format. */
final class DatasetFiles {
    private DatasetFiles() {}

    /** A PNG of one colour. */
    static byte[] png(int size, int rgb) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size * size; i++) {
            image.setRGB(i % size, i / size, rgb);
        }
        return Pictures.file("png", image);
    }

    /** A PNG of random pixels. */
    static byte[] noise(int size, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size * size; i++) {
            image.setRGB(i % size, i / size, random.nextInt(1 << 24));
        }
        return Pictures.file("png", image);
    }

    /** {@code classes} folders of {@code pictures} noisy pictures beneath {@code prefix}, by path. */
    static Map<String, byte[]> classFolders(String prefix, int classes, int pictures, int size) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < pictures; i++) {
                files.put("%sclass%d/%03d.png".formatted(prefix, label, i), noise(size, label * 1000L + i));
            }
        }
        return files;
    }

    static Path folder(Path root, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return root;
    }

    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.forEach((name, data) -> out.writeBytes(member(name, '0', data)));
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    /** A header and its data, padded to blocks, as POSIX.1-1988 has them. */
    static byte[] member(String name, char type, byte[] data) {
        return member(name, type, "%011o".formatted(data.length), data);
    }

    static byte[] member(String name, char type, String size, byte[] data) {
        ByteBuffer block = ByteBuffer.allocate(512 + (data.length + 511) / 512 * 512);
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, size);
        put(block, 136, "00000000000");
        put(block, 148, "        ");
        block.put(156, (byte) type);
        put(block, 257, "ustar");
        put(block, 263, "00");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += block.get(i) & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        block.put(512, data);
        return block.array();
    }

    private static void put(ByteBuffer block, int at, String text) {
        block.put(at, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    /** Pictures whose pixel i is {@code label * 10 + i}. */
    static byte[] idxImages(int[] labels, int height, int width) {
        ByteBuffer file = ByteBuffer.allocate(16 + labels.length * height * width);
        file.putInt(0x803).putInt(labels.length).putInt(height).putInt(width);
        for (int label : labels) {
            for (int i = 0; i < height * width; i++) {
                file.put((byte) (label * 10 + i));
            }
        }
        return file.array();
    }

    static byte[] idxLabels(int... labels) {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length);
        file.putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            file.put((byte) label);
        }
        return file.array();
    }

    /** Records of CIFAR: head bytes, of which the last is the label, and planes of 1 + label, 2 + label, 3 + label. */
    static byte[] cifar(int head, int... labels) {
        ByteBuffer file = ByteBuffer.allocate(labels.length * (head + 3072));
        for (int label : labels) {
            file.put(new byte[head - 1]).put((byte) label);
            for (int i = 0; i < 3072; i++) {
                file.put((byte) (1 + i / 1024 + label));
            }
        }
        return file.array();
    }
}
