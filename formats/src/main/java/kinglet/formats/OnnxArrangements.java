package kinglet.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kinglet.formats.OnnxCall.Image;
import kinglet.formats.OnnxValue.Activation;
import kinglet.formats.OnnxValue.Known;
import kinglet.formats.View.Atom;
import kinglet.graph.Concat;
import kinglet.graph.Node;

/** Operators that only arrange values, of images and of constants alike: they change the view. */
final class OnnxArrangements {

    private OnnxArrangements() {}

    static OnnxValue reshape(OnnxCall call) {
        long[] wanted = call.few(
                call.has(1) ? call.longs(1, "shape") : call.integers("shape").orElse(new long[0]));
        OnnxValue value = call.input(0);
        int[] old = value.dims();
        boolean zeroIsZero = call.integer("allowzero", 0) != 0;
        long known = 1;
        int free = -1;
        long[] dims = wanted.clone();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == 0 && !zeroIsZero) {
                if (i >= old.length) {
                    throw call.refuse("the new shape %s keeps an axis that the input does not have"
                            .formatted(Arrays.toString(wanted)));
                }
                dims[i] = old[i];
            }
            if (dims[i] == -1 && free < 0) {
                free = i;
            } else if (dims[i] < 1 || dims[i] > Integer.MAX_VALUE || known * dims[i] > Integer.MAX_VALUE) {
                throw call.refuse("cannot reshape to %s".formatted(Arrays.toString(wanted)));
            } else {
                known *= dims[i];
            }
        }
        if (free >= 0) {
            dims[free] = value.view().size() / known;
        }
        return reshape(
                call, value, Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
    }

    /** A value under other dimensions; laid out first where its view cannot be cut so. */
    static OnnxValue reshape(OnnxCall call, OnnxValue value, int... dims) {
        long size = IntStream.of(dims).asLongStream().reduce(1, (a, b) -> a * b);
        if (size != value.view().size()) {
            throw call.refuse(
                    "cannot reshape %s to %s".formatted(Arrays.toString(value.dims()), Arrays.toString(dims)));
        }
        Optional<View> view = value.view().reshape(dims);
        OnnxValue source = view.isPresent() ? value : laidOut(call, value);
        return source.with(view.or(() -> source.view().reshape(dims))
                .orElseThrow(() -> call.refuse("reshapes %s to %s, which cuts the batch"
                        .formatted(Arrays.toString(value.dims()), Arrays.toString(dims)))));
    }

    /** The value in an order of memory of its own. */
    private static OnnxValue laidOut(OnnxCall call, OnnxValue value) {
        return switch (value) {
            case Known known -> Known.of(call.constant(known));
            case Activation activation -> call.laidOut(activation);
        };
    }

    static OnnxValue flatten(OnnxCall call) {
        OnnxValue value = call.input(0);
        int[] dims = value.dims();
        long axis = call.integer("axis", 1);
        int split = (int) (axis < 0 ? axis + dims.length : axis);
        if (axis < -dims.length || axis > dims.length) {
            throw call.refuse("there is no axis %d of %d".formatted(axis, dims.length));
        }
        int before = Arrays.stream(dims, 0, split).reduce(1, (a, b) -> a * b);
        int after = Arrays.stream(dims, split, dims.length).reduce(1, (a, b) -> a * b);
        return reshape(call, value, before, after);
    }

    private static long[] axes(OnnxCall call) {
        return call.few(
                call.has(1) ? call.longs(1, "axes") : call.integers("axes").orElse(new long[0]));
    }

    static OnnxValue squeeze(OnnxCall call) {
        OnnxValue value = call.input(0);
        TreeSet<Integer> gone = new TreeSet<>();
        for (long axis : axes(call)) {
            gone.add(call.axis(axis, value.rank()));
        }
        boolean all = gone.isEmpty();
        View view = value.view();
        for (int axis = value.rank() - 1; axis >= 0; axis--) {
            boolean one = view.dim(axis) == 1;
            if (gone.contains(axis) && !one) {
                throw call.refuse("axis %d has %d values, not one".formatted(axis, view.dim(axis)));
            }
            if (gone.contains(axis) || all && one && !view.isBatch(axis)) {
                view = view.drop(axis);
            }
        }
        return value.with(view);
    }

    static OnnxValue unsqueeze(OnnxCall call) {
        OnnxValue value = call.input(0);
        long[] axes = axes(call);
        TreeSet<Integer> added = new TreeSet<>();
        for (long axis : axes) {
            added.add(call.axis(axis, value.rank() + axes.length));
        }
        View view = value.view();
        for (int axis : added) {
            if (axis > view.rank()) {
                throw call.refuse("there is no axis %d of %d".formatted(axis, view.rank()));
            }
            view = view.insert(axis);
        }
        return value.with(view);
    }

    static OnnxValue transpose(OnnxCall call) {
        OnnxValue value = call.input(0);
        int rank = value.rank();
        long[] order = call.integers("perm")
                .orElseGet(() ->
                        IntStream.range(0, rank).mapToLong(i -> rank - 1L - i).toArray());
        long[] sorted = order.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, IntStream.range(0, rank).asLongStream().toArray())) {
            throw call.refuse("orders %d axes by %s".formatted(rank, Arrays.toString(order)));
        }
        return value.with(value.view()
                .transpose(Arrays.stream(order).mapToInt(i -> (int) i).toArray()));
    }

    static OnnxValue shape(OnnxCall call) {
        int[] dims = call.input(0).dims();
        int start = clamp(call.integer("start", 0), dims.length);
        int end = Math.max(start, clamp(call.integer("end", dims.length), dims.length));
        long[] values = Arrays.stream(dims, start, end).asLongStream().toArray();
        return Known.of(OnnxConstant.of(values, values.length));
    }

    private static int clamp(long index, int size) {
        return (int) Math.clamp(index < 0 ? index + size : index, 0L, (long) size);
    }

    static OnnxValue slice(OnnxCall call) {
        boolean inputs = call.has(1);
        long[] starts =
                inputs ? call.longs(1, "starts") : call.integers("starts").orElse(new long[0]);
        long[] ends = inputs ? call.longs(2, "ends") : call.integers("ends").orElse(new long[0]);
        long[] axes = call.has(3)
                ? call.longs(3, "axes")
                : call.integers("axes")
                        .orElseGet(() ->
                                IntStream.range(0, starts.length).asLongStream().toArray());
        long[] steps = call.has(4)
                ? call.longs(4, "steps")
                : Collections.nCopies(starts.length, 1L).stream()
                        .mapToLong(s -> s)
                        .toArray();
        if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
            throw call.refuse("has %d starts, %d ends, %d axes and %d steps"
                    .formatted(starts.length, ends.length, axes.length, steps.length));
        }
        OnnxValue value = call.input(0);
        for (int i = 0; i < starts.length; i++) {
            int axis = call.axis(axes[i], value.rank());
            int size = value.view().dim(axis);
            if (steps[i] < 1 || steps[i] > Integer.MAX_VALUE) {
                throw call.refuse("takes steps of %d; only forward slices are known".formatted(steps[i]));
            }
            int start = clamp(starts[i], size);
            int end = clamp(ends[i], size);
            int step = (int) Math.min(steps[i], size);
            value = slice(call, value, axis, start, Math.ceilDiv(end - start, step), step);
        }
        return value;
    }

    private static OnnxValue slice(OnnxCall call, OnnxValue value, int axis, int start, int count, int step) {
        if (count < 1 && value instanceof Activation) {
            throw call.refuse("takes nothing of axis %d".formatted(axis));
        }
        if (count < 1) {
            int[] dims = value.dims();
            dims[axis] = 0;
            return Known.of(OnnxConstant.of(new long[0], dims));
        }
        Optional<View> view = value.view().slice(axis, start, count, step);
        if (view.isEmpty() && value.view().isBatch(axis)) {
            throw call.refuse("takes some images of the batch (axis %d)".formatted(axis));
        }
        OnnxValue source = view.isPresent() ? value : laidOut(call, value);
        return source.with(view.or(() -> source.view().slice(axis, start, count, step))
                .orElseThrow(() -> call.refuse("cannot slice axis %d".formatted(axis))));
    }

    static List<OnnxValue> split(OnnxCall call) {
        OnnxValue value = call.input(0);
        int axis = call.axis(call.integer("axis", 0), value.rank());
        int size = value.rank() == 0 ? 1 : value.view().dim(axis);
        int parts = call.outputs();
        long[] sizes = call.has(1)
                ? call.longs(1, "split")
                : call.integers("split").orElseGet(() -> {
                    long part = Math.ceilDiv(size, parts);
                    return IntStream.range(0, parts)
                            .mapToLong(i -> Math.min(part, size - i * part))
                            .toArray();
                });
        if (sizes.length != parts
                || Arrays.stream(sizes).anyMatch(s -> s < 1 || s > size)
                || Arrays.stream(sizes).sum() != size) {
            throw call.refuse("cannot split %d values of axis %d into %s for %d results"
                    .formatted(size, axis, Arrays.toString(sizes), parts));
        }
        List<OnnxValue> results = new ArrayList<>();
        int start = 0;
        for (long part : sizes) {
            results.add(slice(call, value, axis, start, (int) part, 1));
            start += (int) part;
        }
        return results;
    }

    static OnnxValue gather(OnnxCall call) {
        OnnxValue value = call.input(0);
        int axis = call.axis(call.integer("axis", 0), value.rank());
        OnnxConstant chosen = call.constant(1, "indices");
        if (value.rank() == 0 || chosen.rank() > 1 && chosen.size() != 1) {
            throw call.refuse("takes indices of %s; only one row of them is known".formatted(chosen));
        }
        int size = value.view().dim(axis);
        long[] wanted = chosen.longs();
        int[] indices = new int[wanted.length];
        for (int i = 0; i < indices.length; i++) {
            long index = wanted[i] + (wanted[i] < 0 ? size : 0);
            if (index < 0 || index >= size) {
                throw call.refuse("takes index %d of %d".formatted(wanted[i], size));
            }
            indices[i] = (int) index;
        }
        if (indices.length == 0) {
            throw call.refuse("takes nothing of axis %d".formatted(axis));
        }
        OnnxValue taken = gather(call, value, axis, indices);
        View view = taken.view();
        if (chosen.rank() == 0) {
            view = view.drop(axis);
        }
        for (int i = 1; i < chosen.rank(); i++) {
            view = view.insert(axis);
        }
        return taken.with(view);
    }

    private static OnnxValue gather(OnnxCall call, OnnxValue value, int axis, int[] indices) {
        int step = indices.length > 1 ? indices[1] - indices[0] : 1;
        int run = 1;
        while (run < indices.length && indices[run] == indices[0] + run * step) {
            run++;
        }
        if (run == indices.length && step > 0) {
            return slice(call, value, axis, indices[0], run, step);
        }
        int outer = run < indices.length ? indices[run] - indices[0] : 0;
        boolean regular = step > 0 && outer > 0 && indices.length % run == 0;
        for (int i = 0; regular && i < indices.length; i++) {
            regular = indices[i] == indices[0] + i / run * outer + i % run * step;
        }
        Optional<View> view = regular
                ? value.view().interleave(axis, indices[0], Atom.of(indices.length / run, outer), Atom.of(run, step))
                : Optional.empty();
        return view.isPresent() ? value.with(view.get()) : select(call, value, axis, indices);
    }

    /** The axis becomes the channels, some of them are chosen, and it goes back to its place. */
    private static OnnxValue select(OnnxCall call, OnnxValue value, int axis, int[] indices) {
        if (value instanceof Known known) {
            return OnnxFolding.gather(call, call.constant(known), axis, indices);
        }
        if (value.view().isBatch(axis)) {
            throw call.refuse("takes some images of the batch (axis %d)".formatted(axis));
        }
        int first = call.firstOfImage(value.view());
        Image image = call.image(value.with(value.view().move(axis, first)));
        Node node = call.builder().select(call.name(), image.node(), indices);
        int[] dims = image.dims();
        dims[first] = indices.length;
        Activation result = call.result(node, dims, image.batched());
        return result.with(result.view().move(first, axis));
    }

    static OnnxValue concat(OnnxCall call) {
        List<OnnxValue> values = call.allInputs();
        OnnxValue first =
                values.stream().filter(Activation.class::isInstance).findFirst().orElseThrow();
        int axis = call.axis(call.integer("axis", 1), first.rank());
        int batch = call.firstOfImage(first.view());
        int[] dims = first.dims();
        dims[axis] = 0;
        List<Node> nodes = new ArrayList<>();
        for (OnnxValue value : values) {
            boolean fits = value.rank() == dims.length
                    && (value instanceof Known
                            || value.view().hasBatch() == first.view().hasBatch());
            for (int i = 0; fits && i < dims.length; i++) {
                fits = i == axis || dims[i] == value.view().dim(i);
            }
            if (!fits || first.view().isBatch(axis)) {
                throw call.refuse("joins %s and %s along axis %d%s"
                        .formatted(
                                Arrays.toString(first.dims()),
                                Arrays.toString(value.dims()),
                                axis,
                                fits ? ", the batch" : ""));
            }
            dims[axis] += value.view().dim(axis);
            OnnxValue turned = value.with(value.view().move(axis, batch));
            nodes.add(
                    value instanceof Known
                            ? call.image(turned.with(batch == 1 ? turned.view().drop(0) : turned.view()))
                                    .node()
                            : call.image(turned).node());
        }
        Node node = call.builder().add(call.name(), new Concat(), nodes);
        int[] turned = first.view().move(axis, batch).dims();
        turned[batch] = dims[axis];
        Activation result = call.result(node, turned, batch == 1);
        return result.with(result.view().move(batch, axis));
    }

    /** Repeating an axis of 1 is left to the operator that reads the result. */
    static OnnxValue expand(OnnxCall call) {
        long[] wanted = call.few(call.longs(1, "shape"));
        int[] dims = call.input(0).dims();
        boolean same = wanted.length <= dims.length;
        for (int i = 1; same && i <= wanted.length; i++) {
            same = wanted[wanted.length - i] == 1 || wanted[wanted.length - i] == dims[dims.length - i];
        }
        if (!same) {
            throw call.refuse("expands %s to %s".formatted(Arrays.toString(dims), Arrays.toString(wanted)));
        }
        return call.input(0);
    }
}
