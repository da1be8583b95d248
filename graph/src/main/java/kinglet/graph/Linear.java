package kinglet.graph;

import java.util.List;

/** A fully connected layer over a vector: weights {@code [out, in]}, the optional bias {@code [out]}. */
public record Linear(int outFeatures, boolean bias) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        if (!input.isVector()) {
            throw new InvalidNetworkException(
                    "a fully connected layer takes a vector, but the input is %s; pool it globally or flatten it first"
                            .formatted(input));
        }
        return Shape.vector(outFeatures);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        Parameter weight =
                Parameter.trainable("weight", outFeatures, inputs.getFirst().channels());
        return bias ? List.of(weight, Parameter.trainable("bias", outFeatures)) : List.of(weight);
    }

    @Override
    public String label() {
        return "linear";
    }
}
