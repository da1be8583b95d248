package kinglet.train;

/** How a picture is changed at random before it is learned from. Data alone: who makes batches knows how it is done. */
public sealed interface Augmentation {

    /** A part of {@code leastArea} to {@code mostArea} of the picture and of another shape, resized (Szegedy et al. 2015, section 6). */
    record RandomResizedCrop(double leastArea, double mostArea) implements Augmentation {}

    /** The shorter side resized to a length between {@code least} and {@code most}, and a square of the input's size cut out at random. */
    record RandomShorterSide(int least, int most) implements Augmentation {}

    /** Zeros around the picture, and a part of its own size cut out at random. */
    record PadAndCrop(int pixels) implements Augmentation {}

    /** Left and right exchanged in half of the pictures. */
    record HorizontalFlip() implements Augmentation {}

    /** Brightness, contrast and saturation multiplied by 1 plus or minus these. */
    record ColourJitter(double brightness, double contrast, double saturation) implements Augmentation {}

    /** Colour moved along the principal components of ImageNet's colours (Krizhevsky et al. 2012, section 4.1). */
    record Lighting(double deviation) implements Augmentation {}

    /** A rectangle overwritten, with this probability (Zhong et al. 2017). */
    record RandomErasing(double probability) implements Augmentation {}

    /** The policy that was found on ImageNet (Cubuk et al. 2019). */
    record AutoAugment() implements Augmentation {}

    /** {@code operations} of a fixed list, each of magnitude {@code magnitude} of 30 (Cubuk et al. 2020). */
    record RandAugment(int operations, int magnitude) implements Augmentation {}

    /** One operation at a random magnitude (Müller and Hutter 2021). */
    record TrivialAugment() implements Augmentation {}

    /** Two pictures and their labels mixed by a weight from Beta(alpha, alpha) (Zhang et al. 2018). */
    record Mixup(double alpha) implements Augmentation {}

    /** A rectangle of another picture pasted in, and labels mixed by area (Yun et al. 2019). */
    record CutMix(double alpha) implements Augmentation {}
}
