package kinglet.cost;

import java.util.List;
import java.util.function.ToLongFunction;
import kinglet.graph.Input;
import kinglet.graph.Network;

/** What a network costs for one image, by layer and in total. */
public record NetworkCost(Network network, List<LayerCost> layers) {

    /** Counts every layer but the inputs. */
    public static NetworkCost of(Network network) {
        return new NetworkCost(
                network,
                network.nodes().stream()
                        .filter(n -> !(n.op() instanceof Input))
                        .map(LayerCost::new)
                        .toList());
    }

    /** Parameters that training changes, norms included, running statistics not. */
    public long params() {
        return sum(LayerCost::params);
    }

    /** The work by one convention's rules, in its unit. */
    public long multAdds(Convention convention) {
        return sum(layer -> layer.multAdds(convention));
    }

    /** Output values of convolutions and fully connected layers. */
    public long activations() {
        return sum(LayerCost::activations);
    }

    /** Values read and written. */
    public long memoryAccess() {
        return sum(LayerCost::memoryAccess);
    }

    /** The least memory access with as many multiply-adds, layer by layer. */
    public double memoryAccessLowerBound() {
        return layers.stream().mapToDouble(LayerCost::memoryAccessLowerBound).sum();
    }

    /** Floating point operations a byte moved in single precision. */
    public double intensity() {
        return 2.0 * multAdds(Convention.PAPER) / (Float.BYTES * (double) memoryAccess());
    }

    /** Bytes of the parameters in single precision. */
    public long modelBytes() {
        return params() * Float.BYTES;
    }

    private long sum(ToLongFunction<LayerCost> part) {
        return layers.stream().mapToLong(part).sum();
    }
}
