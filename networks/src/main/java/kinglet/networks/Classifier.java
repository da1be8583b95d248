package kinglet.networks;

import kinglet.graph.Dropout;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * The usual end of a network: global average pooling (Lin et al. 2014), dropout, and a fully connected layer to the classes.
 * From {@code c x h x w} it gives a vector of logits for {@code c classes} mult-adds.
 *
 * @param classes how many logits
 * @param dropout share of the means that training zeroes; 0 for none
 */
public record Classifier(int classes, double dropout) implements Block {

    public static Classifier of(int classes) {
        return new Classifier(classes, 0);
    }

    public Classifier dropout(double rate) {
        return new Classifier(classes, rate);
    }

    /** Names the fully connected layer {@code fc}. */
    @Override
    public Node add(Scope scope, Node x) {
        return add(scope, "fc", x);
    }

    /** The same under a name of the caller's. */
    public Node add(Scope scope, String name, Node x) {
        Node means = scope.add(GlobalPool.AVERAGE, x);
        Node kept = dropout > 0 ? scope.add(new Dropout(dropout), means) : means;
        return scope.add(name, new Linear(classes, true), kept);
    }
}
