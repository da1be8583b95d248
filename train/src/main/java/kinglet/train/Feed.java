package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kinglet.graph.Shape;
import kinglet.kernels.Plane;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.View;

/**
 * The blocks of stored values that hold the channels an operand reads. They are loaded as they lie, whatever the order of the channels; a block
 * whose channels an operand reads twice is loaded twice, so that gradients come back to different places.
 */
final class Feed {
    private static final int LANES = View.LANES;

    /** A block of a unit, at the time of its channels' first, second ... reading. */
    private record Source(Values values, int block, int turn) {}

    private final TrainingKernels kernels;
    private final List<Source> sources;
    private final int[] channels;
    private final float[] mask;
    private final boolean[] first;
    private final boolean[] last;
    private final Shape shape;

    Feed(TrainingKernels kernels, List<Wire> wires, Map<Unit, Values> values) {
        this.kernels = kernels;
        List<Source> found = new ArrayList<>();
        Map<Source, Integer> numbers = new HashMap<>();
        Map<Wire, Integer> turns = new HashMap<>();
        this.channels = new int[wires.size()];
        for (int c = 0; c < channels.length; c++) {
            Wire wire = wires.get(c);
            int turn = turns.merge(wire, 1, Integer::sum) - 1;
            Source source = new Source(Objects.requireNonNull(values.get(wire.unit())), wire.channel() / LANES, turn);
            int number = numbers.computeIfAbsent(source, s -> {
                found.add(s);
                return found.size() - 1;
            });
            channels[c] = number * LANES + wire.channel() % LANES;
        }
        this.sources = List.copyOf(found);
        this.mask = new float[sources.size() * LANES];
        for (int channel : channels) {
            mask[channel] = 1;
        }
        this.first = new boolean[sources.size()];
        this.last = new boolean[sources.size()];
        this.shape = sources.getFirst().values().shape().withChannels(wires.size());
    }

    Shape shape() {
        return shape;
    }

    int blocks() {
        return sources.size();
    }

    /** For each channel the number of its block times 16, and its lane. */
    int[] channels() {
        return channels.clone();
    }

    /** Whether the channels lie in order from the first lane on. */
    boolean isInOrder() {
        for (int c = 0; c < channels.length; c++) {
            if (channels[c] != c) {
                return false;
            }
        }
        return true;
    }

    /** Whether a block is there twice: then its gradients must come back one after the other. */
    boolean isRepeated() {
        return sources.stream().anyMatch(s -> s.turn() > 0);
    }

    /** Whether any gradient goes back. */
    boolean learns() {
        return sources.stream().anyMatch(s -> s.values().learns());
    }

    /** The values that it loads. */
    List<Values> reads() {
        return sources.stream().map(Source::values).distinct().toList();
    }

    /** The values that get gradients from here. */
    List<Values> learners() {
        return reads().stream().filter(Values::learns).toList();
    }

    /** Notes which blocks this is the first to give a gradient to. */
    void claim(Map<Values, boolean[]> claimed) {
        for (int i = 0; i < first.length; i++) {
            Source source = sources.get(i);
            boolean[] blocks = claimed.computeIfAbsent(source.values(), v -> new boolean[v.blocks()]);
            first[i] = !blocks[source.block()];
            blocks[source.block()] = true;
        }
    }

    /** Notes which blocks this is the last to give a gradient to; whoever gives later asks earlier. */
    void conclude(Map<Values, boolean[]> concluded) {
        for (int i = last.length - 1; i >= 0; i--) {
            Source source = sources.get(i);
            boolean[] blocks = concluded.computeIfAbsent(source.values(), v -> new boolean[v.blocks()]);
            last[i] = !blocks[source.block()];
            blocks[source.block()] = true;
        }
    }

    /** Loads one block of one image. */
    void load(float[] arena, int block, Plane to, int image) {
        Source source = sources.get(block);
        Values v = source.values();
        kernels.load(
                v.stored(),
                v.at(image, source.block()),
                v.scale,
                v.shift,
                source.block() * LANES,
                v.activation(),
                arena,
                to);
    }

    /** Loads one block of one image on top of what is there. */
    void loadMore(float[] arena, int block, Plane to, int image) {
        Source source = sources.get(block);
        Values v = source.values();
        kernels.loadMore(
                v.stored(),
                v.at(image, source.block()),
                v.scale,
                v.shift,
                source.block() * LANES,
                v.activation(),
                arena,
                to);
    }

    /** Gives one block of one image its gradient. */
    void giveBack(float[] arena, int block, Plane from, int image) {
        Source source = sources.get(block);
        Values v = source.values();
        if (!v.learns()) {
            return;
        }
        int at = v.gradientAt(image, source.block());
        if (first[block]) {
            kernels.store(arena, from, mask, block * LANES, v.gradient(), at);
        } else {
            kernels.storeMore(arena, from, mask, block * LANES, v.gradient(), at);
        }
        if (last[block]) {
            v.given(image, source.block());
        }
    }

    /** Loads all blocks of the images that lie in a region side by side, from one image on; around and between them lies what lay there. */
    void load(float[] arena, Region to, int image) {
        for (int i = 0; i < to.strip().images(); i++) {
            for (int b = 0; b < sources.size(); b++) {
                load(arena, b, to.plane(b, i), image + i);
            }
        }
    }

    void giveBack(float[] arena, Region from, int image) {
        for (int i = 0; i < from.strip().images(); i++) {
            for (int b = 0; b < sources.size(); b++) {
                giveBack(arena, b, from.plane(b, i), image + i);
            }
        }
    }

    @Override
    public String toString() {
        return sources.size() + " blocks, channels " + Arrays.toString(channels);
    }
}
