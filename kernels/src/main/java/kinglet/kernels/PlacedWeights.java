package kinglet.kernels;

import java.util.List;

/** A step that takes each weight and bias of its convolution as it is, and keeps it at places that depend on the shapes alone. */
interface PlacedWeights extends Step {

    /** The arrays that hold the weights and the biases, and zeros between them. */
    List<float[]> placed();
}
