package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.cost.Roofline;
import kinglet.graph.KingletException;
import kinglet.kernels.Machine;
import kinglet.lab.MonotoneCurve.Point;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Published;
import kinglet.networks.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final Roofline MACHINE = new Roofline(100, 20);
    private static final List<SearchCandidate> TWO_FAMILIES =
            space("mobilenet_v2", "shufflenet_v1").candidates(MACHINE);

    private long now;

    private static SearchSpace space(String... ids) {
        return SearchSpace.of(Stream.of(ids).map(Catalogue::entry).toList());
    }

    /** On a clock that is always too late, so that it makes as few rounds as it may. */
    private Run hasty() {
        return Run.of(true)
                .withThreads(List.of(1))
                .withMachine(() -> new Machine(100, 20))
                .withClock(() -> now += 10_000_000_000L + now / 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "LATENCY, 5ms, 5",
        "LATENCY, 800us, 0.8",
        "LATENCY, .02 s, 20",
        "MULT_ADDS, 100M, 1e8",
        "PARAMS, 2000000, 2e6",
        "MEMORY_ACCESS, 1.5G, 1.5e9"
    })
    void limitsHaveUnits(SearchMeasure measure, String text, double limit) {
        assertThat(measure.limit(text)).isCloseTo(limit, within(1e-9 * limit));
    }

    @ParameterizedTest
    @CsvSource({
        "LATENCY, 5, 'none of the units us, ms, s'",
        "LATENCY, 5M, 'none of the units us, ms, s'",
        "MULT_ADDS, 5ms, 'none of the units k, M, G'",
        "PARAMS, -2M, above 0",
        "PARAMS, 0, above 0",
        "LATENCY, soon, no quantity",
        "LATENCY, NaNms, no quantity",
    })
    void otherLimitsAreRefused(SearchMeasure measure, String text, String says) {
        assertThatThrownBy(() -> measure.limit(text))
                .isInstanceOf(KingletException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(says);
    }

    @Test
    void curvesHitTheirPointsAndStayBetweenThem() {
        List<Point> points =
                List.of(new Point(1, 40), new Point(1.5, 50), new Point(4, 51), new Point(4.1, 60), new Point(6, 60.5));
        MonotoneCurve curve = new MonotoneCurve(points);
        points.forEach(point -> assertThat(curve.at(point.x()).orElseThrow()).isCloseTo(point.y(), within(1e-12)));
        double before = 40;
        for (double x = 1; x <= 6; x += 1.0 / 512) {
            double value = curve.at(x).orElseThrow();
            assertThat(value).as("at %s", x).isGreaterThanOrEqualTo(before - 1e-9);
            before = value;
        }
        assertThat(curve.at(0.99)).isEmpty();
        assertThat(curve.at(6.01)).isEmpty();
    }

    @Test
    void throughAStraightLineTheCurveIsStraight() {
        MonotoneCurve curve = new MonotoneCurve(List.of(new Point(0, 1), new Point(1, 3), new Point(5, 11)));
        for (double x = 0; x <= 5; x += 0.125) {
            assertThat(curve.at(x).orElseThrow()).isCloseTo(1 + 2 * x, within(1e-12));
        }
    }

    static List<SearchFamily> families() {
        return SearchFamily.all();
    }

    /** Whatever the catalogue has of exactly a network is said as it is published, and not as an estimate. */
    @ParameterizedTest
    @MethodSource("families")
    void publishedAccuraciesAreGivenAsTheyAre(SearchFamily family) {
        AccuracyEstimate estimate = new AccuracyEstimate(family);
        assertThat(family.entries()).isNotEmpty();
        for (Entry entry : family.entries()) {
            for (Published figures : entry.published()) {
                Variant variant = new Variant(entry, figures.options().withResolution(figures.resolution()));
                Published first = entry.published(variant.options()).orElseThrow();
                assertThat(estimate.of(variant, 1))
                        .contains(new Accuracy(first.top1().orElseThrow(), first.source(), false));
            }
        }
    }

    /** MobileNetV2's table: at 160 pixels 66.4 for 0.75 and 68.8 for 1; at 0.75, 68.7 for 192 pixels. */
    @Test
    void estimatesLieBetweenTheirRelatives() {
        Entry entry = Catalogue.entry("mobilenet_v2");
        AccuracyEstimate estimate = new AccuracyEstimate(SearchFamily.named("mobilenet_v2"));
        double before = 66.4;
        for (double width : new double[] {0.8, 0.85, 0.9, 0.95}) {
            Accuracy accuracy =
                    of(estimate, entry, NetworkOptions.NONE.withWidth(width).withResolution(160));
            assertThat(accuracy.estimated()).isTrue();
            assertThat(accuracy.top1())
                    .as("width %s", width)
                    .isGreaterThanOrEqualTo(before)
                    .isLessThan(68.8);
            before = accuracy.top1();
        }
        Accuracy middle =
                of(estimate, entry, NetworkOptions.NONE.withWidth(0.75).withResolution(176));
        assertThat(middle.top1()).isBetween(66.4, 68.7);
        assertThat(middle.source())
                .isEqualTo(
                        "between mobilenet_v2 --width 0.75 --resolution 160 and mobilenet_v2 --width 0.75 --resolution 192");
    }

    private static Accuracy of(AccuracyEstimate estimate, Entry entry, NetworkOptions options) {
        Variant variant = new Variant(entry, options);
        return estimate.of(variant, multAdds(variant)).orElseThrow();
    }

    private static double multAdds(Variant variant) {
        return NetworkCost.of(variant.build()).multAdds(Convention.PAPER);
    }

    /** Where one size is all that was published, nothing is invented; nor beyond the smallest and the largest. */
    @Test
    void withoutRelativesOnBothSidesThereIsNoEstimate() {
        AccuracyEstimate alone = new AccuracyEstimate(SearchFamily.named("squeezenet"));
        Variant smaller = new Variant(Catalogue.entry("squeezenet1_1"), NetworkOptions.NONE.withResolution(160));
        assertThat(alone.of(smaller, multAdds(smaller))).isEmpty();
        AccuracyEstimate resnet = new AccuracyEstimate(SearchFamily.named("resnet"));
        Variant narrow = new Variant(Catalogue.entry("resnet18"), NetworkOptions.NONE.withWidth(0.5));
        assertThat(resnet.of(narrow, multAdds(narrow))).isEmpty();
    }

    /** What the curve over sizes at 224 pixels says of lower resolutions, against what was published of those (TensorFlow slim). */
    @ParameterizedTest
    @ValueSource(strings = {"mobilenet_v1", "mobilenet_v2"})
    void theCurveOverSizesTellsLowerResolutions(String id) {
        Entry entry = Catalogue.entry(id);
        AccuracyEstimate estimate = new AccuracyEstimate(SearchFamily.named(id));
        List<Double> errors = new ArrayList<>();
        for (Published figures : entry.published()) {
            Variant variant = new Variant(entry, figures.options().withResolution(figures.resolution()));
            if (figures.resolution() < 224) {
                estimate.bySize(multAdds(variant))
                        .ifPresent(accuracy -> errors.add(
                                Math.abs(accuracy.top1() - figures.top1().orElseThrow())));
            }
        }
        assertThat(errors).hasSizeGreaterThan(5).allMatch(error -> error < 4);
        assertThat(errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isLessThan(1.2);
    }

    @ParameterizedTest
    @EnumSource(SearchMeasure.class)
    void theFrontIsWhatNoOtherBeats(SearchMeasure measure) {
        List<SearchCandidate> front = new SearchFront(measure, TWO_FAMILIES).front();
        List<SearchCandidate> unbeaten = TWO_FAMILIES.stream()
                .filter(one -> one.accuracy().isPresent())
                .filter(one -> TWO_FAMILIES.stream().noneMatch(other -> beats(other, one, measure)))
                .toList();
        assertThat(front).hasSizeGreaterThan(5).containsExactlyInAnyOrderElementsOf(unbeaten);
        assertThat(front).isSortedAccordingTo(Comparator.comparingDouble(measure::of));
    }

    private static boolean beats(SearchCandidate other, SearchCandidate one, SearchMeasure measure) {
        OptionalDouble accuracy =
                other.accuracy().stream().mapToDouble(Accuracy::top1).findFirst();
        if (accuracy.isEmpty()) {
            return false;
        }
        int better = Double.compare(
                accuracy.getAsDouble(), one.accuracy().orElseThrow().top1());
        int cheaper = Double.compare(measure.of(one), measure.of(other));
        return better >= 0 && cheaper >= 0 && better + cheaper > 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 1000})
    void thePromisingAreDistinctAndHaveTheBest(int count) {
        SearchFront front = new SearchFront(SearchMeasure.LATENCY, TWO_FAMILIES);
        long ranked =
                TWO_FAMILIES.stream().filter(c -> c.accuracy().isPresent()).count();
        assertThat(front.promising(count))
                .hasSize((int) Math.min(count, ranked))
                .doesNotHaveDuplicates()
                .contains(front.front().getLast());
    }

    @Test
    void aNetworkIsThereOnce() {
        assertThat(TWO_FAMILIES.stream().map(SearchCandidate::name)).doesNotHaveDuplicates();
        assertThat(TWO_FAMILIES.stream()
                        .map(c -> List.of(c.variant().entry(), c.params(), c.multAdds(), c.memoryAccess())))
                .doesNotHaveDuplicates();
        assertThat(TWO_FAMILIES.stream().map(SearchCandidate::name))
                .contains("mobilenet_v2", "mobilenet_v2 --width 0.35 --resolution 96", "shufflenet_v1 --groups 8");
    }

    @Test
    void onlyWhatWasAskedForIsTried() {
        SearchSpace few = new SearchSpace(
                List.of(Catalogue.entry("shufflenet_v1")), List.of(0.5, 1.0), List.of(160), List.of(3, 5, 8));
        assertThat(few.candidates(MACHINE).stream().map(SearchCandidate::name))
                .containsExactlyInAnyOrder(
                        "shufflenet_v1 --width 0.5 --resolution 160",
                        "shufflenet_v1 --width 0.5 --resolution 160 --groups 8",
                        "shufflenet_v1 --resolution 160",
                        "shufflenet_v1 --resolution 160 --groups 8");
    }

    @Test
    void otherPicturesMakeNoComparison() {
        assertThatThrownBy(() -> space("mobilenet_v2", "resnet20_cifar")).hasMessageContaining("cannot be compared");
    }

    @Test
    void whatDoesNotFitIsAnsweredWithTheSmallest() {
        SearchCandidate smallest = TWO_FAMILIES.stream()
                .min(Comparator.comparingLong(SearchCandidate::params))
                .orElseThrow();
        SearchBudget budget = SearchBudget.NONE.with(SearchMeasure.PARAMS, 10);
        assertThatThrownBy(() -> new Search(space("mobilenet_v2", "shufflenet_v1"), budget, 3, hasty()).predicted())
                .isInstanceOf(KingletException.class)
                .hasMessageContaining("10 parameters")
                .hasMessageContaining(smallest.name() + ",")
                .hasMessageContaining(Quantities.count(smallest.params()));
    }

    @Test
    void allBudgetsAreKept() {
        SearchBudget budget =
                SearchBudget.NONE.with(SearchMeasure.MULT_ADDS, 60e6).with(SearchMeasure.PARAMS, 1e6);
        SearchResult result = new Search(space("mobilenet_v2", "shufflenet_v1"), budget, 8, hasty()).predicted();
        assertThat(result.inside()).allMatch(c -> c.multAdds() <= 60e6 && c.params() <= 1e6);
        assertThat(result.considered()).isEqualTo(TWO_FAMILIES.size());
        double best = TWO_FAMILIES.stream()
                .filter(c -> c.multAdds() <= 60e6 && c.params() <= 1e6)
                .flatMap(c -> c.accuracy().stream())
                .mapToDouble(Accuracy::top1)
                .max()
                .orElseThrow();
        assertThat(result.best().accuracy().orElseThrow().top1()).isEqualTo(best);
        assertThat(result.named(result.front().getFirst().name()))
                .isSameAs(result.front().getFirst());
        assertThat(result.named(result.best().name() + " --classes 1000")).isSameAs(result.best());
        assertThat(result.named(result.best().variant().entry().id())).isSameAs(result.best());
        assertThatThrownBy(() -> result.named("shufflenet_v1 --width 2")).hasMessageContaining("not among");
        assertThat(SearchPlot.svg(result)).startsWith("<svg ").contains("60.0 M mult-adds and 1.00 M parameters");
    }

    /** Networks for CIFAR were published at one size each, of one family. */
    @Test
    void depthIsSearchedToo() {
        SearchBudget budget = SearchBudget.NONE.with(SearchMeasure.PARAMS, 600e3);
        SearchSpace space = SearchSpace.of(SearchFamily.named("resnet_cifar").entries());
        assertThat(new Search(space, budget, 3, hasty()).predicted().best().name())
                .isEqualTo("resnet32_cifar");
    }

    @Test
    void theMostPromisingAreMeasured() {
        SearchSpace space =
                new SearchSpace(List.of(Catalogue.entry("mobilenet_v1")), List.of(0.25, 0.5), List.of(128), List.of());
        List<Double> progress = new ArrayList<>();
        Run run = hasty().withWatcher((done, parts) -> progress.add(done / parts));
        SearchResult result =
                new Search(space, SearchBudget.NONE.with(SearchMeasure.MULT_ADDS, 1e8), 2, run).measured();
        assertThat(result.front().stream().map(SearchCandidate::name))
                .containsExactly(
                        "mobilenet_v1 --width 0.25 --resolution 128", "mobilenet_v1 --width 0.5 --resolution 128");
        assertThat(result.front()).allMatch(c -> c.measured().isPresent());
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        SearchBudget soon = SearchBudget.NONE.with(SearchMeasure.LATENCY, 1);
        assertThatThrownBy(() -> new Search(space, soon, 2, run).measured())
                .hasMessageContaining("nothing fits into 1 ms");
    }

    @Test
    void aCondenseNetIsTrainedInItsOtherForm() {
        SearchCandidate converted =
                space("condensenet_74_g8_converted").candidates(MACHINE).getFirst();
        assertThat(converted.trained().entry().id()).isEqualTo("condensenet_74_g8");
        assertThat(TWO_FAMILIES).allMatch(c -> c.trained().equals(c.variant()));
    }
}
