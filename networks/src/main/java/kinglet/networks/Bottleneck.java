package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * ResNet's bottleneck (He et al. 2016, figure 5 right): 1x1 to {@code width}, 3x3, 1x1 to {@code out}, and a shortcut. With
 * groups in the 3x3 convolution it is ResNeXt's block in form C (Xie et al. 2017, figure 3c). From {@code c x h x w} it gives
 * {@code out x h/stride x w/stride}; at stride 1 it costs {@code h w width (c + 9 width / groups + out)} mult-adds, and the
 * shortcut's.
 *
 * @param width channels of the 3x3 convolution
 * @param out channels of the result
 * @param groups of the 3x3 convolution
 * @param stride of the block
 * @param strideIn which convolution has the stride
 */
public record Bottleneck(int width, int out, int groups, int stride, StrideIn strideIn) implements Block {

    /** Where a bottleneck halves the image. */
    public enum StrideIn {
        /** As in the paper: three quarters of the block's input are never read. */
        FIRST_1X1,
        /** As in fb.resnet.torch and torchvision: 6 % more mult-adds for ResNet-50, and more accurate. */
        THE_3X3
    }

    /** A quarter of the channels inside, stride 1. */
    public static Bottleneck of(int out) {
        return new Bottleneck(out / 4, out, 1, 1, StrideIn.THE_3X3);
    }

    public Bottleneck width(int channels) {
        return new Bottleneck(channels, out, groups, stride, strideIn);
    }

    public Bottleneck groups(int count) {
        return new Bottleneck(width, out, count, stride, strideIn);
    }

    public Bottleneck stride(int step) {
        return new Bottleneck(width, out, groups, step, strideIn);
    }

    public Bottleneck strideIn(StrideIn place) {
        return new Bottleneck(width, out, groups, stride, place);
    }

    @Override
    public Node add(Scope scope, Node x) {
        boolean first = strideIn == StrideIn.FIRST_1X1;
        Node y = Convolution.pointwise(width).stride(first ? stride : 1).add(scope, "conv1", "bn1", x);
        y = Convolution.group(width, 3, groups).stride(first ? 1 : stride).add(scope, "conv2", "bn2", y);
        y = Convolution.pointwise(out).linear().add(scope, "conv3", "bn3", y);
        Node shortcut = Shortcut.PROJECTION.add(scope, x, out, stride);
        return scope.add(Activation.RELU, scope.add(new Add(), y, shortcut));
    }
}
