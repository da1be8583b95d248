package kinglet.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * Exponential moving averages of a network's tensors ({@code tf.train.ExponentialMovingAverage}): {@code average += (1 - decay) *
 * (value - average)}. They begin at the values of the moment they are made. Running statistics are averaged with the parameters they belong
 * to; masks and indices are not to be given. An update is {@link #begin}, then every task once; or {@link #update}.
 */
public final class Ema extends SlicedWork {
    private final Weights live;
    private final Weights averages;
    private final List<float[]> values;
    private final List<float[]> means;
    private final Averaging averaging;
    private long updates;
    private float fresh;

    public Ema(Weights live, Averaging averaging) {
        super(arrays(live));
        this.live = live;
        this.averaging = averaging;
        Map<String, Tensor> copies = new LinkedHashMap<>();
        live.asMap().forEach((name, tensor) -> copies.put(name, Tensor.of(tensor.copy(), tensor.dims())));
        this.averages = Weights.of(copies);
        this.values = arrays(live);
        this.means = arrays(averages);
    }

    private static List<float[]> arrays(Weights weights) {
        return weights.asMap().values().stream().map(Tensor::data).toList();
    }

    /** The averages; the arrays are shared and change with every update. */
    public Weights averages() {
        return averages;
    }

    /** How many updates have begun. */
    public long updates() {
        return updates;
    }

    /** Begins an update. */
    public void begin() {
        updates++;
        fresh = (float) (1 - averaging.decayAt(updates));
    }

    @Override
    void run(int task, int array, int from, int to) {
        blend(values.get(array), means.get(array), from, to, fresh);
    }

    private static void blend(float[] value, float[] mean, int from, int to, float fresh) {
        for (int i = from; i < to; i++) {
            mean[i] += fresh * (value[i] - mean[i]);
        }
    }

    /** A whole update on the caller's thread. */
    public void update() {
        begin();
        runAll();
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
