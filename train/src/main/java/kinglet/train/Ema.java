package kinglet.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * Exponential moving averages of a network's tensors, running statistics included ({@code tf.train.ExponentialMovingAverage}):
 * {@code average += (1 - decay) * (value - average)}. They begin at the values of the moment they are made.
 */
public final class Ema {
    private final Weights live;
    private final Weights averages;
    private final List<float[]> values;
    private final List<float[]> means;
    private final List<Slices.Slice> slices;
    private final Averaging averaging;
    private long updates;
    private float fresh;

    public Ema(Weights live, Averaging averaging) {
        this.live = live;
        this.averaging = averaging;
        Map<String, Tensor> copies = new LinkedHashMap<>();
        live.asMap()
                .forEach((name, tensor) ->
                        copies.put(name, Tensor.of(tensor.data().clone(), tensor.dims())));
        this.averages = Weights.of(copies);
        this.values = live.asMap().values().stream().map(Tensor::data).toList();
        this.means = averages.asMap().values().stream().map(Tensor::data).toList();
        this.slices = Slices.of(values);
    }

    /** The averages; the arrays are shared and change with every update. */
    public Weights averages() {
        return averages;
    }

    /** How many updates have begun. */
    public long updates() {
        return updates;
    }

    public int parts() {
        return slices.size();
    }

    /** Begins an update; every part is then run once, in any order and on any threads. */
    public void begin() {
        updates++;
        fresh = (float) (1 - averaging.decayAt(updates));
    }

    /** Does one part of the update that has begun. */
    public void run(int part) {
        Slices.Slice slice = slices.get(part);
        blend(values.get(slice.index()), means.get(slice.index()), slice.from(), slice.to(), fresh);
    }

    private static void blend(float[] value, float[] mean, int from, int to, float fresh) {
        for (int i = from; i < to; i++) {
            mean[i] += fresh * (value[i] - mean[i]);
        }
    }

    /** A whole update on the caller's thread. */
    public void update() {
        begin();
        for (int part = 0; part < slices.size(); part++) {
            run(part);
        }
    }

    /**
     * Goes on from averages that a checkpoint kept, copying them.
     *
     * @throws kinglet.graph.WeightsException if they are of another network
     */
    public void restore(Weights kept, long updates) {
        WeightsCopy.copy(kept, averages);
        this.updates = updates;
    }

    @Override
    public String toString() {
        return "%s of %d tensors".formatted(averaging, live.names().size());
    }
}
