package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * Squeeze-and-excitation (Hu et al. 2018, section 3): each channel is multiplied by a gate computed from the means of all
 * channels. The shape stays; it costs {@code 2 c squeezed} mult-adds whatever the size of the image, and
 * {@code 2 c squeezed + c + squeezed} parameters.
 *
 * @param squeezed width of the layer between the two 1x1 convolutions {@code fc1} and {@code fc2}
 * @param inner activation behind the first
 * @param gate activation behind the second, with values in 0..1
 */
public record SqueezeExcitation(int squeezed, Activation inner, Activation gate) implements Block {

    /** The paper's: ReLU, then a sigmoid. */
    public static SqueezeExcitation of(int squeezed) {
        return new SqueezeExcitation(squeezed, Activation.RELU, Activation.SIGMOID);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = scope.add(GlobalPool.AVERAGE, x);
        y = scope.add(inner, scope.add("fc1", Conv2d.pointwise(squeezed).withBias(), y));
        y = scope.add(
                gate, scope.add("fc2", Conv2d.pointwise(x.shape().channels()).withBias(), y));
        return scope.add(new Multiply(), x, y);
    }
}
