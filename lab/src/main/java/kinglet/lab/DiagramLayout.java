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
    private static final double LANE = 16;
    private static final double SIDE_GAP = 26;
    private static final double LEAST_GAP = 24;
    private static final double LARGEST_GAP = 54;
    /** Rank gaps grow with the way that an arrow goes sideways in them. */
    private static final double GAP_PER_PIXEL = 0.14;

    private static final int SWEEPS = 12;
    /** Enough for a chain of fifty boxes to settle. */
    private static final int SETTLING = 400;
    private static final double PORT = 15;
    private static final double CORNER = 16;

    /** How strongly the two ends of an arrow's step pull each other: lanes are kept straight. */
    private static final double LANE_TO_LANE = 8;

    private static final double USUAL = 2;
    /** How little a box gives way to what stands beside it. */
    private static final double BOX_MASS = 100;

    private static final double LANE_MASS = 10;
    private static final double SHORTCUT_MASS = 1;

    /** Width and height of a box. */
    record Size(double width, double height) {}

    /** A box or a lane in its rank. */
    private static final class Cell {
        final int item;
        final int rank;
        final double width;
        final double mass;
        final List<Cell> above = new ArrayList<>();
        final List<Cell> below = new ArrayList<>();
        double x;
        double key;

        Cell(int item, int rank, double width, double mass) {
            this.item = item;
            this.rank = rank;
            this.width = width;
            this.mass = mass;
        }

        boolean isLane() {
            return item < 0;
        }

        /** Part of an arrow that goes around what both its ends are joined by too. */
        boolean isShortcut() {
            return mass == SHORTCUT_MASS;
        }
    }

    private final List<Size> sizes;
    private final List<DiagramGraph.Edge> edges;
    private final List<List<Cell>> ranks = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    /** The cells that each edge goes through, its ends included. */
    private final List<List<Cell>> ways = new ArrayList<>();

    private double[] tops = {};
    private double[] bottoms = {};

    DiagramLayout(List<Size> sizes, List<DiagramGraph.Edge> edges) {
        this.sizes = sizes;
        this.edges = edges;
        rank();
        order();
        align();
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
        for (DiagramGraph.Edge edge : sorted(Comparator.comparingInt(DiagramGraph.Edge::from).reversed())) {
            latest[edge.from()] = Math.min(latest[edge.from()], latest[edge.to()] - 1);
        }
        IntStream.rangeClosed(0, last).forEach(r -> ranks.add(new ArrayList<>()));
        for (int i = 0; i < count; i++) {
            // in the middle of its room: a pool beside six layers stands beside the third
            cell(i, (earliest[i] + latest[i]) / 2, sizes.get(i).width(), BOX_MASS);
        }
        for (DiagramGraph.Edge edge : edges) {
            List<Cell> way = new ArrayList<>(List.of(cells.get(edge.from())));
            Cell to = cells.get(edge.to());
            double mass = isShortcut(edge) ? SHORTCUT_MASS : LANE_MASS;
            for (int rank = way.getFirst().rank + 1; rank < to.rank; rank++) {
                way.add(cell(-1, rank, LANE, mass));
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

    private boolean isShortcut(DiagramGraph.Edge edge) {
        return edges.stream().filter(other -> other.from() == edge.from()).count() > 1
                && edges.stream().filter(other -> other.to() == edge.to()).count() > 1;
    }

    private Cell cell(int item, int rank, double width, double mass) {
        Cell cell = new Cell(item, rank, width, mass);
        cells.add(cell);
        ranks.get(rank).add(cell);
        return cell;
    }

    /** Orders each rank by where its neighbours are, down and up in turn, and keeps the order with the fewest crossings. */
    private void order() {
        List<List<Cell>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 1; i < ranks.size(); i++) {
                List<Cell> rank = ranks.get(down ? i : ranks.size() - 1 - i);
                List<Cell> fixed = ranks.get(down ? i - 1 : ranks.size() - i);
                for (Cell cell : rank) {
                    List<Cell> near = down ? cell.above : cell.below;
                    cell.key = near.stream()
                            .mapToInt(fixed::indexOf)
                            .average()
                            .orElse(rank.indexOf(cell));
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

    private List<List<Cell>> copy() {
        return new ArrayList<>(ranks.stream().map(rank -> (List<Cell>) new ArrayList<>(rank)).toList());
    }

    private int crossings() {
        int crossings = 0;
        for (int r = 0; r + 1 < ranks.size(); r++) {
            List<int[]> pairs = new ArrayList<>();
            for (Cell cell : ranks.get(r)) {
                for (Cell below : cell.below) {
                    pairs.add(new int[] {ranks.get(r).indexOf(cell), ranks.get(r + 1).indexOf(below)});
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

    private void align() {
        ranks.forEach(DiagramLayout::pack);
        for (int sweep = 0; sweep < SETTLING; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < ranks.size(); i++) {
                List<Cell> rank = ranks.get(down ? i : ranks.size() - 1 - i);
                settle(rank);
            }
        }
        double left = cells.stream().mapToDouble(cell -> cell.x - cell.width / 2).min().orElse(0);
        cells.forEach(cell -> cell.x -= left);
    }

    /** Where its neighbours want it; shortcuts do not pull boxes aside. */
    private static double pull(Cell cell) {
        double sum = 0;
        double weights = 0;
        for (List<Cell> near : List.of(cell.above, cell.below)) {
            for (Cell other : near) {
                if (!cell.isLane() && other.isShortcut()) {
                    continue;
                }
                double weight = cell.isLane() && other.isLane() ? LANE_TO_LANE : USUAL;
                sum += weight * other.x;
                weights += weight;
            }
        }
        return weights == 0 ? cell.x : sum / weights;
    }

    /** Side by side, around the middle. */
    private static void pack(List<Cell> rank) {
        double[] offset = offsets(rank);
        for (int i = 0; i < rank.size(); i++) {
            rank.get(i).x = offset[i] - offset[rank.size() - 1] / 2;
        }
    }

    /** The places nearest to where the neighbours want them that keep the order and the distances. */
    private static void settle(List<Cell> rank) {
        double[] offset = offsets(rank);
        double[] wished = new double[rank.size()];
        for (int i = 0; i < rank.size(); i++) {
            wished[i] = pull(rank.get(i)) - offset[i];
        }
        double[] placed = nearestRising(wished, rank.stream().mapToDouble(cell -> cell.mass).toArray());
        for (int i = 0; i < rank.size(); i++) {
            rank.get(i).x = placed[i] + offset[i];
        }
    }

    /** How far right of the first one each has to be at least. */
    private static double[] offsets(List<Cell> rank) {
        double[] offset = new double[rank.size()];
        for (int i = 1; i < rank.size(); i++) {
            offset[i] = offset[i - 1] + distance(rank.get(i - 1), rank.get(i));
        }
        return offset;
    }

    private static double distance(Cell a, Cell b) {
        return (a.width + b.width) / 2 + (a.isLane() && b.isLane() ? LANE / 4 : SIDE_GAP);
    }

    /** The rising sequence with the least squares of differences from this one, weighted by masses: pool adjacent violators. */
    private static double[] nearestRising(double[] values, double[] masses) {
        List<double[]> pools = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double[] pool = {values[i], masses[i], 1};
            while (!pools.isEmpty() && pools.getLast()[0] > pool[0]) {
                double[] before = pools.removeLast();
                double mass = before[1] + pool[1];
                pool = new double[] {(before[0] * before[1] + pool[0] * pool[1]) / mass, mass, before[2] + pool[2]};
            }
            pools.add(pool);
        }
        double[] rising = new double[values.length];
        int i = 0;
        for (double[] pool : pools) {
            for (int k = 0; k < pool[2]; k++) {
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
            double height = ranks.get(r).stream()
                    .filter(cell -> !cell.isLane())
                    .mapToDouble(cell -> sizes.get(cell.item).height())
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
        return cells.stream().mapToDouble(cell -> cell.x + cell.width / 2).max().orElse(0);
    }

    double height() {
        return bottoms.length == 0 ? 0 : bottoms[bottoms.length - 1];
    }

    /** The left edge of a box. */
    double x(int item) {
        return cells.get(item).x - cells.get(item).width / 2;
    }

    /** The top edge of a box, in the middle of its rank. */
    double y(int item) {
        int rank = cells.get(item).rank;
        return (tops[rank] + bottoms[rank] - sizes.get(item).height()) / 2;
    }

    /** The points of an arrow, from the bottom of a box to the top of another. */
    List<DrawShape.Point> way(int edge) {
        List<Cell> way = ways.get(edge);
        List<DrawShape.Point> points = new ArrayList<>();
        Cell from = way.getFirst();
        Cell to = way.getLast();
        double start = port(from, from.below, way.get(1));
        double end = port(to, to.above, way.get(way.size() - 2));
        add(points, start, y(from.item) + sizes.get(from.item).height());
        add(points, start, bottoms[from.rank]);
        for (Cell lane : way.subList(1, way.size() - 1)) {
            add(points, lane.x, tops[lane.rank]);
            add(points, lane.x, bottoms[lane.rank]);
        }
        add(points, end, tops[to.rank]);
        add(points, end, y(to.item));
        return points;
    }

    private static void add(List<DrawShape.Point> points, double x, double y) {
        DrawShape.Point point = new DrawShape.Point(x, y);
        if (points.isEmpty() || points.getLast().y() < y - 0.01) {
            points.add(point);
        }
    }

    /** Where an arrow meets a box: straight above or below the other end if it can, and apart from the box's other arrows. */
    private static double port(Cell box, List<Cell> others, Cell other) {
        List<Cell> sorted = others.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(cell -> cell.x))
                .toList();
        double room = Math.max(0, box.width / 2 - CORNER);
        double[] wished = new double[sorted.size()];
        double gap = sorted.size() < 2 ? 0 : Math.min(PORT, 2 * room / (sorted.size() - 1));
        for (int i = 0; i < wished.length; i++) {
            wished[i] = Math.clamp(sorted.get(i).x, box.x - room, box.x + room) - i * gap;
        }
        double[] equal = new double[wished.length];
        Arrays.fill(equal, 1);
        double[] placed = nearestRising(wished, equal);
        int i = sorted.indexOf(other);
        double least = box.x - room + i * gap;
        double most = box.x + room - (sorted.size() - 1 - i) * gap;
        return Math.clamp(placed[i] + i * gap, least, Math.max(least, most));
    }
}
