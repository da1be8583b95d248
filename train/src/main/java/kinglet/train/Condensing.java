package kinglet.train;

import java.util.List;
import kinglet.train.CondensationReport.Layer;

/**
 * When the learned group convolutions of a network lose inputs: in {@code condensation - 1} stages at equal distances, the last of them half way
 * through the training (CondenseNet, section 3.3), so that the other half trains what remains. The place depends on the number of the step
 * alone, and what is left to do on the masks, so a training that is taken up condenses as if it had never stopped.
 *
 * @param layers those that learn
 * @param steps of the whole training
 */
record Condensing(List<LearnedGroups> layers, long steps) {

    /**
     * Takes away the inputs whose time is over when this step, from 0, begins. A short training may come to several stages at once.
     *
     * @return the layers that changed
     */
    List<Layer> before(long step) {
        return layers.stream()
                .filter(layer -> layer.condense(stage(layer.stages(), step)))
                .map(LearnedGroups::report)
                .toList();
    }

    /** How many stages are over when a step begins; all before the last one, in a training of a single step too. */
    private int stage(int stages, long step) {
        return step >= steps - 1 ? stages : Math.toIntExact(Math.min(stages, 2 * stages * step / steps));
    }
}
