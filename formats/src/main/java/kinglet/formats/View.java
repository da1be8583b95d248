package kinglet.formats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An arrangement of a tensor's values under dimensions of any number: each dimension is a row of atoms, an atom a run of equal
 * strides through the values in memory. Reshapes, transposes and slices change the arrangement and move nothing, so that a
 * chain of them is understood as a whole: a channel shuffle written in three, four or five steps looks the same at its end.
 *
 * <p>The batch is an atom that has no place in an image's memory. Atoms of size 1 are dropped, but for the batch.
 */
final class View {
    private final int offset;
    private final List<List<Atom>> axes;

    /** {@code size} values, each {@code stride} after the one before; the batch has no stride. */
    record Atom(int size, int stride, boolean batch) {
        static Atom of(int size, int stride) {
            return new Atom(size, stride, false);
        }

        static Atom batch(int size) {
            return new Atom(size, 0, true);
        }
    }

    private View(int offset, List<List<Atom>> axes) {
        this.offset = offset;
        this.axes = axes.stream().map(List::copyOf).toList();
    }

    /** Values that lie in memory as the dimensions say, without a batch. */
    static View of(int... dims) {
        return new View(0, contiguous(dims));
    }

    /** A batch of images whose values lie in memory as their dimensions say. */
    static View batched(int batch, int... image) {
        List<List<Atom>> axes = new ArrayList<>();
        axes.add(List.of(Atom.batch(batch)));
        axes.addAll(contiguous(image));
        return new View(0, axes);
    }

