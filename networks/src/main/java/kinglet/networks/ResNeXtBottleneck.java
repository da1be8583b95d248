package kinglet.networks;

import java.util.ArrayList;
import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * ResNeXt's block (Xie et al. 2017, figure 3): {@code cardinality} equal paths 1x1, 3x3, 1x1 of {@code pathWidth} channels, summed,
 * and a shortcut. The three forms compute the same function; from {@code c x h x w} at stride 1 each costs
 * {@code h w cardinality (c d + 9 d^2 + d out)} mult-adds for d = {@code pathWidth}, and the shortcut's.
 *
 * @param cardinality how many paths
 * @param pathWidth channels of a path
 * @param out channels of the result
 * @param stride of the 3x3 convolutions
 * @param form how the paths are written
 */
public record ResNeXtBottleneck(int cardinality, int pathWidth, int out, int stride, Form form) implements Block {

    /** The three equivalent forms of the paper's figure 3. */
    public enum Form {
        /** Whole paths, whose results are summed: convolutions {@code paths.i.conv1}, {@code conv2}, {@code conv3}. */
        A,
        /** Paths of two convolutions that are concatenated before one {@code conv3}. */
        B,
        /** Three convolutions of all paths, the second grouped: the form of the checkpoints. */
        C
    }

    public static ResNeXtBottleneck of(int cardinality, int pathWidth, int out) {
        return new ResNeXtBottleneck(cardinality, pathWidth, out, 1, Form.C);
    }

    public ResNeXtBottleneck stride(int step) {
        return new ResNeXtBottleneck(cardinality, pathWidth, out, step, form);
    }

    public ResNeXtBottleneck form(Form other) {
        return new ResNeXtBottleneck(cardinality, pathWidth, out, stride, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = switch (form) {
            case A -> {
                List<Node> paths = new ArrayList<>();
                for (int i = 0; i < cardinality; i++) {
                    Scope path = scope.in("paths").in(i);
                    paths.add(path.add("conv3", Conv2d.pointwise(out), path(path, x)));
                }
                yield scope.add(new Add(), paths);
            }
            case B -> {
                List<Node> paths = new ArrayList<>();
                for (int i = 0; i < cardinality; i++) {
                    paths.add(path(scope.in("paths").in(i), x));
                }
                yield scope.add("conv3", Conv2d.pointwise(out), scope.add(new Concat(), paths));
            }
            case C -> {
                Node z = Convolution.pointwise(cardinality * pathWidth).add(scope, "conv1", "bn1", x);
                z = Convolution.group(cardinality * pathWidth, 3, cardinality)
                        .stride(stride)
                        .add(scope, "conv2", "bn2", z);
                yield scope.add("conv3", Conv2d.pointwise(out), z);
            }
        };
        y = scope.add("bn3", new BatchNorm(Convolution.EPSILON), y);
        Node shortcut = Shortcut.PROJECTION.add(scope, x, out, stride);
        return scope.add(Activation.RELU, scope.add(new Add(), y, shortcut));
    }

    private Node path(Scope path, Node x) {
        Node y = Convolution.pointwise(pathWidth).add(path, "conv1", "bn1", x);
        return Convolution.of(pathWidth, 3).stride(stride).add(path, "conv2", "bn2", y);
    }
}
