package kinglet.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Published;
import kinglet.networks.Variant;

/**
 * What accuracy a network of a family can be expected to reach: on smooth monotone curves over the logarithm of mult-adds through
 * what was published of its relatives. The nearest relatives that were published on both sides of it count: the same network at other
 * resolutions; otherwise other widths and depths at the same resolution; otherwise those at the family's own resolutions. Beyond what was published
 * there is no estimate.
 */
final class AccuracyEstimate {
    private final Map<Shape, Double> published = new LinkedHashMap<>();
    private final Map<Shape, Curve> byResolution = new HashMap<>();
    private final Map<Slice, Curve> bySize = new HashMap<>();

    /** A network whatever its classes; width and groups are 1 where it has none. */
    private record Shape(Entry entry, double width, int groups, int resolution) {
        static Shape of(Entry entry, NetworkOptions options) {
            NetworkOptions defaults = entry.defaults();
            return new Shape(
                    entry,
                    options.width().orElse(defaults.width().orElse(1)),
                    options.groups().orElse(defaults.groups().orElse(1)),
                    options.resolution().orElse(defaults.resolution().orElseThrow()));
        }

        static Shape usual(Entry entry) {
            return of(entry, NetworkOptions.NONE);
        }

        Shape at(int pixels) {
            return new Shape(entry, width, groups, pixels);
        }

        /** As short as it can be said. */
        Variant variant() {
            NetworkOptions options = NetworkOptions.NONE;
            if (width != usual(entry).width()) {
                options = options.withWidth(width);
            }
            if (groups != usual(entry).groups()) {
                options = options.withGroups(groups);
            }
            return new Variant(
                    entry, resolution == usual(entry).resolution() ? options : options.withResolution(resolution));
        }

        double multAdds() {
            return NetworkCost.of(variant().build()).multAdds(Convention.PAPER);
        }
    }

    /** Networks of all sizes at one resolution and number of groups; without one, each at its own. */
    private record Slice(OptionalInt resolution, OptionalInt groups) {
        boolean has(Shape shape) {
            return shape.groups() == groups.orElse(Shape.usual(shape.entry()).groups());
        }

        int pixels(Entry entry) {
            return resolution.orElse(Shape.usual(entry).resolution());
        }
    }

    /** What is known of a network. */
    private record Known(String name, double multAdds, double top1) {}

    /** Through those that no other beats, so that more work never says less accuracy. */
    private record Curve(List<Known> knots, MonotoneCurve curve) {
        static Curve through(List<Known> all) {
            List<Known> best = ParetoFront.of(all, Known::multAdds, Known::top1);
            return new Curve(
                    best,
                    new MonotoneCurve(best.stream()
                            .map(known -> new MonotoneCurve.Point(Math.log(known.multAdds()), known.top1()))
                            .toList()));
        }

        /** One point is no curve. */
        Optional<Accuracy> at(double multAdds) {
            OptionalDouble top1 = knots.size() < 2 ? OptionalDouble.empty() : curve.at(Math.log(multAdds));
            return top1.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Accuracy(top1.getAsDouble(), between(multAdds), true));
        }

        private String between(double multAdds) {
            int right = 1;
            while (right + 1 < knots.size() && knots.get(right).multAdds() < multAdds) {
                right++;
            }
            return "between %s and %s"
                    .formatted(knots.get(right - 1).name(), knots.get(right).name());
        }
    }

    /** From what was published of the family. */
    AccuracyEstimate(SearchFamily family) {
        for (Entry entry : family.entries()) {
            for (Published figures : entry.published()) {
                if (figures.top1().isPresent() && figures.options().stem().isEmpty()) {
                    NetworkOptions options = figures.options().withResolution(figures.resolution());
                    published.putIfAbsent(
                            Shape.of(entry, options), figures.top1().getAsDouble());
                }
            }
        }
    }

    /** Published of exactly this variant, or estimated. */
    Optional<Accuracy> of(Variant variant, double multAdds) {
        Optional<Accuracy> exact = variant.entry()
                .published(variant.options())
                .map(figures -> new Accuracy(figures.top1().orElseThrow(), figures.source(), false));
        return exact.or(() -> estimated(Shape.of(variant.entry(), variant.options()), multAdds));
    }

    private Optional<Accuracy> estimated(Shape shape, double multAdds) {
        return resolutions(shape)
                .at(multAdds)
                .or(() -> sizes(new Slice(OptionalInt.of(shape.resolution()), OptionalInt.of(shape.groups())))
                        .at(multAdds))
                .or(() -> bySize(multAdds));
    }

    /** From the family's sizes alone, each at its own resolution. */
    Optional<Accuracy> bySize(double multAdds) {
        return sizes(new Slice(OptionalInt.empty(), OptionalInt.empty())).at(multAdds);
    }

    /** The same network at the resolutions that were published. */
    private Curve resolutions(Shape shape) {
        // the resolution varies along the curve
        Shape any = shape.at(0);
        return byResolution.computeIfAbsent(
                any,
                _ -> Curve.through(published.entrySet().stream()
                        .filter(known -> known.getKey().at(0).equals(any))
                        .map(known -> known(known.getKey(), known.getValue()))
                        .toList()));
    }

    private Curve sizes(Slice slice) {
        Curve known = bySize.get(slice);
        if (known == null) {
            known = Curve.through(knots(slice));
            bySize.put(slice, known);
        }
        return known;
    }

    /** Each published size, at this resolution if that was published or lies between some that were. */
    private List<Known> knots(Slice slice) {
        List<Known> knots = new ArrayList<>();
        published.keySet().stream()
                .filter(slice::has)
                .map(shape -> shape.at(slice.pixels(shape.entry())))
                .distinct()
                .forEach(shape -> {
                    Double top1 = published.get(shape);
                    if (top1 != null) {
                        knots.add(known(shape, top1));
                    } else {
                        double multAdds = shape.multAdds();
                        resolutions(shape)
                                .at(multAdds)
                                .ifPresent(accuracy ->
                                        knots.add(new Known(shape.variant().toString(), multAdds, accuracy.top1())));
                    }
                });
        return knots;
    }

    private static Known known(Shape shape, double top1) {
        return new Known(shape.variant().toString(), shape.multAdds(), top1);
    }
}
