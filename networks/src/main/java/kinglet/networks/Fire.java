package kinglet.networks;

import kinglet.graph.Add;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * SqueezeNet's fire module (Iandola et al. 2016, section 3.2): a 1x1 convolution squeezes the channels, then 1x1 and 3x3
 * convolutions expand them side by side. From {@code c x h x w} it gives {@code 2 expand x h x w} for
 * {@code h w squeeze (c + 10 expand)} mult-adds.
 *
 * @param squeeze channels behind the first convolution
 * @param expand channels of each of the other two
 * @param bypass what is added to the result
 */
public record Fire(int squeeze, int expand, Bypass bypass) implements Block {

    /** A connection around the module (section 6, figure 2). */
    public enum Bypass {
        NONE,
        /** The input itself, which needs as many channels as the result. */
        SIMPLE,
        /** A 1x1 convolution of the input, {@code bypass}. */
        COMPLEX
    }

    public static Fire of(int squeeze, int expand) {
        return new Fire(squeeze, expand, Bypass.NONE);
    }

    public Fire bypass(Bypass other) {
        return new Fire(squeeze, expand, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node squeezed = Convolution.pointwise(squeeze).biased().add(scope, "squeeze", "", x);
        Node y = scope.add(
                new Concat(),
                Convolution.pointwise(expand).biased().add(scope, "expand1x1", "", squeezed),
                Convolution.of(expand, 3).biased().add(scope, "expand3x3", "", squeezed));
        return switch (bypass) {
            case NONE -> y;
            case SIMPLE -> scope.add(new Add(), x, y);
            case COMPLEX ->
                scope.add(
                        new Add(),
                        scope.add("bypass", Conv2d.pointwise(2 * expand).withBias(), x),
                        y);
        };
    }
}
