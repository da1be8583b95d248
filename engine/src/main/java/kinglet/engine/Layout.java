package kinglet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import kinglet.graph.Shape;
import kinglet.kernels.Buffer;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * Where an activation lies, relative to buffers whose places are not chosen yet. Channel planes are skewed by a cache line, so that
 * they do not all fall into the same sets of the cache; and because the distance of two rows does not depend on the number of
 * channels, the channels of several buffers can be joined, split and shuffled without moving any.
 *
 * @param shape channels, rows, columns
 * @param rowStride floats from a pixel to the one below
 * @param pixelStride floats from a pixel to the one on its right
 * @param blocks lane 0 of pixel (0, 0) of each block of channels; empty if planar
 * @param channels pixel (0, 0) of each channel
 * @param border zeros around the pixels
 */
record Layout(Shape shape, int rowStride, int pixelStride, List<Spot> blocks, List<Spot> channels, Border border) {
    /**
     * Times the blocks that full ones would take. Beyond, a step that gathers its channels one by one is repaid by those who read the full
     * blocks (CondenseNet-74's norms and the products after them: 8.9 ms, and 9.1 when four times as many were allowed).
     */
    private static final int SPARSEST = 2;

    /** A new buffer of channel blocks. */
    static Layout blocked(Shape shape, Border border) {
        return blocked(shape, border, Math.ceilDiv(shape.channels(), View.LANES));
    }

    private static Layout blocked(Shape shape, Border border, int count) {
        int rowStride = product(border.left() + shape.width() + border.right(), View.LANES);
        int plane = skewed(product(border.top() + shape.height() + border.bottom(), rowStride));
        Buffer buffer = new Buffer(product(plane, count));
        int origin = border.top() * rowStride + border.left() * View.LANES;
        List<Spot> blocks = Stream.iterate(0, b -> b + 1)
                .limit(count)
                .map(b -> new Spot(buffer, origin + b * plane))
                .toList();
        List<Spot> channels = Stream.iterate(0, c -> c + 1)
                .limit(shape.channels())
                .map(c -> blocks.get(c / View.LANES).plus(c % View.LANES))
                .toList();
        return new Layout(shape, rowStride, View.LANES, blocks, channels, border);
    }

    /** A new buffer of channel planes, as pictures come. */
    static Layout planar(Shape shape, Border border) {
        int rowStride = border.left() + shape.width() + border.right();
        int plane = product(border.top() + shape.height() + border.bottom(), rowStride);
        Buffer buffer = new Buffer(product(plane, shape.channels()));
        int origin = border.top() * rowStride + border.left();
        List<Spot> channels = Stream.iterate(0, c -> c + 1)
                .limit(shape.channels())
                .map(c -> new Spot(buffer, origin + c * plane))
                .toList();
        return new Layout(shape, rowStride, 1, List.of(), channels, border);
    }

    /** A block, once more for each time that a select repeats a channel of it. */
    private record Turn(Spot block, int number) {}

    /**
     * A new buffer whose channels lie in lanes as they do here, for results of another size, so that vectors meet lane by lane. A channel
     * that a select repeats lies in another block at each turn; where that takes too many blocks, the channels lie in order instead.
     */
    Layout arrangedAlike(Shape other, Border otherBorder) {
        Map<Turn, Integer> numbers = new HashMap<>();
        blocks.forEach(block -> numbers.putIfAbsent(new Turn(block, 0), numbers.size()));
        Map<Spot, Integer> seen = new HashMap<>();
        List<Turn> turns = new ArrayList<>();
        for (Spot channel : isBlocked() ? channels : List.<Spot>of()) {
            Turn turn = new Turn(blockOf(channel), seen.merge(channel, 1, Integer::sum) - 1);
            numbers.putIfAbsent(turn, numbers.size());
            turns.add(turn);
        }
        if (turns.isEmpty() || numbers.size() > SPARSEST * Math.ceilDiv(other.channels(), View.LANES)) {
            return blocked(other, otherBorder);
        }
        Layout fresh = blocked(other.withChannels(numbers.size() * View.LANES), otherBorder, numbers.size());
        List<Spot> arranged = new ArrayList<>();
        for (int c = 0; c < turns.size(); c++) {
            Turn turn = turns.get(c);
            int lane = channels.get(c).offset() - turn.block().offset();
            arranged.add(
                    fresh.blocks.get(Objects.requireNonNull(numbers.get(turn))).plus(lane));
        }
        return new Layout(other, fresh.rowStride, fresh.pixelStride, fresh.blocks, arranged, otherBorder);
    }

    /** The same pixels with other channels, each already lying somewhere with the same strides. */
    Layout withChannels(List<Spot> spots, List<Spot> candidates) {
        if (!isBlocked()) {
            return new Layout(shape.withChannels(spots.size()), rowStride, pixelStride, List.of(), spots, border);
        }
        Layout all = new Layout(shape, rowStride, pixelStride, candidates, spots, border);
        Set<Spot> used = new LinkedHashSet<>();
        Set<Spot> wanted = new HashSet<>();
        spots.forEach(spot -> wanted.add(all.blockOf(spot)));
        candidates.stream().filter(wanted::contains).forEach(used::add);
        return new Layout(shape.withChannels(spots.size()), rowStride, pixelStride, List.copyOf(used), spots, border);
    }

    /** All values as one vector, channel by channel, row by row. */
    Layout flattened() {
        List<Spot> spots = new ArrayList<>(shape.size());
        for (Spot channel : channels) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    spots.add(channel.plus(y * rowStride + x * pixelStride));
                }
            }
        }
        return shape.isVector()
                ? this
                : new Layout(Shape.vector(shape.size()), rowStride, 1, List.of(), spots, Border.NONE);
    }

    boolean isBlocked() {
        return !blocks.isEmpty();
    }

    /** Whether there are zeros at least as far out as these. */
    boolean covers(Border needed) {
        return border.top() >= needed.top()
                && border.left() >= needed.left()
                && border.bottom() >= needed.bottom()
                && border.right() >= needed.right();
    }

    Set<Buffer> buffers() {
        Set<Buffer> buffers = new LinkedHashSet<>();
        channels.forEach(spot -> buffers.add(spot.buffer()));
        return buffers;
    }

    /** The view of the kernels, once the memory is planned. */
    View view() {
        return new View(
                shape.height(),
                shape.width(),
                rowStride,
                pixelStride,
                blocks.stream().mapToInt(Spot::place).toArray(),
                channels.stream().mapToInt(Spot::place).toArray(),
                border);
    }

    private Spot blockOf(Spot channel) {
        for (Spot block : blocks) {
            int lane = channel.offset() - block.offset();
            if (block.buffer() == channel.buffer() && lane >= 0 && lane < View.LANES) {
                return block;
            }
        }
        throw new IllegalStateException("a channel lies in no block");
    }

    private static int product(int a, int b) {
        long product = (long) a * b;
        if (product > MemoryPlan.LARGEST) {
            throw MemoryPlan.tooLarge();
        }
        return (int) product;
    }

    /** An odd number of cache lines. */
    private static int skewed(int plane) {
        return plane / View.LANES % 2 == 0 ? plane + View.LANES : plane;
    }
}
