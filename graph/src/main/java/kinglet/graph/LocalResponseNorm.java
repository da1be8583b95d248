package kinglet.graph;

import java.util.List;

/**
 * AlexNet's normalisation across channels (Krizhevsky et al. 2012, section 3.3):
 * {@code x / (k + alpha / size * sum of squares over size neighbouring channels)^beta}. Alpha is divided by the size as Caffe,
 * PyTorch and ONNX do; the paper's own alpha is already per channel.
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String label() {
        return "local response norm, size " + size;
    }
}
