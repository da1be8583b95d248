package kinglet.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kinglet.cost.LayerCost;
import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Node;

/**
 * Divides a network into rows: between two tensors that everything behind has to go through lies a layer or a unit of several branches;
 * layers in a row that share a name, as the scopes of checkpoints do, are a unit too; and rows that repeat are folded.
 */
final class DiagramRows {
    private static final int LONGEST_PERIOD = 4;
    /** A scope of more layers in a row is a network's body rather than a unit. */
    private static final int MOST_LAYERS = 6;

    private final List<DiagramItem> items;
    /** First items of the segments, and the number of items. */
    private final List<Integer> starts = new ArrayList<>();

    private DiagramRows(DiagramGraph graph) {
        items = graph.items();
        int[] lastUse = new int[items.size()];
        graph.edges().forEach(edge -> lastUse[edge.from()] = Math.max(lastUse[edge.from()], edge.to()));
        starts.add(0);
        int needed = 0;
        for (int i = 0; i + 1 < items.size(); i++) {
            if (needed <= i && !items.get(i).isSplit()) {
                starts.add(i + 1);
            }
            needed = Math.max(needed, lastUse[i]);
        }
        starts.add(items.size());
    }

    /** Layers that are drawn in one row. */
    record Row(String name, List<DiagramItem> items) {

        Row {
            items = List.copyOf(items);
        }

        /** Whether a layer does not read the one before it, but begins or ends a branch. */
        boolean isBreak(int item) {
            return !items.get(item).reads(items.get(item - 1));
        }

        /** One depthwise or one pointwise convolution without a unit. */
        private boolean isAlone(DrawKind kind) {
            return name.isEmpty() && items.size() == 1 && items.getFirst().kind() == kind;
        }

        /** What it looks like; rows that look the same are drawn once. */
        private String look() {
            return items.stream().map(item -> item.brief() + item.look()).collect(Collectors.joining(","));
        }
    }

    /**
     * Rows that follow each other several times.
     *
     * @param repeats each a list of rows that look the same
     */
    record Fold(List<List<Row>> repeats) {

        Fold {
            repeats = List.copyOf(repeats);
        }

        List<Row> rows() {
            return repeats.getFirst();
        }

        int times() {
            return repeats.size();
        }

        /** The layers of one row, in all repeats. */
        List<LayerCost> layers(int row) {
            return repeats.stream()
                    .flatMap(rows -> rows.get(row).items().stream())
                    .flatMap(item -> item.nodes().stream())
                    .map(LayerCost::new)
                    .toList();
        }

        /** What gives a row's result, in the last repeat. */
        DiagramItem last(int row) {
            return repeats.getLast().get(row).items().getLast();
        }
    }

    static List<Fold> of(Network network) {
        return folded(new DiagramRows(DiagramGraph.of(network)).rows());
    }

