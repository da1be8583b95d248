package kinglet.vision;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Pictures whose every value is their number; some cannot be read. */
final class NumberedPictures implements Dataset {
    private final int size;
    private final int classes;
    private final int side;
    private final Set<Integer> broken;
    final AtomicInteger decoded = new AtomicInteger();

    NumberedPictures(int size, int classes, int side, Integer... broken) {
        this.size = size;
        this.classes = classes;
        this.side = side;
        this.broken = Set.of(broken);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<String> classNames() {
        return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    }

    @Override
    public int label(int index) {
        return index % classes;
    }

    @Override
    public String name(int index) {
        return "picture " + index;
    }

    @Override
    public Picture picture(int index) {
        decoded.incrementAndGet();
        if (broken.contains(index)) {
            throw new ImageException("cannot read picture 'picture %d': it is torn".formatted(index));
        }
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) index);
        return Picture.of(rgb, side, side);
    }
}
