package kinglet.bench.suite;

/** A class for each kind, so that JMH's regular expressions find it. */
public final class KernelBenchmarks {

    private KernelBenchmarks() {}

    /** The benchmark of a kind. */
    static Class<? extends KernelBenchmark> of(KernelKind kind) {
        return switch (kind) {
            case POINTWISE -> Pointwise.class;
            case DENSE -> Dense.class;
            case WINOGRAD -> Winograd.class;
            case DEPTHWISE -> Depthwise.class;
            case GROUPED -> Grouped.class;
            case POOL -> Pooling.class;
            case GLOBAL_POOL -> GlobalPooling.class;
            case ACTIVATION -> Activations.class;
            case FULLY_CONNECTED -> FullyConnected.class;
            case SOFTMAX -> Probabilities.class;
            case RESPONSE_NORM -> ResponseNorm.class;
        };
    }

    public static class Pointwise extends KernelBenchmark {}

    public static class Dense extends KernelBenchmark {}

    public static class Winograd extends KernelBenchmark {}

    public static class Depthwise extends KernelBenchmark {}

    public static class Grouped extends KernelBenchmark {}

    public static class Pooling extends KernelBenchmark {}

    public static class GlobalPooling extends KernelBenchmark {}

    public static class Activations extends KernelBenchmark {}

    public static class FullyConnected extends KernelBenchmark {}

    public static class Probabilities extends KernelBenchmark {}

    public static class ResponseNorm extends KernelBenchmark {}
}
