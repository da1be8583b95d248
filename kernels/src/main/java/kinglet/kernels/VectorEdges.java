package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;
import kinglet.kernels.View.Border;

/**
 * A dense convolution cut into pieces of its output in which the same taps read pixels; the others read nothing but zeros and are left out. Of the
 * products of a 3x3 filter that is 56 % for 2x2 pixels, and 31 % for 4x4.
 *
 * @param pieces each a convolution without padding
 */
record VectorEdges(List<PlacedWeights> pieces) implements PlacedWeights {

    /** Of the products, if at most so many remain. */
    private static final double WORTH = 0.8;

    /** Input channels from which on more pieces cost little. */
    private static final int CHANNELS = 32;

    /** Outputs in a row or a column, and the taps that they read. */
    private record Band(int from, int to, int firstTap, int endTap) {
        int outputs() {
            return to - from;
        }

        int taps() {
            return endTap - firstTap;
        }

        /** The bands of one direction; outputs that read nothing are in none, and then there are too few of them. */
        static List<Band> of(int outputs, int stride, int taps, int dilation, int pad, int inputs) {
            List<Band> bands = new ArrayList<>();
            for (int i = 0; i < outputs; i++) {
                int first = Math.max(0, Math.ceilDiv(pad - i * stride, dilation));
                int end = Math.min(taps, Math.floorDiv(inputs - 1 + pad - i * stride, dilation) + 1);
                Band last = bands.isEmpty() ? new Band(0, 0, -1, -1) : bands.getLast();
                if (last.firstTap == first && last.endTap == end) {
                    bands.set(bands.size() - 1, new Band(last.from, i + 1, first, end));
                } else {
                    bands.add(new Band(i, i + 1, first, end));
                }
            }
            return bands;
        }

        static double products(List<Band> bands) {
            return bands.stream().mapToInt(b -> b.outputs() * b.taps()).sum();
        }
    }

    static List<Band> rows(Convolution c) {
        return Band.of(
                c.output().height(),
                c.strideHeight(),
                c.kernelHeight(),
                c.dilationHeight(),
                c.padTop(),
                c.input().height());
    }

    static List<Band> columns(Convolution c) {
        return Band.of(
                c.output().width(),
                c.strideWidth(),
                c.kernelWidth(),
                c.dilationWidth(),
                c.padLeft(),
                c.input().width());
    }

    static boolean handles(Convolution c) {
        List<Band> rows = rows(c);
        List<Band> columns = columns(c);
        double all = (double) c.kernelHeight()
                * c.kernelWidth()
                * c.output().height()
                * c.output().width();
        return c.groups() == 1
                && c.input().channelCount() >= CHANNELS
                && c.output().border().equals(Border.NONE)
                && rows.stream().allMatch(b -> b.taps() > 0)
                && columns.stream().allMatch(b -> b.taps() > 0)
                && Band.products(rows) * Band.products(columns) <= WORTH * all;
    }

    static VectorEdges prepare(Convolution c, WeightStore store) {
        List<PlacedWeights> pieces = new ArrayList<>();
        for (Band row : rows(c)) {
            for (Band column : columns(c)) {
                Convolution piece = piece(c, row, column);
                pieces.add(VectorKernels.direct(
                        piece, VectorPlaces.of(piece.output()).orElseThrow(), store));
            }
        }
        return new VectorEdges(List.copyOf(pieces));
    }

    private static Convolution piece(Convolution c, Band row, Band column) {
        int top = row.from * c.strideHeight() + row.firstTap * c.dilationHeight() - c.padTop();
        int left = column.from * c.strideWidth() + column.firstTap * c.dilationWidth() - c.padLeft();
        View input =
                part(c.input(), top, left, c.input().height() - top, c.input().width() - left);
        return new Convolution(
                input,
                part(c.output(), row.from, column.from, row.outputs(), column.outputs()),
                row.taps(),
                column.taps(),
                c.strideHeight(),
                c.strideWidth(),
                c.dilationHeight(),
                c.dilationWidth(),
                0,
                0,
                1,
                weights(c, row, column),
                c.bias(),
                c.posts());
    }

    private static float[] weights(Convolution c, Band row, Band column) {
        int pairs = c.input().channelCount() * c.output().channelCount();
        float[] weights = new float[pairs * row.taps() * column.taps()];
        int to = 0;
        for (int pair = 0; pair < pairs; pair++) {
            for (int y = row.firstTap; y < row.endTap; y++) {
                for (int x = column.firstTap; x < column.endTap; x++) {
                    weights[to++] = c.weights()[(pair * c.kernelHeight() + y) * c.kernelWidth() + x];
                }
            }
        }
        return weights;
    }

    static View part(View view, int top, int left, int height, int width) {
        int more = top * view.rowStride() + left * view.pixelStride();
        return new View(
                height,
                width,
                view.rowStride(),
                view.pixelStride(),
                shifted(view.blocks(), more),
                shifted(view.channels(), more),
                Border.NONE);
    }

    private static int[] shifted(int[] places, int more) {
        int[] shifted = places.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += more;
        }
        return shifted;
    }

    @Override
    public List<float[]> placed() {
        return pieces.stream().flatMap(piece -> piece.placed().stream()).toList();
    }

    @Override
    public int parts() {
        return pieces.stream().mapToInt(Step::parts).sum();
    }

    @Override
    public void run(float[] arena, int part) {
        int at = part;
        for (PlacedWeights piece : pieces) {
            if (at < piece.parts()) {
                piece.run(arena, at);
                return;
            }
            at -= piece.parts();
        }
    }
}
