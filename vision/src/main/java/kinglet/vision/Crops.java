package kinglet.vision;

import kinglet.networks.Interpolation;

/** Parts of pictures. */
final class Crops {
    private Crops() {}

    /** A part, which lies within the picture. */
    static Picture inside(Picture picture, int x, int y, int width, int height) {
        return x == 0 && y == 0 && width == picture.width() && height == picture.height()
                ? picture
                : padded(picture, x, y, width, height);
    }

    /** A part, black where it reaches out of the picture. */
    static Picture padded(Picture picture, int x, int y, int width, int height) {
        byte[] from = picture.rgb();
        byte[] to = new byte[3 * width * height];
        int first = Math.max(0, -x);
        int count = Math.min(width, picture.width() - x) - first;
        for (int row = Math.max(0, -y); count > 0 && row < Math.min(height, picture.height() - y); row++) {
            int source = 3 * ((y + row) * picture.width() + x + first);
            System.arraycopy(from, source, to, 3 * (row * width + first), 3 * count);
        }
        return Picture.of(to, width, height);
    }

    /** A part, resized to a square. */
    static Picture resized(
            Picture picture, int x, int y, int width, int height, int size, Interpolation interpolation) {
        Picture part = inside(picture, x, y, width, height);
        return width == size && height == size ? part : Resampler.resize(part, size, size, interpolation);
    }
}
