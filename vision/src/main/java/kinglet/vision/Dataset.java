package kinglet.vision;

import java.util.List;

/** Labelled pictures, by number from 0. Safe for use by many threads. */
public interface Dataset {

    /** How many pictures there are. */
    int size();

    /** The names of the classes, in the order of their numbers. */
    List<String> classNames();

    /** The class of a picture. */
    int label(int index);

    /** What to call a picture in a message: its file, or its place in one. */
    String name(int index);

    /**
     * A picture, decoded anew at each call.
     *
     * @throws ImageException if it cannot be read
     */
    Picture picture(int index);

    /** Whether the pixels lie in memory already, so that keeping decoded pictures gains nothing. */
    default boolean inMemory() {
        return false;
    }

    /** Some of the pictures, in this order. */
    default Dataset subset(int... indices) {
        return new Subset(this, indices.clone());
    }

    /** How many pictures each class has. */
    default int[] countByClass() {
        int[] counts = new int[classNames().size()];
        for (int i = 0; i < size(); i++) {
            counts[label(i)]++;
        }
        return counts;
    }
}
