package kinglet.formats;

import java.util.ArrayList;
import java.util.List;
import kinglet.formats.View.Atom;
import kinglet.graph.Shape;

/**
 * One transposition of three neighbouring blocks of atoms, which is what a transpose of (channels, rows, columns) can do.
 *
 * @param shape the sizes of the blocks as they lie now
 * @param order the block that comes first, second and third
 * @param result the atoms afterwards
 */
record Blocks(Shape shape, List<Integer> order, List<Atom> result) {
    private static final List<List<Integer>> ORDERS =
            List.of(List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    /** A step from one order of atoms towards another: all the way if one transposition can, best without a reshape before it. */
    static Blocks towards(List<Atom> now, List<Atom> wanted, Shape shape) {
        List<Blocks> direct = new ArrayList<>();
        for (int first = 0; first <= now.size(); first++) {
            for (int second = first; second <= now.size(); second++) {
                for (List<Integer> order : ORDERS) {
                    Blocks blocks = cut(now, first, second, order);
                    if (blocks.result.equals(wanted)) {
                        direct.add(blocks);
                    }
                }
            }
        }
        return direct.stream()
                .filter(b -> b.shape.equals(shape))
                .findFirst()
                .or(() -> direct.stream().findFirst())
                .orElseGet(() -> front(now, wanted));
    }

    /**
     * Moves one atom to the front. Taken from the last wanted atom to the first, these moves end in the wanted order; the atoms
     * that were moved already are those at the front that stand as they should at the end.
     */
    private static Blocks front(List<Atom> now, List<Atom> wanted) {
        int moved = 0;
        for (int count = 1; count < now.size(); count++) {
            if (now.subList(0, count).equals(wanted.subList(wanted.size() - count, wanted.size()))) {
                moved = count;
            }
        }
        int from = now.indexOf(wanted.get(wanted.size() - moved - 1));
        return cut(now, from, from + 1, List.of(1, 0, 2));
    }

    private static Blocks cut(List<Atom> now, int first, int second, List<Integer> order) {
        List<List<Atom>> parts =
                List.of(now.subList(0, first), now.subList(first, second), now.subList(second, now.size()));
        List<Atom> result = new ArrayList<>();
        order.forEach(part -> result.addAll(parts.get(part)));
        return new Blocks(
                new Shape(size(parts.get(0)), size(parts.get(1)), size(parts.get(2))), order, List.copyOf(result));
    }

    private static int size(List<Atom> atoms) {
        return atoms.stream().mapToInt(Atom::size).reduce(1, (a, b) -> a * b);
    }
}
