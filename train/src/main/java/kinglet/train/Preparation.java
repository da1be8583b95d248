package kinglet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.*;

/** Turns units into what runs them, one after the other. */
final class Preparation {
    /**
     * From so many images on a layer of one pixel and few weights is a convolution as others: threads that divide images take half the time of those that
     * divide channels.
     */
    private static final int MANY_IMAGES = 64;

    private final Setting setting;
    private final Parameters parameters;
    private final LearnerOptions options;
    private final Map<Unit, Values> values;
    private final List<Drop> drops = new ArrayList<>();
    private final List<LearnedGroups> condensing = new ArrayList<>();

    /** @param values gets those of each unit that is prepared */
    Preparation(Setting setting, Parameters parameters, LearnerOptions options, Map<Unit, Values> values) {
        this.setting = setting;
        this.parameters = parameters;
        this.options = options;
        this.values = values;
    }

    List<Drop> drops() {
        return drops;
    }

    /** The learned groups whose weights learn. */
    List<LearnedGroups> condensing() {
        return condensing;
    }

    /** Nothing for the input. */
    Optional<UnitRun> prepare(Unit unit) {
        List<Feed> feeds = unit.inputs().stream()
                .map(wires -> new Feed(setting.training(), wires, values))
                .toList();
        boolean learns = feeds.stream().anyMatch(Feed::learns)
                || parameters.learns(unit.head())
                || unit.norm().map(parameters::learns).orElse(false);
        Values own = new Values(unit, learns);
        values.put(unit, own);
        if (unit.isInput()) {
            return Optional.empty();
        }
        Result result = new Result(setting, own, unit.norm().map(node -> norm(node, own)));
        return Optional.of(run(unit, result, feeds));
    }

    private Norm norm(Node node, Values own) {
        return new Norm(
                setting,
                own,
                parameters.learned(node, "weight"),
                parameters.learned(node, "bias"),
                parameters.values(node, "running_mean"),
                parameters.values(node, "running_var"),
                ((BatchNorm) node.op()).epsilon(),
                options.normMomentum(),
                options.frozenNorms().test(node.name()));
    }

    private UnitRun run(Unit unit, Result result, List<Feed> feeds) {
        Node head = unit.head();
        Feed first = feeds.getFirst();
        return switch (head.op()) {
            case Conv2d conv -> convolution(unit, result, first, conv, conv.bias());
            case LearnedGroupConv2d learned ->
                convolution(unit, result, first, Conv2d.pointwise(learned.outChannels()), false);
            case Linear linear ->
                row(result, kernel(unit, Geometry.pointwise(first.shape(), unit.shape()), linear.bias()), first);
            case Pool _, GlobalPool _, AdaptiveAveragePool _ -> new PoolRun(setting, result, first, head.op());
            case Add _ -> new SumRun(setting, result, feeds);
            case Multiply _ -> new GateRun(setting, result, feeds);
            case Transpose _ ->
                new ChannelPadRun(
                        setting,
                        result,
                        first,
                        ChannelPad.endingIn(head).orElseThrow().before());
            default -> copy(head, result, first);
        };
    }

    private UnitRun copy(Node head, Result result, Feed feed) {
        Drop drop = Drop.of(head.op(), options.seed() * 31 + head.name().hashCode());
        drops.add(drop);
        return new CopyRun(setting, result, feed, drop);
    }

    private UnitRun convolution(Unit unit, Result result, Feed feed, Conv2d conv, boolean bias) {
        Kernel kernel = kernel(unit, Geometry.of(conv, feed.shape(), unit.shape()), bias);
        boolean pointwise = conv.window().kernelHeight() * conv.window().kernelWidth() == 1;
        return isOnePixel(feed) && pointwise && conv.groups() == 1
                ? row(result, kernel, feed)
                : BatchRun.of(setting, result, kernel, feed)
                        .orElseGet(() -> new ConvolutionRun(setting, result, kernel, feed));
    }

    /** A fully connected layer or a convolution of one pixel. */
    private UnitRun row(Result result, Kernel kernel, Feed feed) {
        if (!isOnePixel(feed)) {
            return new RowRun(setting, result, kernel, feed);
        }
        return kernel.weight().values().length <= ConvolutionRun.MANY && setting.batch() >= MANY_IMAGES
                ? new ConvolutionRun(setting, result, kernel, feed)
                : BatchRun.of(setting, result, kernel, feed).orElseGet(() -> new RowRun(setting, result, kernel, feed));
    }

    private static boolean isOnePixel(Feed feed) {
        return feed.shape().height() * feed.shape().width() == 1;
    }

    private Kernel kernel(Unit unit, Geometry geometry, boolean bias) {
        Node head = unit.head();
        Learned weight = parameters.learned(head, "weight");
        return new Kernel(
                geometry,
                weight,
                bias
                        ? parameters.learned(head, "bias")
                        : Learned.zeros(unit.shape().channels()),
                head.op() instanceof LearnedGroupConv2d op
                        ? Optional.of(groups(head, op, geometry, weight))
                        : Optional.empty());
    }

    private LearnedGroups groups(Node head, LearnedGroupConv2d op, Geometry geometry, Learned weight) {
        LearnedGroups groups = new LearnedGroups(
                head.name(),
                op,
                geometry.input().channels(),
                weight.values(),
                parameters.values(head, "mask"),
                options.groupLasso());
        if (weight.learns()) {
            condensing.add(groups);
        }
        return groups;
    }
}
