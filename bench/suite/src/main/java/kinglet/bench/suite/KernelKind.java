package kinglet.bench.suite;

import java.util.Optional;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Softmax;
import kinglet.graph.Window;

/** What is measured together, because one family of kernels does it. */
enum KernelKind {
    POINTWISE,
    DENSE,
    /** Dense 3x3 of stride 1, where Winograd's algorithm can be used. */
    WINOGRAD,
    DEPTHWISE,
    GROUPED,
    POOL,
    GLOBAL_POOL,
    /** Gates, and functions with an exponential; a clamp is done on the way by the kernel before it. */
    ACTIVATION,
    FULLY_CONNECTED,
    SOFTMAX,
    RESPONSE_NORM;

    /** The kind of a node; empty for what no kernel of its own does. */
    static Optional<KernelKind> of(Node node) {
        if (node.op() instanceof Conv2d conv) {
            return Optional.of(of(node, conv));
        }
        if (node.op() instanceof Activation activation) {
            return switch (activation.function()) {
                case SIGMOID, HARD_SIGMOID, SWISH, HARD_SWISH, TANH -> Optional.of(ACTIVATION);
                case RELU, RELU6, LEAKY_RELU, CLIP -> Optional.empty();
            };
        }
        return switch (node.op()) {
            case Pool _ -> Optional.of(POOL);
            case GlobalPool _ -> Optional.of(GLOBAL_POOL);
            case Linear _ -> Optional.of(FULLY_CONNECTED);
            case Softmax _ -> Optional.of(SOFTMAX);
            case LocalResponseNorm _ -> Optional.of(RESPONSE_NORM);
            case Multiply _ when node.inputs().size() == 2 -> Optional.of(ACTIVATION);
            default -> Optional.empty();
        };
    }

    private static KernelKind of(Node node, Conv2d conv) {
        Window window = conv.window();
        if (conv.isDepthwise(node.input().shape())) {
            return DEPTHWISE;
        }
        if (conv.groups() > 1) {
            return GROUPED;
        }
        if (window.isPointwise()) {
            return POINTWISE;
        }
        boolean winograd = window.kernelHeight() == 3
                && window.kernelWidth() == 3
                && window.strideHeight() == 1
                && window.strideWidth() == 1
                && window.dilationHeight() == 1
                && window.dilationWidth() == 1;
        return winograd ? WINOGRAD : DENSE;
    }
}
