package kinglet.train;

import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Parameter;

/** Which parameters weight decay draws to zero. */
public enum Decayed {
    /** Every trainable parameter, as PyTorch's optimizers do unless told otherwise. */
    ALL,
    /** The weights of convolutions and fully connected layers: neither biases nor the scale and shift of norms. */
    WEIGHTS,
    /** The same without depthwise filters, which have few weights (MobileNet, section 3.4). */
    WEIGHTS_BUT_DEPTHWISE;

    /** Whether it draws this parameter of this node. */
    public boolean covers(Node node, Parameter parameter) {
        boolean weight = parameter.dims().size() > 1;
        return parameter.isTrainable()
                && switch (this) {
                    case ALL -> true;
                    case WEIGHTS -> weight;
                    case WEIGHTS_BUT_DEPTHWISE ->
                        weight
                                && !(node.op() instanceof Conv2d conv
                                        && conv.isDepthwise(node.input().shape()));
                };
    }
}
