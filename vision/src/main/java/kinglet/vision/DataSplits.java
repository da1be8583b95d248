package kinglet.vision;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The parts of a data set, with the same classes.
 *
 * @param train pictures to learn from
 * @param validation pictures that are never learned from, if the data set says which they are
 */
public record DataSplits(Dataset train, Optional<Dataset> validation) {

    /** The pictures of all parts. */
    public Dataset all() {
        return validation.<Dataset>map(second -> new Joined(train, second)).orElse(train);
    }

    /**
     * These splits if there is a validation split; otherwise that share of each class of the training pictures, at least one
     * and never all, is set apart. The same seed sets the same ones apart.
     *
     * @param share between 0 and 1, both excluded
     * @throws DatasetException if a class has a single picture, or the share is out of range
     */
    public DataSplits orSplit(double share, long seed) {
        if (validation.isPresent()) {
            return this;
        }
        if (!(share > 0 && share < 1)) {
            throw new DatasetException(
                    "the share of pictures for validation must lie between 0 and 1, but is %s".formatted(share));
        }
        int[] byClass = shuffledByClass(seed);
        int[] counts = train.countByClass();
        boolean[] apart = new boolean[train.size()];
        int from = 0;
        for (int label = 0; label < counts.length; label++) {
            int count = counts[label];
            if (count == 1) {
                throw new DatasetException(
                        "class '%s' has one picture, which cannot be both learned from and validated with; add more"
                                .formatted(train.classNames().get(label)));
            }
            long taken = Math.clamp(Math.round(share * count), Math.min(1, count), Math.max(0, count - 1));
            for (int i = 0; i < taken; i++) {
                apart[byClass[from + i]] = true;
            }
            from += count;
        }
        return new DataSplits(part(apart, false), Optional.of(part(apart, true)));
    }

    /** The numbers of the pictures, those of a class together, shuffled. */
    private int[] shuffledByClass(long seed) {
        int[] order = Randoms.permutation(train.size(), Randoms.of(seed, Randoms.SPLIT));
        return Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Integer.compare(train.label(a), train.label(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Dataset part(boolean[] apart, boolean wanted) {
        return train.subset(
                IntStream.range(0, apart.length).filter(i -> apart[i] == wanted).toArray());
    }
}
