package kinglet.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places boxes in ranks from top to bottom so that arrows point down, cross seldom and pass no box (Sugiyama et al. 1981): ranks by the
 * longest path, a lane of its own for each arrow in every rank that it passes, order by barycentres, and places that bring what is
 * joined one above the other, by least squares.
 */
final class DiagramLayout {
    private static final double LEAST_GAP = 24;
    private static final double LARGEST_GAP = 54;
    /** Rank gaps grow with the way that an arrow goes sideways in them. */
    private static final double GAP_PER_PIXEL = 0.14;

    private static final int SWEEPS = 12;
    private static final double PORT = 15;
    private static final double CORNER = 16;

    /** Width and height of a box. */
    record Size(double width, double height) {}

    private final List<Size> sizes;
    private final List<DiagramGraph.Edge> edges;
    private final List<List<DiagramCell>> ranks = new ArrayList<>();
    private final List<DiagramCell> boxes = new ArrayList<>();
    /** The cells that each edge goes through, its ends included. */
    private final List<List<DiagramCell>> ways = new ArrayList<>();

    private double[] tops = {};
    private double[] bottoms = {};

    DiagramLayout(List<Size> sizes, List<DiagramGraph.Edge> edges) {
        this.sizes = sizes;
        this.edges = edges;
        rank();
        order();
        DiagramTracks.place(ranks);
        stack();
    }

    private void rank() {
        int count = sizes.size();
        int[] earliest = new int[count];
        for (DiagramGraph.Edge edge : sorted(Comparator.comparingInt(DiagramGraph.Edge::to))) {
            earliest[edge.to()] = Math.max(earliest[edge.to()], earliest[edge.from()] + 1);
        }
        int last = IntStream.of(earliest).max().orElse(0);
        int[] latest = new int[count];
        Arrays.fill(latest, last);
        for (DiagramGraph.Edge edge :
                sorted(Comparator.comparingInt(DiagramGraph.Edge::from).reversed())) {
            latest[edge.from()] = Math.min(latest[edge.from()], latest[edge.to()] - 1);
        }
        IntStream.rangeClosed(0, last).forEach(r -> ranks.add(new ArrayList<>()));
        for (int i = 0; i < count; i++) {
            // in the middle of its room: a pool beside six layers stands beside the third
            boxes.add(cell((earliest[i] + latest[i]) / 2, sizes.get(i).width(), DiagramCell.Kind.BOX));
        }
        for (DiagramGraph.Edge edge : edges) {
            List<DiagramCell> way = new ArrayList<>(List.of(boxes.get(edge.from())));
            DiagramCell to = boxes.get(edge.to());
            DiagramCell.Kind kind = isShortcut(edge) ? DiagramCell.Kind.SHORTCUT : DiagramCell.Kind.LANE;
            for (int rank = way.getFirst().rank + 1; rank < to.rank; rank++) {
                way.add(cell(rank, DiagramCell.LANE, kind));
            }
            way.add(to);
            for (int i = 1; i < way.size(); i++) {
                way.get(i).above.add(way.get(i - 1));
                way.get(i - 1).below.add(way.get(i));
            }
            ways.add(way);
        }
    }

    private List<DiagramGraph.Edge> sorted(Comparator<DiagramGraph.Edge> by) {
        return edges.stream().sorted(by).toList();
    }

    /** Whether an arrow goes around what both its ends are joined by too. */
    private boolean isShortcut(DiagramGraph.Edge edge) {
        return edges.stream().filter(other -> other.from() == edge.from()).count() > 1
                && edges.stream().filter(other -> other.to() == edge.to()).count() > 1;
    }

    private DiagramCell cell(int rank, double width, DiagramCell.Kind kind) {
        DiagramCell cell = new DiagramCell(rank, width, kind);
        ranks.get(rank).add(cell);
        return cell;
    }

