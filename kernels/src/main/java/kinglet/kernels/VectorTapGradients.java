package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a dense convolution's weights tap by tap, each over those outputs alone for which it reads pixels and not zeros.
 *
 * @param taps for each tap its gradient
 * @param starts where the sums of each begin
 */
record VectorTapGradients(List<VectorWeightGradient> taps, int[] starts, WeightSums weights) implements WeightGradient {

    /** Of the products, if at most so many remain. */
    private static final double WORTH = 0.85;

    /** Outputs from {@code from} to {@code to} read inputs from {@code first} on. */
    private record Reach(int from, int to, int first) {
        static Reach of(int tap, int outputs, int stride, int dilation, int pad, int inputs) {
            int offset = tap * dilation - pad;
            int from = Math.max(0, Math.ceilDiv(-offset, stride));
            int to = Math.min(outputs, Math.floorDiv(inputs - 1 - offset, stride) + 1);
            return new Reach(from, Math.max(from, to), from * stride + offset);
        }

        int outputs() {
            return to - from;
        }
    }

    private static Reach row(Convolution c, int tap) {
        return Reach.of(
                tap / c.kernelWidth(),
                c.output().height(),
                c.strideHeight(),
                c.dilationHeight(),
                c.padTop(),
                c.input().height());
    }

    private static Reach column(Convolution c, int tap) {
        return Reach.of(
                tap % c.kernelWidth(),
                c.output().width(),
                c.strideWidth(),
                c.dilationWidth(),
                c.padLeft(),
                c.input().width());
    }

    static Optional<WeightGradient> prepare(Convolution c) {
        int taps = c.kernelHeight() * c.kernelWidth();
        double all = (double) taps * c.output().height() * c.output().width();
        double read = 0;
        for (int tap = 0; tap < taps; tap++) {
            read += (double) row(c, tap).outputs() * column(c, tap).outputs();
        }
        boolean worth = c.groups() == 1 && c.output().pixelStride() == View.LANES && read <= WORTH * all;
        return worth ? Optional.of(prepare(c, taps)) : Optional.empty();
    }

    private static VectorTapGradients prepare(Convolution c, int taps) {
        List<VectorWeightGradient> gradients = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        int[] starts = new int[taps];
        int at = 0;
        for (int tap = 0; tap < taps; tap++) {
            Convolution one = one(c, row(c, tap), column(c, tap));
            VectorWeightGradient gradient = VectorWeightGradient.prepare(
                    one, VectorPlaces.of(one.output()).orElseThrow());
            for (Numbers part : gradient.weights().parts()) {
                int[] numbers = new int[part.size()];
                for (int i = 0; i < numbers.length; i++) {
                    int number = part.at(i);
                    numbers[i] = number == Numbers.NOTHING ? number : number * taps + tap;
                }
                targets.add(numbers);
            }
            gradients.add(gradient);
            starts[tap] = at;
            at += gradient.size();
        }
        return new VectorTapGradients(List.copyOf(gradients), starts, WeightSums.of(targets));
    }

    private static Convolution one(Convolution c, Reach row, Reach column) {
        View input = c.input();
        return new Convolution(
                VectorEdges.part(
                        input, row.first, column.first, input.height() - row.first, input.width() - column.first),
                VectorEdges.part(c.output(), row.from, column.from, row.outputs(), column.outputs()),
                1,
                1,
                c.strideHeight(),
                c.strideWidth(),
                1,
                1,
                0,
                0,
                1,
                new float[0],
                new float[0],
                List.of());
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        for (int tap = 0; tap < starts.length; tap++) {
            taps.get(tap).add(arena, sums, at + starts[tap]);
        }
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        weights.collect(sums, at, count, gradient);
    }
}