    private List<Row> rows() {
        Map<Integer, Scope> scopes = scopes();
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s + 1 < starts.size(); s++) {
            Scope scope = scopes.get(s);
            int end = scope == null ? s : scope.last();
            List<DiagramItem> part = items.subList(starts.get(s), starts.get(end + 1));
            rows.add(new Row(scope == null ? common(part) : scope.name(), branchByBranch(part)));
            s = end;
        }
        return separable(rows);
    }

    /** A depthwise and a pointwise convolution that follow each other are one row. */
    private static List<Row> separable(List<Row> rows) {
        List<Row> joined = new ArrayList<>();
        for (Row row : rows) {
            if (row.isAlone(DrawKind.POINTWISE)
                    && !joined.isEmpty()
                    && joined.getLast().isAlone(DrawKind.DEPTHWISE)) {
                Row depthwise = joined.removeLast();
                joined.add(new Row(
                        "", List.of(depthwise.items().getFirst(), row.items().getFirst())));
            } else {
                joined.add(row);
            }
        }
        return joined;
    }

    /** What the names of a unit's nodes, and of no others, begin with; nothing for a single layer. */
    private String common(List<DiagramItem> part) {
        List<String> shared = part.size() < 2 ? List.of() : scope(part.getFirst());
        for (DiagramItem item : part) {
            List<String> scope = scope(item);
            int same = 0;
            while (same < Math.min(shared.size(), scope.size())
                    && shared.get(same).equals(scope.get(same))) {
                same++;
            }
            shared = shared.subList(0, same);
        }
        List<String> name = shared;
        long named = items.stream()
                .filter(item -> DiagramGraph.begins(scope(item), name))
                .count();
        return named == part.size() ? String.join(".", name) : "";
    }

    /** The name without its last part. */
    private static List<String> scope(DiagramItem item) {
        List<String> parts = DiagramGraph.path(item.first().name());
        return parts.subList(0, Math.max(0, parts.size() - 1));
    }

    /** An order in which a layer follows one that it reads, if it can; files may have branches in turn. */
    private static List<DiagramItem> branchByBranch(List<DiagramItem> part) {
        List<DiagramItem> ordered = new ArrayList<>();
        Map<DiagramItem, Set<DiagramItem>> waiting = new LinkedHashMap<>();
        for (DiagramItem item : part.subList(0, part.size() - 1)) {
            waiting.put(
                    item, waiting.keySet().stream().filter(item::reads).collect(Collectors.toCollection(HashSet::new)));
        }
        while (!waiting.isEmpty()) {
            List<DiagramItem> ready = waiting.keySet().stream()
                    .filter(item -> waiting.getOrDefault(item, Set.of()).isEmpty())
                    .toList();
            DiagramItem next = ready.stream()
                    .filter(item -> !ordered.isEmpty() && item.reads(ordered.getLast()))
                    .findFirst()
                    .orElse(ready.getFirst());
            ordered.add(next);
            waiting.remove(next);
            waiting.values().forEach(others -> others.remove(next));
        }
        ordered.add(part.getLast());
        return ordered;
    }

    /** A name that exactly the items of some segments share. */
    private record Scope(String name, int first, int last) {
        boolean overlaps(Scope other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** Units that consist of several segments, by their first one. */
    private Map<Integer, Scope> scopes() {
        Map<String, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            List<String> parts = DiagramGraph.path(items.get(i).first().name());
            for (int length = 1; length < parts.size(); length++) {
                members.computeIfAbsent(String.join(".", parts.subList(0, length)), name -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Scope> whole = new ArrayList<>();
        members.forEach((name, inside) -> whole.addAll(scope(name, inside)));
        // the innermost of the nested ones, and of those with the same layers the shortest name
        whole.sort(Comparator.comparingInt((Scope scope) -> scope.last() - scope.first())
                .thenComparingInt(scope -> scope.name().length()));
        Map<Integer, Scope> units = new TreeMap<>();
        List<Scope> taken = new ArrayList<>();
        for (Scope scope : whole) {
            if (taken.stream().noneMatch(scope::overlaps)) {
                taken.add(scope);
                units.put(scope.first(), scope);
            }
        }
        return units;
    }

    /** The scope, if it is a unit. */
    private List<Scope> scope(String name, List<Integer> inside) {
        int first = segment(inside.getFirst());
        int last = segment(inside.getLast());
        boolean whole = starts.get(first).equals(inside.getFirst())
                && starts.get(last + 1) == inside.getLast() + 1
                && inside.size() == new TreeSet<>(inside).size()
                && inside.getLast() - inside.getFirst() + 1 == inside.size();
        long convolutions =
                inside.stream().filter(i -> isConvolution(items.get(i))).count();
        boolean classifier = inside.stream().anyMatch(i -> items.get(i).first().op() instanceof Linear);
        return whole && convolutions > 1 && !classifier && last - first < MOST_LAYERS
                ? List.of(new Scope(name, first, last))
                : List.of();
    }

    /** One over an image: the two of squeeze-and-excitation are no unit. */
    private static boolean isConvolution(DiagramItem item) {
        Node node = item.first();
        return !node.shape().isVector() && (node.op() instanceof Conv2d || node.op() instanceof LearnedGroupConv2d);
    }

    private int segment(int item) {
        int segment = 0;
        while (starts.get(segment + 1) <= item) {
            segment++;
        }
        return segment;
    }

    private static List<Fold> folded(List<Row> rows) {
        List<Fold> folds = new ArrayList<>();
        int at = 0;
        while (at < rows.size()) {
            int period = 1;
            int times = 1;
            for (int p = 1; p <= LONGEST_PERIOD; p++) {
                int t = repeats(rows, at, p);
                if (t > 1 && t * p > times * period) {
                    period = p;
                    times = t;
                }
            }
            List<List<Row>> repeats = new ArrayList<>();
            for (int t = 0; t < times; t++) {
                repeats.add(List.copyOf(rows.subList(at + t * period, at + (t + 1) * period)));
            }
            folds.add(new Fold(repeats));
            at += times * period;
        }
        return folds;
    }

    private static int repeats(List<Row> rows, int at, int period) {
        int times = 1;
        while (at + (times + 1) * period <= rows.size() && same(rows, at, at + times * period, period)) {
            times++;
        }
        return times;
    }

    private static boolean same(List<Row> rows, int a, int b, int period) {
        for (int i = 0; i < period; i++) {
            if (!rows.get(a + i).look().equals(rows.get(b + i).look())) {
                return false;
            }
        }
        return true;
    }
}
