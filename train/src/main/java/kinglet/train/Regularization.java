package kinglet.train;

import java.util.OptionalDouble;
import kinglet.graph.Dropout;
import kinglet.graph.Network;
import kinglet.graph.StochasticDepth;

/**
 * What keeps a network from learning its pictures by heart, augmentation aside.
 *
 * @param weightDecay the factor of the weights that is added to their gradient at each step
 * @param decayed which parameters it draws
 * @param labelSmoothing how much of the target is spread over all classes
 * @param dropout the rate before the classifier; the network's own if absent
 * @param stochasticDepth the rate of the last block; the network's own if absent
 * @param groupLasso the factor of CondenseNet's group lasso (section 3.1), 0 without learned groups
 */
public record Regularization(
        double weightDecay,
        Decayed decayed,
        double labelSmoothing,
        OptionalDouble dropout,
        OptionalDouble stochasticDepth,
        double groupLasso) {

    public Regularization {
        Optimizer.check("weight decay", weightDecay, 0, 1);
        Optimizer.check("label smoothing", labelSmoothing, 0, 1);
        dropout.ifPresent(rate -> Optimizer.check("dropout", rate, 0, 1));
        stochasticDepth.ifPresent(rate -> Optimizer.check("stochastic depth", rate, 0, 1));
        Optimizer.check("group lasso", groupLasso, 0, 1);
    }

    /** Weight decay alone. */
    public static Regularization decay(double rate, Decayed decayed) {
        return new Regularization(rate, decayed, 0, OptionalDouble.empty(), OptionalDouble.empty(), 0);
    }

    public Regularization withWeightDecay(double rate) {
        return new Regularization(rate, decayed, labelSmoothing, dropout, stochasticDepth, groupLasso);
    }

    public Regularization withLabelSmoothing(double smoothing) {
        return new Regularization(weightDecay, decayed, smoothing, dropout, stochasticDepth, groupLasso);
    }

    public Regularization withDropout(double rate) {
        return new Regularization(
                weightDecay, decayed, labelSmoothing, OptionalDouble.of(rate), stochasticDepth, groupLasso);
    }

    public Regularization withStochasticDepth(double rate) {
        return new Regularization(weightDecay, decayed, labelSmoothing, dropout, OptionalDouble.of(rate), groupLasso);
    }

    public Regularization withGroupLasso(double factor) {
        return new Regularization(weightDecay, decayed, labelSmoothing, dropout, stochasticDepth, factor);
    }

    /** The network with these rates of dropout and stochastic depth; the last block has the rate, earlier ones as much less as before. */
    public Network on(Network network) {
        double last = network.nodes().stream()
                .mapToDouble(node -> node.op() instanceof StochasticDepth depth ? depth.rate() : 0)
                .max()
                .orElse(0);
        return network.map(network.name(), (node, _) -> {
            if (node.op() instanceof Dropout own) {
                return new Dropout(dropout.orElse(own.rate()));
            }
            return node.op() instanceof StochasticDepth own && stochasticDepth.isPresent() && last > 0
                    ? new StochasticDepth(own.rate() / last * stochasticDepth.getAsDouble())
                    : node.op();
        });
    }
}
