package kinglet.vision;

/** The hue turned, in Pillow's 8-bit HSV (after Smith 1978), and so as torchvision's adjust_hue does. */
final class Hue {
    private Hue() {}

    /** @param turn -0.5 to 0.5 of a full turn */
    static Picture turn(Picture picture, double turn) {
        int shift = (int) (turn * 255) & 0xff;
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            turn(from, to, i, shift);
        }
        return Picture.of(to, picture.width(), picture.height());
    }

    private static void turn(byte[] from, byte[] to, int at, int shift) {
        int red = from[at] & 0xff;
        int green = from[at + 1] & 0xff;
        int blue = from[at + 2] & 0xff;
        int value = Math.max(red, Math.max(green, blue));
        int range = value - Math.min(red, Math.min(green, blue));
        int saturation = range == 0 ? 0 : (int) ((float) range / value * 255.0);
        if (saturation == 0) {
            put(to, at, value, value, value);
            return;
        }
        int hue = hue(red, green, blue, value, range) + shift & 0xff;
        float sixth = (float) (hue * 6 / 255.0);
        int sector = (int) sixth;
        float rest = sixth - sector;
        float share = saturation / 255f;
        int p = Math.round(value * (1 - share));
        int q = Math.round(value * (1 - share * rest));
        int t = Math.round(value * (1 - share * (1 - rest)));
        switch (sector % 6) {
            case 0 -> put(to, at, value, t, p);
            case 1 -> put(to, at, q, value, p);
            case 2 -> put(to, at, p, value, t);
            case 3 -> put(to, at, p, q, value);
            case 4 -> put(to, at, t, p, value);
            default -> put(to, at, value, p, q);
        }
    }

    private static int hue(int red, int green, int blue, int value, int range) {
        float r = (float) (value - red) / range;
        float g = (float) (value - green) / range;
        float b = (float) (value - blue) / range;
        float sixth = red == value ? b - g : green == value ? 2 + r - b : 4 + g - r;
        double whole = sixth / 6.0 + 1;
        return (int) ((float) (whole - (int) whole) * 255.0);
    }

    private static void put(byte[] to, int at, int red, int green, int blue) {
        to[at] = (byte) red;
        to[at + 1] = (byte) green;
        to[at + 2] = (byte) blue;
    }
}
