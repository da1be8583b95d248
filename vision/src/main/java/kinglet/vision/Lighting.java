package kinglet.vision;

import java.util.random.RandomGenerator;

/**
 * A colour added to all pixels, along the principal components of ImageNet's colours (Krizhevsky et al. 2012, section 4.1).
 *
 * @param deviation standard deviation of the share of each component; 0.1 in the paper
 */
public record Lighting(double deviation) implements PictureTransform {
    /** The components of red, green and blue in 0..1, a row a colour, and the deviation along each (fb.resnet.torch). */
    private static final double[][] COMPONENTS = {
        {-0.5675, 0.7192, 0.4009},
        {-0.5808, -0.0045, -0.8140},
        {-0.5836, -0.6948, 0.4203}
    };

    private static final double[] DEVIATIONS = {0.2175, 0.0188, 0.0045};

    public Lighting {
        Ranges.within("the deviation of lighting", deviation, 0, 100);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        double[] added = new double[3];
        for (int k = 0; k < 3; k++) {
            double share = 255 * deviation * DEVIATIONS[k] * random.nextGaussian();
            for (int c = 0; c < 3; c++) {
                added[c] += COMPONENTS[c][k] * share;
            }
        }
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int c = 0; c < 3; c++) {
            int whole = (int) Math.rint(added[c]);
            for (int i = c; i < from.length; i += 3) {
                to[i] = (byte) Math.clamp((from[i] & 0xff) + whole, 0, 255);
            }
        }
        return Picture.of(to, picture.width(), picture.height());
    }
}
