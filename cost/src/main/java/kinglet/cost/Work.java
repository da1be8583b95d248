package kinglet.cost;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kinglet.graph.Node;

/**
 * What a piece of work computes and moves when each value is touched once.
 *
 * @param multAdds multiply-adds of one image, as the papers count
 * @param weights parameters that it reads, once for all images
 * @param activations values that it reads and writes for each image
 */
public record Work(long multAdds, long weights, long activations) {

    /**
     * Of nodes that are done together, in order: what one of them leaves for another is not moved; the result is the last one's.
     */
    public static Work of(List<Node> nodes) {
        Set<Node> inside = Set.copyOf(nodes);
        Set<Node> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        read.removeAll(inside);
        Stream<Node> moved = Stream.concat(read.stream(), nodes.stream().skip(nodes.size() - 1L));
        return new Work(
                nodes.stream().mapToLong(MultAdds::of).sum(),
                nodes.stream().mapToLong(MemoryAccess::weights).sum(),
                moved.mapToLong(node -> node.shape().size()).sum());
    }

    /** Of moving so many values from one place to another. */
    public static Work copy(long values) {
        return new Work(0, 0, 2 * values);
    }

    /** Floating point operations for so many images, two a multiply-add. */
    public double flops(int batch) {
        return 2.0 * multAdds * batch;
    }

    /** Bytes for so many images, in single precision. */
    public double bytes(int batch) {
        return (double) Float.BYTES * (weights + (double) activations * batch);
    }
}
