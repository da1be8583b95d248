package kinglet.vision;

import java.util.random.RandomGenerator;

/** Changes a picture at random. All that is random comes from the generator, so the same generator gives the same picture. */
@FunctionalInterface
public interface PictureTransform {

    /** A changed picture, or this one; the one that is given is left as it is. */
    Picture apply(Picture picture, RandomGenerator random);
}
