package kinglet.cli;

import java.util.Optional;
import java.util.stream.IntStream;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Preprocessing;
import kinglet.networks.Stem;
import kinglet.vision.Dataset;
import kinglet.vision.ImageException;
import kinglet.vision.Picture;

/**
 * What a network of the catalogue should read, to learn these pictures.
 *
 * @param options the network's, as chosen and otherwise as suits the pictures
 * @param preprocessing of the pictures
 * @param resized whether most pictures are of another size than the input
 */
record InputChoice(NetworkOptions options, Preprocessing preprocessing, boolean resized) {
    private static final int LOOKED_AT = 25;
    private static final int STEP = 32;
    /** Up to these sizes the first two halvings, or one, are left out, if the network can do without. */
    private static final int SMALL = 48;

    private static final int MIDDLE = 96;
    /** Pictures that are no larger than this times the input are seen whole. */
    private static final double ABOUT = 1.2;

    /** For these pictures: their size, to the nearest 32 if they are not small, but no more than the network was published for. */
    static InputChoice of(Entry entry, NetworkOptions chosen, Dataset pictures) {
        int side = shorterSide(pictures);
        int published = entry.preprocessing().crop();
        int fitting = side <= SMALL
                ? side
                : Math.toIntExact(Math.min(Math.round((double) side / STEP) * STEP, Math.max(STEP, published)));
        int resolution = chosen.resolution().orElse(fitting);
        NetworkOptions options = chosen.withResolution(resolution)
                .withClasses(pictures.classNames().size());
        boolean offersStem = entry.defaults().stem().isPresent();
        Stem fits = stem(resolution);
        if (chosen.stem().isEmpty() && offersStem && fits != Stem.IMAGENET) {
            options = options.withStem(fits);
        }
        boolean larger = side > ABOUT * resolution;
        Preprocessing preprocessing = larger ? entry.preprocessing().at(resolution) : whole(entry, resolution);
        return new InputChoice(options, preprocessing, side != resolution);
    }

    /** The stem of a network that has the choice, where nobody chooses. */
    static Stem stem(int resolution) {
        if (resolution <= SMALL) {
            return Stem.CIFAR;
        }
        return resolution <= MIDDLE ? Stem.TINY : Stem.IMAGENET;
    }

    private static Preprocessing whole(Entry entry, int resolution) {
        Preprocessing published = entry.preprocessing();
        return new Preprocessing(
                resolution,
                resolution,
                published.interpolation(),
                published.resizing(),
                published.order(),
                published.mean(),
                published.std());
    }

    /** Whether most pictures are of another size than what a network reads. */
    static boolean resized(Dataset pictures, int resolution) {
        return shorterSide(pictures) != resolution;
    }

    /** The median of some. */
    private static int shorterSide(Dataset pictures) {
        int count = Math.min(LOOKED_AT, pictures.size());
        int[] sides = IntStream.range(0, count)
                .mapToObj(i -> shorterSide(pictures, (int) ((long) i * pictures.size() / count)))
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return sides.length == 0 ? STEP : sides[sides.length / 2];
    }

    private static Optional<Integer> shorterSide(Dataset pictures, int index) {
        try {
            Picture picture = pictures.picture(index);
            return Optional.of(Math.min(picture.width(), picture.height()));
        } catch (ImageException e) {
            // the loader counts and names it
            return Optional.empty();
        }
    }
}
