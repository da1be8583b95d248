package kinglet.formats;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Writes small sequential Keras networks, with random weights that it keeps as flat arrays in Keras' order. */
final class KerasSample {
    private final Random random = new Random(1);
    private final List<String> layers = new ArrayList<>();
    private final Map<String, Object> stored = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();

    KerasSample(int height, int width, int channels) {
        layer("InputLayer", "in", "\"batch_input_shape\": [null, %d, %d, %d]".formatted(height, width, channels));
    }

    /** A layer with these settings, in JSON. */
    KerasSample layer(String kind, String name, String settings) {
        String comma = settings.isEmpty() ? "" : ", ";
        layers.add(
                "{\"class_name\": \"%s\", \"config\": {\"name\": \"%s\"%s%s}}".formatted(kind, name, comma, settings));
        return this;
    }

    /** A tensor between -1 and 1. */
    KerasSample weight(String name, int... dims) {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        float[] flat = new float[size];
        for (int i = 0; i < size; i++) {
            flat[i] = random.nextFloat() * 2 - 1;
        }
        values.put(name, flat);
        stored.put(name, nested(flat, 0, dims, 0));
        return this;
    }

    /** Takes the signs off, as a variance has none. */
    KerasSample absolute(String name) {
        float[] flat = values(name);
        for (int i = 0; i < flat.length; i++) {
            flat[i] = Math.abs(flat[i]);
        }
        stored.put(name, flat);
        return this;
    }

    float[] values(String name) {
        return Objects.requireNonNull(values.get(name));
    }

    byte[] bytes() {
        String config =
                "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [%s]}}".formatted(String.join(", ", layers));
        return Samples.keras(config, stored);
    }

    private static Object nested(float[] flat, int from, int[] dims, int depth) {
        if (depth == dims.length - 1) {
            return Arrays.copyOfRange(flat, from, from + dims[depth]);
        }
        int inner = 1;
        for (int d = depth + 1; d < dims.length; d++) {
            inner *= dims[d];
        }
        int[] sizes = Arrays.copyOfRange(dims, depth, dims.length);
        Object array = Array.newInstance(float.class, sizes);
        for (int i = 0; i < dims[depth]; i++) {
            Array.set(array, i, nested(flat, from + i * inner, dims, depth + 1));
        }
        return array;
    }

    /** One of each layer that has an arrangement of its own. */
    static KerasSample mixed() {
        return new KerasSample(6, 5, 3)
                .layer(
                        "Conv2D",
                        "conv",
                        "\"filters\": 4, \"kernel_size\": [3, 3], \"padding\": \"same\", \"activation\": \"relu\"")
                .weight("conv/kernel", 3, 3, 3, 4)
                .weight("conv/bias", 4)
                .layer("SeparableConv2D", "separable", "\"filters\": 3, \"kernel_size\": [3, 3], \"use_bias\": false")
                .weight("separable/depthwise_kernel", 3, 3, 4, 2)
                .weight("separable/pointwise_kernel", 1, 1, 8, 3)
                .layer("Flatten", "flatten", "")
                .layer("Dense", "dense", "\"units\": 2, \"activation\": \"softmax\"")
                .weight("dense/kernel", 4 * 3 * 3, 2)
                .weight("dense/bias", 2);
    }
}
