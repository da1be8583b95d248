package kinglet.lab;

/**
 * How many pictures of the validation set a network names right at once.
 *
 * @param top1 percent
 * @param source who published it, or which published networks it was estimated from
 * @param estimated whether nobody published it of exactly this network
 */
public record Accuracy(double top1, String source, boolean estimated) {

    /** With a tilde before what is estimated. */
    @Override
    public String toString() {
        return (estimated ? "~" : "") + Quantities.decimal(top1, 1);
    }
}
