package kinglet.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.graph.WeightsException;

/**
 * An optimizer at work: it holds what the rule remembers of each parameter. A step is {@link #begin}, then every task once, in
 * any order and on any threads; or {@link #step}, which does them all on the caller's.
 */
public final class OptimizerRun extends SlicedWork {
    private final Optimizer optimizer;
    private final List<Slot> slots;
    private final double weightDecay;
    private final float[][][] memory;
    private long steps;
    private double rate;
    private float gradientScale = 1;

    OptimizerRun(Optimizer optimizer, List<Slot> slots, double weightDecay) {
        super(slots.stream().map(Slot::values).toList());
        this.optimizer = optimizer;
        this.slots = List.copyOf(slots);
        this.weightDecay = weightDecay;
        this.memory = new float[slots.size()][][];
        for (int i = 0; i < memory.length; i++) {
            int size = slots.get(i).size();
            memory[i] = optimizer.memories().stream()
                    .map(m -> filled(size, m.initial()))
                    .toArray(float[][]::new);
        }
    }

    private static float[] filled(int size, float value) {
        float[] array = new float[size];
        Arrays.fill(array, value);
        return array;
    }

    public List<Slot> slots() {
        return slots;
    }

    /** How many steps have begun. */
    public long steps() {
        return steps;
    }

    /**
     * Begins a step.
     *
     * @param rate the learning rate of this step
     * @param gradientScale what every gradient is multiplied by, as {@link GradientNorm#clip} gives it
     */
    public void begin(double rate, double gradientScale) {
        steps++;
        this.rate = rate;
        this.gradientScale = (float) gradientScale;
    }

    @Override
    void run(int task, int array, int from, int to) {
        Slot slot = slots.get(array);
        optimizer.update(new Optimizer.Change(
                slot.values(),
                slot.gradient(),
                memory[array],
                from,
                to,
                steps,
                rate,
                slot.decays() ? weightDecay : 0,
                gradientScale));
    }

    /** A whole step on the caller's thread. */
    public void step(double rate, double gradientScale) {
        begin(rate, gradientScale);
        runAll();
    }

    /** What the rule remembers: by its name for it, the tensors by the names of their parameters. The arrays are shared. */
    public Map<String, Weights> state() {
        Map<String, Weights> state = new LinkedHashMap<>();
        List<Optimizer.Memory> memories = optimizer.memories();
        for (int m = 0; m < memories.size(); m++) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int i = 0; i < slots.size(); i++) {
                tensors.put(slots.get(i).name(), slots.get(i).tensor(memory[i][m]));
            }
            state.put(memories.get(m).name(), Weights.of(tensors));
        }
        return state;
    }

    /**
     * Goes on from a state that {@link #state} gave, copying it.
     *
     * @throws WeightsException if it is of another optimizer or of other parameters
     */
    public void restore(Map<String, Weights> state, long steps) {
        Map<String, Weights> mine = state();
        if (!mine.keySet().equals(state.keySet())) {
            throw new WeightsException(
                    "the optimizer %s remembers %s, but the state has %s; go on with the same optimizer"
                            .formatted(optimizer, mine.keySet(), state.keySet()));
        }
        mine.forEach((name, weights) -> WeightsCopy.copy(state.getOrDefault(name, weights), weights));
        this.steps = steps;
    }
}
