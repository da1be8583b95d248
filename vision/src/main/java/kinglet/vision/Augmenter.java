package kinglet.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kinglet.train.Augmentation;

/**
 * What is changed at random in the pictures of a training batch.
 *
 * @param pictures changes of a picture, one after the other
 * @param erasing what is erased of a picture after it was normalised
 * @param mixings of these, one is drawn for each batch
 */
public record Augmenter(List<PictureTransform> pictures, Optional<RandomErasing> erasing, List<BatchMixing> mixings) {

    private static final int USUAL_SIZE = 224;

    public Augmenter {
        pictures = List.copyOf(pictures);
        mixings = List.copyOf(mixings);
    }

    /** Nothing is changed. */
    public static Augmenter none() {
        return new Augmenter(List.of(), Optional.empty(), List.of());
    }

    /**
     * What a recipe says, for an input of {@code size} pixels square. Lengths of the shorter side are those for 224 pixels, and are
     * scaled to the size.
     *
     * @throws DatasetException if a number of the recipe is impossible for that size
     */
    public static Augmenter of(List<Augmentation> recipe, int size) {
        Augmenter augmenter = none();
        for (Augmentation part : recipe) {
            augmenter = augmenter.and(part, size);
        }
        return augmenter;
    }

    private Augmenter and(Augmentation part, int size) {
        return switch (part) {
            case Augmentation.RandomResizedCrop(double least, double most) ->
                with(new RandomResizedCrop(size, least, most));
            case Augmentation.RandomShorterSide(int least, int most) ->
                with(new RandomShorterSide(scaled(least, size), scaled(most, size), size));
            case Augmentation.PadAndCrop(int pixels) -> with(new RandomCrop(size, pixels));
            case Augmentation.HorizontalFlip() -> with(new HorizontalFlip());
            case Augmentation.ColourJitter(double brightness, double contrast, double saturation) ->
                with(new ColorJitter(brightness, contrast, saturation, 0));
            case Augmentation.Lighting(double deviation) -> with(new Lighting(deviation));
            case Augmentation.RandomErasing(double probability) -> with(new RandomErasing(probability));
            case Augmentation.AutoAugment() -> with(new AutoAugment());
            case Augmentation.RandAugment(int operations, int magnitude) ->
                with(new RandAugment(operations, magnitude));
            case Augmentation.TrivialAugment() -> with(new TrivialAugment());
            case Augmentation.Mixup(double alpha) -> with(new Mixup(alpha));
            case Augmentation.CutMix(double alpha) -> with(new CutMix(alpha));
        };
    }

    private static int scaled(int length, int size) {
        return (int) Math.round((double) length * size / USUAL_SIZE);
    }

    /** A random resized crop and a flip, the custom for photographs (He et al. 2016; torchvision's references). */
    public static Augmenter photographs(int size) {
        return none().with(new RandomResizedCrop(size)).with(new HorizontalFlip());
    }

    /** Padding by an eighth of the side, a random crop and a flip, the custom for CIFAR (He et al. 2016, section 4.2: 4 of 32 pixels). */
    public static Augmenter smallPictures(int size) {
        return none().with(new RandomCrop(size, size / 8)).with(new HorizontalFlip());
    }

    public Augmenter with(PictureTransform transform) {
        return new Augmenter(append(pictures, transform), erasing, mixings);
    }

    public Augmenter with(RandomErasing other) {
        return new Augmenter(pictures, Optional.of(other), mixings);
    }

    public Augmenter with(BatchMixing mixing) {
        return new Augmenter(pictures, erasing, append(mixings, mixing));
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }
}
