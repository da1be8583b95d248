package kinglet.graph;

import java.util.List;

/**
 * The largest or the mean value of each window.
 *
 * @param kind MAX or AVERAGE
 * @param window kernel, stride and padding; padding never wins a maximum
 * @param ceil whether the output's size is rounded up (Caffe, SqueezeNet)
 * @param countPadding whether an average divides by the taps in the padding too (PyTorch's default; Keras and ONNX leave them out)
 */
public record Pool(Kind kind, Window window, boolean ceil, boolean countPadding) implements Op {

    public enum Kind {
        MAX,
        AVERAGE
    }

    public static Pool max(Window window) {
        return new Pool(Kind.MAX, window, false, false);
    }

    public static Pool average(Window window) {
        return new Pool(Kind.AVERAGE, window, false, true);
    }

    public Pool roundedUp() {
        return new Pool(kind, window, true, countPadding);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return window.slide(inputs.getFirst(), inputs.getFirst().channels(), ceil);
    }

    @Override
    public String label() {
        return (kind == Kind.MAX ? "max pool " : "average pool ") + window;
    }
}
