package kinglet.vision;

import java.util.random.RandomGenerator;
import kinglet.graph.Shape;
import kinglet.train.Batch;

/**
 * Pictures and their classes averaged in pairs, with one weight from Beta(alpha, alpha) for a batch (Zhang et al. 2018), as
 * torchvision's MixUp.
 *
 * @param alpha 1 in torchvision; its recipes take 0.2
 */
public record Mixup(double alpha) implements BatchMixing {

    public Mixup {
        Ranges.within("the alpha of mixup", alpha, 1e-3, 1e3);
    }

    @Override
    public void mix(Batch batch, Shape image, int classes, RandomGenerator random) {
        float share = (float) MixingWeight.draw(alpha, random);
        float[] images = batch.images();
        int length = image.size();
        MixingWeight.withPartners(images, batch.size(), length, (at, partner, from) -> {
            for (int i = 0; i < length; i++) {
                images[at + i] = share * images[at + i] + (1 - share) * partner[from + i];
            }
        });
        MixingWeight.mixTargets(batch, classes, share);
    }
}
