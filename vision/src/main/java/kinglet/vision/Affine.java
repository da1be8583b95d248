package kinglet.vision;

/**
 * Pictures moved, slanted and turned as torchvision does it over Pillow: each pixel of the result takes the nearest one of the
 * picture, black outside of it.
 *
 * @param xx what x of the picture gains with x of the result; the others likewise
 * @param x0 x of the picture for the result's corner
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

    /** Rows shifted by {@code slope} pixels for each row from the top. */
    static Affine shearX(double slope) {
        return new Affine(1, slope, 0, 0, 1, 0);
    }

    static Affine shearY(double slope) {
        return new Affine(1, 0, 0, slope, 1, 0);
    }

    /** To the right and down, by whole pixels. */
    static Affine translate(int right, int down) {
        return new Affine(1, 0, -right, 0, 1, -down);
    }

    /** Counter-clockwise about the centre, in degrees. */
    static Affine rotate(Picture picture, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = picture.width() / 2.0;
        double y = picture.height() / 2.0;
        return new Affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y);
    }

    Picture apply(Picture picture) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        int width = picture.width();
        int height = picture.height();
        for (int y = 0, t = 0; y < height; y++) {
            for (int x = 0; x < width; x++, t += 3) {
                double sourceX = xx * (x + 0.5) + xy * (y + 0.5) + x0;
                double sourceY = yx * (x + 0.5) + yy * (y + 0.5) + y0;
                if (sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height) {
                    int s = 3 * ((int) sourceY * width + (int) sourceX);
                    to[t] = from[s];
                    to[t + 1] = from[s + 1];
                    to[t + 2] = from[s + 2];
                }
            }
        }
        return Picture.of(to, width, height);
    }
}
