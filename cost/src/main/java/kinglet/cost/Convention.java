package kinglet.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import kinglet.graph.KingletException;
import kinglet.graph.Node;

/**
 * Whose rules a total follows. Tools disagree by some per cent, and by a factor of two where one says FLOPs and another means
 * multiply-adds, so a total always names its convention.
 */
public enum Convention {
    PAPER(
            "mult-adds",
            "multiply-adds of convolutions and fully connected layers, as the papers count",
            new PaperCounting()),
    THOP("MACs", "THOP: also batch norms (4 a value), average pools and softmax", new ThopCounting()),
    PTFLOPS(
            "MACs",
            "ptflops (pytorch backend): also biases, batch norms, activations and pools",
            new PtflopsCounting()),
    FVCORE(
            "flops",
            "fvcore, which calls a multiply-add one flop: also batch norms and adaptive pools",
            new FvcoreCounting()),
    TORCHINFO("mult-adds", "torchinfo: parameters times output pixels, biases included", new TorchinfoCounting()),
    DEEPSPEED(
            "FLOPs", "DeepSpeed's FLOPs: two a multiply-add, batch norms, activations, pools", new DeepspeedCounting());

    private final String unit;
    private final String description;
    private final Counting counting;

    Convention(String unit, String description, Counting counting) {
        this.unit = unit;
        this.description = description;
        this.counting = counting;
    }

    /** What the tool calls its total. */
    public String unit() {
        return unit;
    }

    /** One line that says what is counted. */
    public String description() {
        return description;
    }

    /** Its name on the command line: {@code paper}, {@code thop}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one layer costs for one image. */
    public long count(Node node) {
        return counting.count(node);
    }

    /**
     * The convention of this name.
     *
     * @throws KingletException if there is none; the message lists them
     */
    public static Convention named(String id) {
        return Arrays.stream(values())
                .filter(c -> c.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new KingletException("no counting convention '%s'; use one of %s"
                        .formatted(
                                id, Arrays.stream(values()).map(Convention::id).collect(Collectors.joining(", ")))));
    }
}
