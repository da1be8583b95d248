package kinglet.lab;

import java.util.Optional;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.kernels.View;

/**
 * What one row of a guideline's table took here.
 *
 * @param device whose channels
 * @param multiple of these channels
 * @param setting how it was run
 * @param label the row
 * @param cost of its network
 * @param spread of the times of one image
 * @param published the paper's speed
 * @param reference the table's first row under the same setting; empty if it is this one
 */
record GuidelineReading(
        GuidelineDevice device,
        int multiple,
        Setting setting,
        String label,
        NetworkCost cost,
        Spread spread,
        double published,
        Optional<GuidelineReading> reference) {

    private GuidelineReading first() {
        return reference.orElse(this);
    }

    long multAdds() {
        return cost.multAdds(Convention.PAPER);
    }

    /** The paper's speed over that of its first row. */
    double publishedRelative() {
        return published / first().published;
    }

    /** The speed here over that of the first row. */
    double relative() {
        return first().spread.median() / spread.median();
    }

    /** Mult-adds a second over those of the first row: widths are whole numbers, so rows differ by some per cent of mult-adds. */
    double relativeAtEqualMultAdds() {
        return relative() * multAdds() / first().multAdds();
    }

    double memoryAccessRelative() {
        return (double) cost.memoryAccess() / first().cost.memoryAccess();
    }

    /** The share of the vectors' lanes that hold channels, over the mult-adds: channels lie in blocks of 16. */
    double lanes() {
        double padded = 0;
        for (Node node : cost.network().nodes()) {
            if (node.op() instanceof Conv2d) {
                int channels = node.shape().channels();
                double full = Math.ceilDiv(channels, View.LANES) * (double) View.LANES;
                padded += Convention.PAPER.count(node) * full / channels;
            }
        }
        return multAdds() / padded;
    }

    /** The noise of this time and of the first row's, together. */
    double noise() {
        return Math.hypot(spread.noise(), first().spread.noise());
    }

    String place() {
        return "%s x%d".formatted(device.name(), multiple);
    }

    static Table<GuidelineReading> table() {
        return new Table<GuidelineReading>()
                .words("channels_of", "channels of", r -> r.device().name())
                .number("times", "x", GuidelineReading::multiple, Number::toString)
                .words("compilation", "run", r -> Setting.words(r.setting().compilation()))
                .number("threads", "threads", r -> r.setting().threads(), Number::toString)
                .words("row", "row", GuidelineReading::label)
                .number("mult_adds", "mult-adds", GuidelineReading::multAdds, n -> Quantities.exact(n.longValue()))
                .number(
                        "memory_access",
                        "memory access",
                        r -> r.cost().memoryAccess(),
                        n -> Quantities.exact(n.longValue()))
                .number("median_ms", "median ms", r -> r.spread().median(), Figures::milliseconds)
                .number("lower_quartile_ms", "quartile", r -> r.spread().lower(), Figures::milliseconds)
                .number("upper_quartile_ms", "quartile", r -> r.spread().upper(), Figures::milliseconds)
                .number("runs", "runs", r -> r.spread().runs(), Number::toString)
                .number("images_per_second", "images/s", r -> r.spread().rate(), Figures::rate)
                .number("relative", "relative", GuidelineReading::relative, Figures::ratio)
                .number(
                        "relative_at_equal_mult_adds",
                        "at equal mult-adds",
                        GuidelineReading::relativeAtEqualMultAdds,
                        Figures::ratio)
                .number("published", "paper", GuidelineReading::published, Figures::published)
                .number("published_relative", "paper, relative", GuidelineReading::publishedRelative, Figures::ratio);
    }
}
