package kinglet.vision;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * A JPEG. The JDK's reader (the IJG library) gives the components as they are stored; what they stand for is decided here,
 * since the reader refuses CMYK and guesses otherwise than most programs.
 */
final class JpegFile implements ImageFile {
    /** A block of 64 pixels takes a bit or more, and chroma may have a sixteenth of the blocks; a margin of two. */
    private static final int MOST_PIXELS_A_BYTE = 1024;

    private final Bytes file;
    private final JpegHeader header;

    JpegFile(Bytes file) {
        this.file = file;
        this.header = JpegHeader.read(file);
    }

    @Override
    public PictureSize size() {
        return new PictureSize(header.width(), header.height());
    }

    @Override
    public long leastBytes() {
        return size().pixels() / MOST_PIXELS_A_BYTE;
    }

    @Override
    public Picture decode() throws IOException {
        byte[] samples = samples();
        Orientation orientation = header.exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT);
        return orientation.apply(Picture.of(rgb(samples), header.width(), header.height()));
    }

    private byte[] samples() throws IOException {
        ImageReader reader = Readers.open(PictureFormat.JPEG, file);
        try {
            Raster raster = reader.readRaster(0, null);
            byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
            long expected = size().pixels() * header.color().components();
            if (samples.length != expected) {
                throw new ImageException("its headers contradict each other; the file is damaged");
            }
            return samples;
        } finally {
            reader.dispose();
        }
    }

    private byte[] rgb(byte[] samples) {
        return switch (header.color()) {
            case RGB -> samples;
            case YCC -> {
                ChromaTables.toRgb(samples, 3);
                yield samples;
            }
            case GRAY -> tripled(samples);
            case CMYK -> inked(samples);
            case YCCK -> {
                ChromaTables.toRgb(samples, 4);
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = i % 4 == 3 ? samples[i] : (byte) ~samples[i];
                }
                yield inked(samples);
            }
        };
    }

    private static byte[] tripled(byte[] gray) {
        byte[] rgb = new byte[Math.multiplyExact(3, gray.length)];
        for (int i = 0, to = 0; i < gray.length; i++, to += 3) {
            rgb[to] = gray[i];
            rgb[to + 1] = gray[i];
            rgb[to + 2] = gray[i];
        }
        return rgb;
    }

    /** Four inks, stored inverted as Adobe's programs do (255 is no ink), over white paper. */
    private static byte[] inked(byte[] cmyk) {
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        for (int i = 0, to = 0; i < cmyk.length; i += 4, to += 3) {
            int paper = cmyk[i + 3] & 0xff;
            for (int c = 0; c < 3; c++) {
                rgb[to + c] = (byte) (((cmyk[i + c] & 0xff) * paper + 127) / 255);
            }
        }
        return rgb;
    }
}
