package kinglet.vision;

import java.util.random.RandomGenerator;
import kinglet.graph.Shape;
import kinglet.train.Batch;

/** Mixes the pictures of a batch, and the probabilities of their classes, with each other; in place. */
public sealed interface BatchMixing permits Mixup, CutMix {

    void mix(Batch batch, Shape image, int classes, RandomGenerator random);
}