    /** Orders each rank by where its neighbours are, down and up in turn, and keeps the order with the fewest crossings. */
    private void order() {
        List<List<DiagramCell>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 1; i < ranks.size(); i++) {
                List<DiagramCell> rank = ranks.get(down ? i : ranks.size() - 1 - i);
                List<DiagramCell> fixed = ranks.get(down ? i - 1 : ranks.size() - i);
                for (DiagramCell cell : rank) {
                    List<DiagramCell> near = down ? cell.above : cell.below;
                    cell.key = near.stream().mapToInt(fixed::indexOf).average().orElse(rank.indexOf(cell));
                }
                rank.sort(Comparator.comparingDouble(cell -> cell.key));
            }
            int now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        for (int i = 0; i < best.size(); i++) {
            ranks.set(i, best.get(i));
        }
    }

    private List<List<DiagramCell>> copy() {
        return new ArrayList<>(ranks.stream()
                .map(rank -> (List<DiagramCell>) new ArrayList<>(rank))
                .toList());
    }

    private int crossings() {
        int crossings = 0;
        for (int r = 0; r + 1 < ranks.size(); r++) {
            List<int[]> pairs = new ArrayList<>();
            for (DiagramCell cell : ranks.get(r)) {
                for (DiagramCell below : cell.below) {
                    pairs.add(new int[] {
                        ranks.get(r).indexOf(cell), ranks.get(r + 1).indexOf(below)
                    });
                }
            }
            for (int[] a : pairs) {
                for (int[] b : pairs) {
                    crossings += a[0] < b[0] && a[1] > b[1] ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    /** The rising sequence with the least squares of differences from this one: pool adjacent violators. */
    private static double[] nearestRising(double[] values) {
        List<double[]> pools = new ArrayList<>();
        for (double value : values) {
            double[] pool = {value, 1};
            while (!pools.isEmpty() && pools.getLast()[0] > pool[0]) {
                double[] before = pools.removeLast();
                double count = before[1] + pool[1];
                pool = new double[] {(before[0] * before[1] + pool[0] * pool[1]) / count, count};
            }
            pools.add(pool);
        }
        double[] rising = new double[values.length];
        int i = 0;
        for (double[] pool : pools) {
            for (int k = 0; k < pool[1]; k++) {
                rising[i++] = pool[0];
            }
        }
        return rising;
    }

    private void stack() {
        tops = new double[ranks.size()];
        bottoms = new double[ranks.size()];
        double y = 0;
        for (int r = 0; r < ranks.size(); r++) {
            int rank = r;
            double height = IntStream.range(0, sizes.size())
                    .filter(i -> boxes.get(i).rank == rank)
                    .mapToDouble(i -> sizes.get(i).height())
                    .max()
                    .orElse(0);
            tops[r] = y;
            bottoms[r] = y + height;
            double aside = ranks.get(r).stream()
                    .flatMap(cell -> cell.below.stream().map(below -> Math.abs(below.x - cell.x)))
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            y += height + Math.min(LARGEST_GAP, LEAST_GAP + GAP_PER_PIXEL * aside);
        }
    }

    double width() {
        return ranks.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> cell.x + cell.width / 2)
                .max()
                .orElse(0);
    }

    double height() {
        return bottoms.length == 0 ? 0 : bottoms[bottoms.length - 1];
    }

    /** The left edge of a box. */
    double x(int item) {
        return boxes.get(item).x - boxes.get(item).width / 2;
    }

    /** The top edge of a box, in the middle of its rank. */
    double y(int item) {
        int rank = boxes.get(item).rank;
        return (tops[rank] + bottoms[rank] - sizes.get(item).height()) / 2;
    }

    /** The points of an arrow, from the bottom of a box to the top of another. */
    List<DrawShape.Point> way(int edge) {
        List<DiagramCell> way = ways.get(edge);
        List<DrawShape.Point> points = new ArrayList<>();
        DiagramCell from = way.getFirst();
        DiagramCell to = way.getLast();
        double start = port(from, from.below, way.get(1));
        double end = port(to, to.above, way.get(way.size() - 2));
        int source = edges.get(edge).from();
        add(points, start, y(source) + sizes.get(source).height());
        add(points, start, bottoms[from.rank]);
        for (DiagramCell lane : way.subList(1, way.size() - 1)) {
            add(points, lane.x, tops[lane.rank]);
            add(points, lane.x, bottoms[lane.rank]);
        }
        add(points, end, tops[to.rank]);
        add(points, end, y(edges.get(edge).to()));
        return points;
    }

    private static void add(List<DrawShape.Point> points, double x, double y) {
        DrawShape.Point point = new DrawShape.Point(x, y);
        if (points.isEmpty() || points.getLast().y() < y - 0.01) {
            points.add(point);
        }
    }

    /** Where an arrow meets a box: straight above or below the other end if it can, and apart from the box's other arrows. */
    private static double port(DiagramCell box, List<DiagramCell> others, DiagramCell other) {
        List<DiagramCell> sorted = others.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(cell -> cell.x))
                .toList();
        double room = Math.max(0, box.width / 2 - CORNER);
        double[] wished = new double[sorted.size()];
        double gap = sorted.size() < 2 ? 0 : Math.min(PORT, 2 * room / (sorted.size() - 1));
        for (int i = 0; i < wished.length; i++) {
            wished[i] = Math.clamp(sorted.get(i).x, box.x - room, box.x + room) - i * gap;
        }
        double[] placed = nearestRising(wished);
        int i = sorted.indexOf(other);
        double least = box.x - room + i * gap;
        double most = box.x + room - (sorted.size() - 1 - i) * gap;
        return Math.clamp(placed[i] + i * gap, least, Math.max(least, most));
    }
}
