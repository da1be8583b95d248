package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where weighed steps keep their weights as they read them. Steps that share a store overwrite each other's weights: each is weighed just before it
 * runs. Then a network's weights take little more memory than those of its largest convolution, where ResNet-18's took 200 MB, four times
 * the weights themselves. A store is not for several threads.
 */
public final class WeightStore {
    private final boolean shared;
    private final Map<Integer, List<float[]>> arrays = new HashMap<>();
    private final Map<Integer, Integer> taken = new HashMap<>();

    private WeightStore(boolean shared) {
        this.shared = shared;
    }

    /** For steps that keep the weights they were given last. */
    public static WeightStore own() {
        return new WeightStore(false);
    }

    /** For steps that run one after the other. */
    public static WeightStore shared() {
        return new WeightStore(true);
    }

    /** Begins another step, which may have all arrays that others have. */
    void begin() {
        taken.clear();
    }

    /** An array of zeros that the step has not got yet. */
    float[] array(int size) {
        if (!shared) {
            return new float[size];
        }
        List<float[]> ofSize = arrays.computeIfAbsent(size, _ -> new ArrayList<>());
        int number = taken.merge(size, 1, Integer::sum) - 1;
        if (number == ofSize.size()) {
            ofSize.add(new float[size]);
        }
        Arrays.fill(ofSize.get(number), 0f);
        return ofSize.get(number);
    }

    /** All arrays that steps share. */
    List<float[]> arrays() {
        return arrays.values().stream().flatMap(List::stream).toList();
    }
}
