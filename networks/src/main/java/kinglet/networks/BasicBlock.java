package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * ResNet's basic block (He et al. 2016, figure 5 left): two 3x3 convolutions and a shortcut. From {@code c x h x w} it gives
 * {@code out x h/stride x w/stride}, for {@code 9 out (c + out)} mult-adds an output pixel and the shortcut's.
 *
 * @param out channels of both convolutions
 * @param stride of the first
 * @param shortcut how the input joins the result
 */
public record BasicBlock(int out, int stride, Shortcut shortcut) implements Block {

    public static BasicBlock of(int out) {
        return new BasicBlock(out, 1, Shortcut.PROJECTION);
    }

    public BasicBlock stride(int step) {
        return new BasicBlock(out, step, shortcut);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = Convolution.of(out, 3).stride(stride).add(scope, "conv1", "bn1", x);
        y = Convolution.of(out, 3).linear().add(scope, "conv2", "bn2", y);
        return scope.add(Activation.RELU, scope.add(new Add(), y, shortcut.add(scope, x, out, stride)));
    }
}
