package kinglet.lab;

import java.util.Optional;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;

/**
 * What was counted, predicted and measured of a network.
 *
 * @param name the catalogue's, or that of the user's file
 * @param cost counted
 * @param top1 the published accuracy on ImageNet in percent, if there is one
 * @param own whether it is the user's
 * @param setting how it was run
 * @param roofline the least milliseconds by the roofline model, step by step
 * @param spread measured
 */
record RankedNetwork(
        String name,
        NetworkCost cost,
        Optional<Double> top1,
        boolean own,
        Setting setting,
        double roofline,
        Spread spread) {

    double multAdds() {
        return cost.multAdds(Convention.PAPER);
    }

    double memoryAccess() {
        return cost.memoryAccess();
    }

    double params() {
        return cost.params();
    }

    double milliseconds() {
        return spread.median();
    }

    /** 10^9 mult-adds a second. */
    double rate() {
        return multAdds() / milliseconds() / 1e6;
    }

    static Table<RankedNetwork> table() {
        return new Table<RankedNetwork>()
                .words("network", "network", RankedNetwork::name)
                .number("threads", "threads", n -> n.setting().threads(), Number::toString)
                .number("params", "params", n -> n.cost().params(), Figures::count)
                .number("mult_adds", "mult-adds", n -> n.cost().multAdds(Convention.PAPER), Figures::count)
                .number("memory_access", "memory access", n -> n.cost().memoryAccess(), Figures::count)
                .number("roofline_ms", "roofline ms", RankedNetwork::roofline, Figures::milliseconds)
                .number("median_ms", "median ms", RankedNetwork::milliseconds, Figures::milliseconds)
                .number("lower_quartile_ms", "quartile", n -> n.spread().lower(), Figures::milliseconds)
                .number("upper_quartile_ms", "quartile", n -> n.spread().upper(), Figures::milliseconds)
                .number("runs", "runs", n -> n.spread().runs(), Number::toString)
                .number("giga_mult_adds_per_second", "G mult-adds/s", RankedNetwork::rate, Figures::rate)
                .perhaps("top1", "top-1 %", n -> n.top1().map(t -> (Number) t), Figures::published);
    }
}
