package kinglet.vision;

import java.util.random.RandomGenerator;
import kinglet.graph.Shape;
import kinglet.train.Batch;

/**
 * A rectangle of another picture pasted in, one for a batch, and the classes averaged by area (Yun et al. 2019), as torchvision's
 * CutMix: the sides are those of the picture times the root of 1 minus a weight from Beta(alpha, alpha), and what reaches out of the
 * picture is cut off.
 *
 * @param alpha 1 in the paper and in torchvision
 */
public record CutMix(double alpha) implements BatchMixing {

    public CutMix {
        Ranges.within("the alpha of CutMix", alpha, 1e-3, 1e3);
    }

    @Override
    public void mix(Batch batch, Shape image, int classes, RandomGenerator random) {
        double half = 0.5 * Math.sqrt(1 - MixingWeight.draw(alpha, random));
        int x = random.nextInt(image.width());
        int y = random.nextInt(image.height());
        int halfWidth = (int) (half * image.width());
        int halfHeight = (int) (half * image.height());
        int left = Math.max(0, x - halfWidth);
        int right = Math.min(image.width(), x + halfWidth);
        int top = Math.max(0, y - halfHeight);
        int bottom = Math.min(image.height(), y + halfHeight);
        float[] images = batch.images();
        MixingWeight.withPartners(images, batch.size(), image.size(), (at, partner, from) -> {
            for (int c = 0; c < image.channels(); c++) {
                for (int row = top; row < bottom; row++) {
                    int place = (c * image.height() + row) * image.width() + left;
                    System.arraycopy(partner, from + place, images, at + place, right - left);
                }
            }
        });
        MixingWeight.mixTargets(batch, classes, 1 - (float) ((right - left) * (bottom - top)) / image.area());
    }
}