    private static List<List<Atom>> contiguous(int... dims) {
        List<List<Atom>> axes = new ArrayList<>();
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            axes.addFirst(dims[i] == 1 ? List.of() : List.of(Atom.of(dims[i], stride)));
            stride *= dims[i];
        }
        return axes;
    }

    int offset() {
        return offset;
    }

    int rank() {
        return axes.size();
    }

    int dim(int axis) {
        return axes.get(axis).stream().mapToInt(Atom::size).reduce(1, (a, b) -> a * b);
    }

    int[] dims() {
        int[] dims = new int[rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dim(i);
        }
        return dims;
    }

    /** All values, those of the whole batch included. */
    long size() {
        long size = 1;
        for (int dim : dims()) {
            size *= dim;
        }
        return size;
    }

    /** Whether this axis is the batch and nothing else. */
    boolean isBatch(int axis) {
        return axes.get(axis).size() == 1 && axes.get(axis).getFirst().batch();
    }

    boolean hasBatch() {
        return atoms().stream().anyMatch(Atom::batch);
    }

    /** How many images the file speaks of; 1 where it says nothing. */
    int batch() {
        return atoms().stream()
                .filter(Atom::batch)
                .mapToInt(Atom::size)
                .findFirst()
                .orElse(1);
    }

    /** The atoms in order, outermost first. */
    List<Atom> atoms() {
        return axes.stream().flatMap(List::stream).toList();
    }

    /** The atoms of one image in order, neighbours merged where memory runs on. */
    List<Atom> image() {
        return merge(atoms().stream().filter(a -> !a.batch()).toList());
    }

    /** Whether no value of an image comes before one of an earlier image. */
    boolean batchIsOutermost() {
        return !hasBatch() || atoms().getFirst().batch();
    }

    View transpose(int... order) {
        List<List<Atom>> moved = new ArrayList<>();
        for (int axis : order) {
            moved.add(axes.get(axis));
        }
        return new View(offset, moved);
    }

    /** The view with this axis in another place. */
    View move(int from, int to) {
        List<List<Atom>> moved = new ArrayList<>(axes);
        moved.add(to, moved.remove(from));
        return new View(offset, moved);
    }

    /** An axis of size 1 more. */
    View insert(int axis) {
        List<List<Atom>> more = new ArrayList<>(axes);
        more.add(axis, List.of());
        return new View(offset, more);
    }

    /** An axis of size 1 less. */
    View drop(int axis) {
        List<List<Atom>> fewer = new ArrayList<>(axes);
        fewer.remove(axis);
        return new View(offset, fewer);
    }

    /** The batch taken out wherever it is: the dimensions of one image. */
    View withoutBatch() {
        return new View(
                offset,
                axes.stream()
                        .map(axis -> axis.stream().filter(a -> !a.batch()).toList())
                        .toList());
    }

    /** {@code count} places of an axis from {@code start} by {@code step}, if the axis is one run of memory. */
    Optional<View> slice(int axis, int start, int count, int step) {
        if (start == 0 && step == 1 && count == dim(axis)) {
            return Optional.of(this);
        }
        List<Atom> atoms = merge(axes.get(axis));
        if (atoms.size() != 1 || atoms.getFirst().batch()) {
            return Optional.empty();
        }
        int stride = atoms.getFirst().stride();
        List<List<Atom>> sliced = new ArrayList<>(axes);
        sliced.set(axis, count == 1 ? List.of() : List.of(Atom.of(count, stride * step)));
        return Optional.of(new View(offset + start * stride, sliced));
    }

    /**
     * An axis taken in the order {@code start + outer * i + inner * j}, j running faster, if the axis is one run of memory and
     * no place is taken twice.
     */
    Optional<View> interleave(int axis, int start, Atom outer, Atom inner) {
        List<Atom> atoms = merge(axes.get(axis));
        boolean distinct =
                outer.stride() >= inner.stride() * inner.size() || inner.stride() >= outer.stride() * outer.size();
        if (atoms.size() != 1 || atoms.getFirst().batch() || !distinct) {
            return Optional.empty();
        }
        int stride = atoms.getFirst().stride();
        List<List<Atom>> taken = new ArrayList<>(axes);
        taken.set(
                axis,
                List.of(
                        Atom.of(outer.size(), outer.stride() * stride),
                        Atom.of(inner.size(), inner.stride() * stride)));
        return Optional.of(new View(offset + start * stride, taken));
    }

    /** The same values under other dimensions, if no atom would have to be cut unevenly. */
    Optional<View> reshape(int... dims) {
        Deque<Atom> left = new ArrayDeque<>(merge(atoms()));
        List<List<Atom>> grouped = new ArrayList<>();
        for (int dim : dims) {
            Optional<List<Atom>> axis = take(left, dim);
            if (axis.isEmpty()) {
                return Optional.empty();
            }
            grouped.add(axis.get());
        }
        if (!left.isEmpty() && !grouped.isEmpty()) {
            List<Atom> last = new ArrayList<>(grouped.removeLast());
            last.addAll(left);
            grouped.add(last);
        }
        return Optional.of(new View(offset, grouped));
    }

    private static Optional<List<Atom>> take(Deque<Atom> left, int dim) {
        List<Atom> axis = new ArrayList<>();
        int need = dim;
        if (need == 1
                && !left.isEmpty()
                && left.getFirst().batch()
                && left.getFirst().size() == 1) {
            axis.add(left.removeFirst());
        }
        while (need > 1) {
            if (left.isEmpty()) {
                return Optional.empty();
            }
            Atom next = left.removeFirst();
            if (need % next.size() == 0) {
                axis.add(next);
                need /= next.size();
            } else if (next.size() % need == 0 && !next.batch()) {
                int rest = next.size() / need;
                axis.add(Atom.of(need, next.stride() * rest));
                left.addFirst(Atom.of(rest, next.stride()));
                need = 1;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(axis);
    }

    static List<Atom> merge(List<Atom> atoms) {
        List<Atom> merged = new ArrayList<>();
        for (Atom atom : atoms) {
            Atom last = merged.isEmpty() ? Atom.batch(1) : merged.getLast();
            if (!last.batch() && !atom.batch() && last.stride() == atom.stride() * atom.size()) {
                merged.set(merged.size() - 1, Atom.of(last.size() * atom.size(), atom.stride()));
            } else {
                merged.add(atom);
            }
        }
        return merged;
    }

    /** The places in memory of all values of one image, in order. */
    int[] places() {
        int[] places = {offset};
        for (Atom atom : image()) {
            int[] more = new int[places.length * atom.size()];
            for (int i = 0; i < places.length; i++) {
                for (int j = 0; j < atom.size(); j++) {
                    more[i * atom.size() + j] = places[i] + j * atom.stride();
                }
            }
            places = more;
        }
        return places;
    }

    /** Whether one image's values are all {@code size} values of memory in order. */
    boolean isContiguous(int size) {
        List<Atom> image = image();
        return offset == 0
                && (size == 1
                        ? image.isEmpty()
                        : image.size() == 1 && image.getFirst().equals(Atom.of(size, 1)));
    }
}
