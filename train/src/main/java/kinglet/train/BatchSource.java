package kinglet.train;

import java.util.List;
import kinglet.graph.Shape;

/** Where a trainer's pictures come from: the same batches for the same epoch, whenever it is asked for them. */
public interface BatchSource {

    /** The shape of one picture. */
    Shape image();

    /** The names of the classes, in the order of their numbers. */
    List<String> classNames();

    /** How many pictures there are. */
    int size();

    int batchesPerEpoch();

    /** The batches of an epoch, from 0, from batch {@code firstBatch} on. */
    Batches epoch(int epoch, int firstBatch);
}
