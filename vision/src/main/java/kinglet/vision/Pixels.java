package kinglet.vision;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * The colours of a {@link BufferedImage} as red, green, blue bytes. Samples are taken as they are stored: the colour model's own
 * conversion would treat grey as linear light and brighten it. 16-bit samples keep their high byte; alpha is dropped.
 */
final class Pixels {
    private Pixels() {}

    static byte[] rgb(BufferedImage image) {
        BufferedImage straight = straightAlpha(image);
        ColorModel colors = straight.getColorModel();
        Raster raster = straight.getRaster();
        if (colors instanceof IndexColorModel palette) {
            return indexed(raster, palette);
        }
        int type = colors.getColorSpace().getType();
        boolean stored = raster.getTransferType() <= DataBuffer.TYPE_USHORT || colors instanceof DirectColorModel;
        if (stored && type == ColorSpace.TYPE_GRAY) {
            return gray(raster);
        }
        if (stored && type == ColorSpace.TYPE_RGB && raster.getNumBands() >= 3) {
            return color(raster);
        }
        return converted(straight);
    }

    /** Premultiplied colours would come out darkened by their alpha. */
    private static BufferedImage straightAlpha(BufferedImage image) {
        if (!image.isAlphaPremultiplied() || image.getTransparency() == Transparency.OPAQUE) {
            return image;
        }
        BufferedImage straight = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            int[] row = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
            straight.setRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
        }
        return straight;
    }

    private static byte[] indexed(Raster raster, IndexColorModel palette) {
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        int width = raster.getWidth();
        byte[] rgb = allocate(raster);
        int[] row = new int[width];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int index : row) {
                // an index past the palette's end is black, as elsewhere
                to = put(rgb, to, index < colors.length ? colors[index] : 0);
            }
        }
        return rgb;
    }

    private static byte[] gray(Raster raster) {
        int width = raster.getWidth();
        byte[] rgb = allocate(raster);
        int[] row = new int[width];
        int bits = raster.getSampleModel().getSampleSize(0);
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int sample : row) {
                byte value = (byte) toByte(sample, bits);
                rgb[to++] = value;
                rgb[to++] = value;
                rgb[to++] = value;
            }
        }
        return rgb;
    }

    private static byte[] color(Raster raster) {
        if (raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel) {
            return interleaved(raster);
        }
        int width = raster.getWidth();
        byte[] rgb = allocate(raster);
        int[] row = new int[width];
        for (int band = 0; band < 3; band++) {
            int bits = raster.getSampleModel().getSampleSize(band);
            for (int y = 0, to = band; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int sample : row) {
                    rgb[to] = (byte) toByte(sample, bits);
                    to += 3;
                }
            }
        }
        return rgb;
    }

    private static byte[] interleaved(Raster raster) {
        var model = (PixelInterleavedSampleModel) raster.getSampleModel();
        var buffer = (DataBufferByte) raster.getDataBuffer();
        byte[] rgb = allocate(raster);
        byte[] data = buffer.getData();
        int[] offsets = model.getBandOffsets();
        int step = model.getPixelStride();
        int originX = raster.getMinX() - raster.getSampleModelTranslateX();
        int originY = raster.getMinY() - raster.getSampleModelTranslateY();
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            int from = buffer.getOffset() + (originY + y) * model.getScanlineStride() + originX * step;
            for (int x = 0; x < raster.getWidth(); x++) {
                rgb[to] = data[from + offsets[0]];
                rgb[to + 1] = data[from + offsets[1]];
                rgb[to + 2] = data[from + offsets[2]];
                to += 3;
                from += step;
            }
        }
        return rgb;
    }

    /** Any other colour space, by the colour model's rule. */
    private static byte[] converted(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = allocate(image.getRaster());
        int[] row = new int[width];
        for (int y = 0, to = 0; y < image.getHeight(); y++) {
            for (int color : image.getRGB(0, y, width, 1, row, 0, width)) {
                to = put(rgb, to, color);
            }
        }
        return rgb;
    }

    private static int put(byte[] rgb, int to, int color) {
        rgb[to] = (byte) (color >> 16);
        rgb[to + 1] = (byte) (color >> 8);
        rgb[to + 2] = (byte) color;
        return to + 3;
    }

    private static int toByte(int sample, int bits) {
        return bits == 8
                ? sample
                : bits > 8 ? sample >>> (bits - 8) : (sample * 255 + ((1 << bits) - 1) / 2) / ((1 << bits) - 1);
    }

    private static byte[] allocate(Raster raster) {
        return new byte[Math.multiplyExact(3, Math.multiplyExact(raster.getWidth(), raster.getHeight()))];
    }
}
