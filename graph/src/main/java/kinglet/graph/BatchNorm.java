package kinglet.graph;

import java.util.List;

/**
 * Batch normalisation with running statistics: {@code (x - running_mean) / sqrt(running_var + epsilon) * weight + bias} by
 * channel (Ioffe and Szegedy 2015).
 */
public record BatchNorm(double epsilon) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int channels = inputs.getFirst().channels();
        return List.of(
                Parameter.trainable("weight", channels),
                Parameter.trainable("bias", channels),
                Parameter.buffer("running_mean", channels),
                Parameter.buffer("running_var", channels));
    }

    @Override
    public String label() {
        return "batch norm";
    }
}
