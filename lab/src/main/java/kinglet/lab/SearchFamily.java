package kinglet.lab;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.Labels;
import kinglet.networks.NearestNames;

/**
 * Networks of one design in several sizes, whose accuracies lie on one curve.
 *
 * @param name of the family
 * @param compact whether it is made for little work
 * @param entries from small to large
 */
public record SearchFamily(String name, boolean compact, List<Entry> entries) {
    private static final List<SearchFamily> ALL = List.of(
            compact("mobilenet_v1", "mobilenet_v1"),
            compact("mobilenet_v2", "mobilenet_v2"),
            compact("mobilenet_v3", "mobilenet_v3_small", "mobilenet_v3_large"),
            compact("shufflenet_v1", "shufflenet_v1"),
            compact(
                    "shufflenet_v2",
                    "shufflenet_v2_x0_5",
                    "shufflenet_v2_x1_0",
                    "shufflenet_v2_x1_5",
                    "shufflenet_v2_x2_0"),
            compact("squeezenet", "squeezenet1_1"),
            compact("condensenet", "condensenet_74_g8_converted", "condensenet_74_g4_converted"),
            of("efficientnet", true, entry -> entry.id().startsWith("efficientnet_b")),
            of("resnet", false, entry -> entry.id().matches("resnet\\d+")),
            of("resnext", false, entry -> entry.id().matches("resnext\\d+_32x\\dd")),
            of("resnet_cifar", false, entry -> entry.id().matches("resnet\\d+_cifar")),
            of("condensenet_cifar", false, entry -> entry.id().matches("condensenet_\\d+_cifar_converted")));

    private static SearchFamily compact(String name, String... ids) {
        return new SearchFamily(name, true, Stream.of(ids).map(Catalogue::entry).toList());
    }

    private static SearchFamily of(String name, boolean compact, Predicate<Entry> member) {
        return new SearchFamily(
                name, compact, Catalogue.entries().stream().filter(member).toList());
    }

    /** All that have a name. */
    public static List<SearchFamily> all() {
        return ALL;
    }

    /**
     * The family of this name.
     *
     * @throws KingletException if there is none; the message lists them
     */
    public static SearchFamily named(String name) {
        List<String> names = ALL.stream().map(SearchFamily::name).toList();
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new KingletException("there is no family '%s'; did you mean %s? There are %s"
                        .formatted(name, NearestNames.of(name, names, 1).getFirst(), String.join(", ", names))));
    }

    /** The family of a network; of one that is in none, a family of its own. */
    static SearchFamily of(Entry entry) {
        return ALL.stream()
                .filter(family -> family.entries().contains(entry))
                .findFirst()
                .orElseGet(() -> new SearchFamily(entry.id(), false, List.of(entry)));
    }

    /** Which pictures its accuracy was measured on: a background class more makes no other data set. */
    static Labels labels(Entry entry) {
        return entry.labels() == Labels.IMAGENET_WITH_BACKGROUND ? Labels.IMAGENET : entry.labels();
    }
}
