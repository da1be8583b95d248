package kinglet.train;

import java.util.List;

/**
 * Learned group convolutions that lost inputs (CondenseNet, section 3.1).
 *
 * @param epoch from 0
 * @param batch of the epoch, from 0, that comes next
 * @param batches of the epoch
 * @param step that comes next, from 0
 * @param layers that changed, in the network's order
 */
public record CondensationReport(int epoch, int batch, int batches, long step, List<Layer> layers) {

    public CondensationReport {
        layers = List.copyOf(layers);
    }

    /**
     * A layer.
     *
     * @param stage how often it has lost inputs by now
     * @param stages how often it will in all
     * @param inputs channels that it is given
     * @param kept how many of them each of its groups still reads
     */
    public record Layer(String name, int stage, int stages, int inputs, int kept) {

        /** The share of its weights that is left. */
        public double share() {
            return (double) kept / inputs;
        }
    }
}
