package kinglet.train;

import kinglet.graph.KingletException;

/**
 * Pictures to learn from at one step. The arrays may be longer than the batch needs.
 *
 * @param size how many pictures
 * @param images their values, {@code [size][channels][height][width]}
 * @param targets the probability of each class, {@code [size][classes]}
 * @param labels the class of each picture, the likeliest if two were mixed
 */
public record Batch(int size, float[] images, float[] targets, int[] labels) {

    public Batch {
        if (size < 1 || labels.length < size || images.length < size || targets.length < size) {
            throw new KingletException("a batch of %d pictures has %d values, %d targets and %d labels"
                    .formatted(size, images.length, targets.length, labels.length));
        }
    }
}
