package kinglet.formats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kinglet.formats.View.Atom;
import kinglet.graph.Shape;

/** The atoms of a view of a (channels, rows, columns) node, each cut so that it lies within one of the three dimensions. */
final class Dimensions {
    private final Shape shape;
    private final int offset;
    private final List<Atom> atoms;
    private final boolean cut;

    private Dimensions(Shape shape, int offset, List<Atom> atoms, boolean cut) {
        this.shape = shape;
        this.offset = offset;
        this.atoms = atoms;
        this.cut = cut;
    }

    static Dimensions split(Shape shape, int offset, List<Atom> atoms) {
        List<Atom> split = new ArrayList<>();
        boolean cut = true;
        for (Atom atom : atoms) {
            Atom rest = atom;
            for (int boundary : new int[] {shape.area(), shape.width()}) {
                long reach = (long) rest.size() * rest.stride();
                if (rest.stride() < boundary && reach > boundary) {
                    cut &= boundary % rest.stride() == 0 && reach % boundary == 0;
                    int inner = Math.max(1, boundary / rest.stride());
                    split.add(Atom.of(Math.max(1, rest.size() / inner), boundary));
                    rest = Atom.of(inner, rest.stride());
                }
            }
            split.add(rest);
        }
        return new Dimensions(shape, offset, List.copyOf(split), cut);
    }

    /** In view order. */
    List<Atom> atoms() {
        return atoms;
    }

    /** Whether every atom could be cut, and stays within its dimension from where the view begins. */
    boolean fits() {
        if (!cut) {
            return false;
        }
        int[] sizes = {shape.channels(), shape.height(), shape.width()};
        for (int axis = 0; axis < sizes.length; axis++) {
            long last = start(axis);
            for (Atom atom : subset(axis)) {
                last += (long) (atom.size() - 1) * atom.stride();
                if (atom.stride() == 0) {
                    return false;
                }
            }
            if (last >= sizes[axis]) {
                return false;
            }
        }
        return atoms.stream().allMatch(a -> a.stride() % unit(axis(a)) == 0);
    }

    /** Where the view begins in this dimension. */
    int start(int axis) {
        return switch (axis) {
            case 0 -> offset / shape.area();
            case 1 -> offset % shape.area() / shape.width();
            default -> offset % shape.width();
        };
    }

    /** The atoms of this dimension in view order, their strides counting places of the dimension. */
    List<Atom> subset(int axis) {
        return atoms.stream()
                .filter(a -> axis(a) == axis)
                .map(a -> Atom.of(a.size(), a.stride() / unit(axis)))
                .toList();
    }

    /** Whether rows and columns are whole, in order, and behind all channels. */
    boolean pixelsStay() {
        int area = shape.area();
        int channels = (int) atoms.stream().takeWhile(a -> axis(a) == 0).count();
        List<Atom> pixels = View.merge(atoms.subList(channels, atoms.size()));
        return offset % area == 0 && pixels.equals(area == 1 ? List.of() : List.of(Atom.of(area, 1)));
    }

    /** The atoms in view order once each dimension holds only what the view takes of it. */
    List<Atom> compacted() {
        List<Atom> inMemory =
                atoms.stream().sorted(Comparator.comparingInt(Atom::stride)).toList();
        List<Atom> compacted = new ArrayList<>(atoms);
        int stride = 1;
        for (Atom atom : inMemory) {
            compacted.set(atoms.indexOf(atom), Atom.of(atom.size(), stride));
            stride *= atom.size();
        }
        return List.copyOf(compacted);
    }

    private int axis(Atom atom) {
        if (atom.stride() >= shape.area()) {
            return 0;
        }
        return atom.stride() >= shape.width() ? 1 : 2;
    }

    private int unit(int axis) {
        return axis == 0 ? shape.area() : axis == 1 ? shape.width() : 1;
    }
}
