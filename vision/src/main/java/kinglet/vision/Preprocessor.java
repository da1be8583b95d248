package kinglet.vision;

import java.util.List;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.networks.ChannelOrder;
import kinglet.networks.Preprocessing;

/** Makes pictures into the input of a network, {@code [n, channels, crop, crop]}, as a {@link Preprocessing} says. */
public final class Preprocessor {
    private final Preprocessing preprocessing;
    /** The value of each channel for each level of grey. */
    private final float[][] levels;

    public Preprocessor(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        int channels = preprocessing.order() == ChannelOrder.GRAY ? 1 : 3;
        if (preprocessing.mean().size() != channels || preprocessing.std().size() != channels) {
            throw new ImageException("%s takes %d means and deviations, but was given %d and %d"
                    .formatted(
                            preprocessing.order(),
                            channels,
                            preprocessing.mean().size(),
                            preprocessing.std().size()));
        }
        levels = new float[channels][256];
        for (int c = 0; c < channels; c++) {
            for (int level = 0; level < 256; level++) {
                levels[c][level] = (float) ((level - preprocessing.mean().get(c))
                        / preprocessing.std().get(c));
            }
        }
    }

    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** The shape of one picture's input. */
    public Shape shape() {
        return new Shape(levels.length, preprocessing.crop(), preprocessing.crop());
    }

    /** One picture as a batch of one. */
    public Tensor apply(Picture picture) {
        return apply(List.of(picture));
    }

    /** A batch of pictures. */
    public Tensor apply(List<Picture> pictures) {
        Shape shape = shape();
        float[] values = new float[Math.multiplyExact(pictures.size(), shape.size())];
        for (int i = 0; i < pictures.size(); i++) {
            put(pictures.get(i), values, i * shape.size());
        }
        return Tensor.of(values, pictures.size(), shape.channels(), shape.height(), shape.width());
    }

    /** One picture's values from {@code at} on. */
    void put(Picture picture, float[] values, int at) {
        switch (preprocessing.resizing()) {
            case WHOLE_LEVELS -> putWhole(picture, values, at);
            case FRACTIONAL_LEVELS -> putFractional(picture, values, at);
        }
    }

    private void putWhole(Picture picture, float[] values, int at) {
        int crop = preprocessing.crop();
        boolean whole = preprocessing.resize() == crop && picture.width() == crop && picture.height() == crop;
        putCrop(
                whole
                        ? picture
                        : Resampler.resizeAndCrop(picture, preprocessing.resize(), crop, preprocessing.interpolation()),
                values,
                at);
    }

    /** The values of a picture that has the input's size already. */
    void putCrop(Picture picture, float[] values, int at) {
        byte[] rgb = picture.rgb();
        int area = picture.width() * picture.height();
        for (int c = 0; c < levels.length; c++) {
            float[] level = levels[c];
            int to = at + c * area;
            switch (preprocessing.order()) {
                case RGB -> look(rgb, c, level, values, to, area);
                case BGR -> look(rgb, 2 - c, level, values, to, area);
                case GRAY -> {
                    for (int i = 0; i < area; i++) {
                        values[to + i] = level[luma(rgb, 3 * i)];
                    }
                }
            }
        }
    }

    private static void look(byte[] rgb, int from, float[] level, float[] values, int to, int count) {
        for (int i = 0; i < count; i++) {
            values[to + i] = level[rgb[from + 3 * i] & 0xff];
        }
    }

    private void putFractional(Picture picture, float[] values, int at) {
        int crop = preprocessing.crop();
        float[] rgb = Resampler.fractional(picture, preprocessing.resize(), crop, preprocessing.interpolation());
        int area = crop * crop;
        for (int c = 0; c < levels.length; c++) {
            float zero = levels[c][0];
            float step = (float) (1 / preprocessing.std().get(c));
            for (int i = 0; i < area; i++) {
                values[at + c * area + i] = zero + step * fractional(rgb, 3 * i, c);
            }
        }
    }

    private float fractional(float[] rgb, int at, int channel) {
        return switch (preprocessing.order()) {
            case RGB -> rgb[at + channel];
            case BGR -> rgb[at + 2 - channel];
            case GRAY -> 0.299f * rgb[at] + 0.587f * rgb[at + 1] + 0.114f * rgb[at + 2];
        };
    }

    /** ITU-R BT.601, section 2.5.1, in 16-bit fixed point. */
    static int luma(byte[] rgb, int at) {
        int red = rgb[at] & 0xff;
        int green = rgb[at + 1] & 0xff;
        int blue = rgb[at + 2] & 0xff;
        return (19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16;
    }
}
