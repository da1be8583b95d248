package kinglet.vision;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;

/** A picture in a format whose reader gives a {@link BufferedImage}. */
record PluginFile(Bytes file, PictureFormat format, PictureSize size, long leastBytes) implements ImageFile {
    /** Deflate's best (zlib's technical notes). */
    private static final int DEFLATE_RATIO = 1032;

    /** A code of 12 bits stands for a string of 4096 pixels at most. */
    private static final int GIF_PIXELS_A_BYTE = 4096;

    private static final int BMP_HEADER = 54;

    static ImageFile open(Bytes file, PictureFormat format) throws IOException {
        return switch (format) {
            case PNG -> png(file);
            case BMP -> bmp(file);
            case WEBP -> webp(file);
            case GIF -> {
                PictureSize size = announced(file, format);
                yield new PluginFile(file, format, size, size.pixels() / GIF_PIXELS_A_BYTE);
            }
            // fax codes have no bound: only the limit of pixels holds
            case TIFF -> new PluginFile(file, format, announced(file, format), 0);
            case JPEG -> throw new ImageException("JPEGs are opened by JpegFile");
        };
    }

    /** Sizes and depths by the PNG specification, section 11.2.2. */
    private static PluginFile png(Bytes file) {
        PictureSize size = new PictureSize(side(file.u32(16)), side(file.u32(20)));
        int samples = switch (file.u8(25)) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        long row = 1 + ((long) size.width() * samples * file.u8(24) + 7) / 8;
        return new PluginFile(file, PictureFormat.PNG, size, row * size.height() / DEFLATE_RATIO);
    }

    private static PluginFile bmp(Bytes file) throws IOException {
        long pixels = file.u32Little(10);
        if (pixels > file.length()) {
            throw new ImageException("its pixels begin at byte %d, but the file has %d; it is cut off or damaged"
                    .formatted(pixels, file.length()));
        }
        PictureSize size = announced(file, PictureFormat.BMP);
        boolean plain = file.u32Little(14) >= 40 && (file.u32Little(30) == 0 || file.u32Little(30) == 3);
        long row = ((long) size.width() * file.u16Little(28) + 31) / 32 * 4;
        return new PluginFile(file, PictureFormat.BMP, size, plain ? pixels + row * size.height() : BMP_HEADER);
    }

    private static PluginFile webp(Bytes file) throws IOException {
        long length = file.u32Little(4) + 8;
        return new PluginFile(file, PictureFormat.WEBP, announced(file, PictureFormat.WEBP), length);
    }

    private static PictureSize announced(Bytes file, PictureFormat format) throws IOException {
        ImageReader reader = Readers.open(format, file);
        try {
            return new PictureSize(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    private static int side(long announced) {
        return (int) Math.min(announced, Integer.MAX_VALUE);
    }

    @Override
    public Picture decode() throws IOException {
        ImageReader reader = Readers.open(format, file);
        BufferedImage image;
        try {
            image = reader.read(0);
        } finally {
            reader.dispose();
        }
        Picture stored = Picture.of(image);
        return exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT).apply(stored);
    }

    private Optional<byte[]> exif() {
        return switch (format) {
            case TIFF -> Optional.of(file.data());
            case PNG -> pngChunk("eXIf");
            case WEBP -> webpChunk("EXIF");
            case JPEG, GIF, BMP -> Optional.empty();
        };
    }

    private Optional<byte[]> pngChunk(String name) {
        long at = 8;
        while (at + 12 <= file.length()) {
            long length = file.u32((int) at);
            if (file.startsWith((int) at + 4, name) && at + 8 + length <= file.length()) {
                return Optional.of(file.slice((int) at + 8, length));
            }
            at += 12 + length;
        }
        return Optional.empty();
    }

    private Optional<byte[]> webpChunk(String name) {
        long at = 12;
        while (at + 8 <= file.length()) {
            long length = file.u32Little((int) at + 4);
            if (file.startsWith((int) at, name) && at + 8 + length <= file.length()) {
                return Optional.of(file.slice((int) at + 8, length));
            }
            at += 8 + length + (length & 1);
        }
        return Optional.empty();
    }
}
