package kinglet.networks;

import kinglet.graph.Concat;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * The Inception block (Szegedy et al. 2015, figure 2b): four views of the input side by side, 1x1; 1x1 and 3x3; 1x1 and a larger
 * kernel k; max pool and 1x1. From {@code c x h x w} it gives {@code (one + three + large + pool) x h x w} for
 * {@code h w (c (one + reduceThree + reduceLarge + pool) + 9 reduceThree three + k^2 reduceLarge large)} mult-adds. Convolutions
 * have batch normalisation and ReLU.
 *
 * @param one channels of the 1x1 branch
 * @param reduceThree channels in front of the 3x3 convolution
 * @param three channels of the 3x3 branch
 * @param reduceLarge channels in front of the larger convolution
 * @param large channels of its branch
 * @param pool channels behind the pool
 * @param kernel the larger kernel: 5 in the paper, 3 in torchvision
 * @param epsilon of the batch normalisations
 */
public record Inception(
        int one, int reduceThree, int three, int reduceLarge, int large, int pool, int kernel, double epsilon)
        implements Block {

    /** The paper's, whose columns are in this order. */
    public static Inception of(int one, int reduceThree, int three, int reduceLarge, int large, int pool) {
        return new Inception(one, reduceThree, three, reduceLarge, large, pool, 5, Convolution.EPSILON);
    }

    public Inception kernel(int size) {
        return new Inception(one, reduceThree, three, reduceLarge, large, pool, size, epsilon);
    }

    public Inception epsilon(double other) {
        return new Inception(one, reduceThree, three, reduceLarge, large, pool, kernel, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node narrow = layer(one, 1, scope.in("branch1"), x);
        Node middle = layer(reduceThree, 1, scope.in("branch2").in(0), x);
        middle = layer(three, 3, scope.in("branch2").in(1), middle);
        Node wide = layer(reduceLarge, 1, scope.in("branch3").in(0), x);
        wide = layer(large, kernel, scope.in("branch3").in(1), wide);
        Node pooled = scope.add(Pool.max(Window.of(3)).roundedUp(), x);
        pooled = layer(pool, 1, scope.in("branch4").in(1), pooled);
        return scope.add(new Concat(), narrow, middle, wide, pooled);
    }

    private Node layer(int out, int size, Scope scope, Node x) {
        return Convolution.of(out, size).epsilon(epsilon).add(scope, "conv", "bn", x);
    }
}
