package kinglet.kernels;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@link PlainPool} where input and output hold the same channels in the same lanes: for each tap a piece of a row of a block at a time.
 *
 * @param sources where each output block's inputs lie
 * @param columnTaps for each lane of a row, how many columns of the window an average counts
 * @param pixels of a piece of a row
 */
record PlainRowPool(
        Pooling pooling, PlainBlocks blocks, int[] sources, float[][] columnTaps, int pixels, Partition partition)
        implements Step {

    private static final int LANES = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(Pooling pooling) {
        View output = pooling.output();
        int pixels = PlainBlocks.pixels(output);
        float[][] columnTaps = new float[(output.width() + pixels - 1) / pixels][pixels * LANES];
        for (int x = 0; x < output.width(); x++) {
            int at = x % pixels * LANES;
            Arrays.fill(columnTaps[x / pixels], at, at + LANES, PlainPool.columnTaps(pooling, x));
        }
        double work = 30.0 * pooling.kernelHeight() * pooling.kernelWidth() * output.width();
        return PlainBlocks.of(output)
                .flatMap(blocks -> blocks.in(pooling.input())
                        .map(sources -> new PlainRowPool(
                                pooling,
                                blocks,
                                sources,
                                columnTaps,
                                pixels,
                                Partition.byRows(output.height(), blocks.count(), work))));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = pooling.output();
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int b = partition.tileFrom(part); b < partition.tileTo(part); b++) {
                for (int x = 0; x < output.width(); x += pixels) {
                    piece(arena, b, y, x, Math.min(pixels, output.width() - x));
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private void piece(float[] arena, int block, int row, int column, int count) {
        View input = pooling.input();
        float[][] rows = PlainScratch.own().inputs(2);
        float[] result = rows[0];
        float neutral = pooling.max() ? Float.NEGATIVE_INFINITY : 0f;
        Arrays.fill(result, 0, count * LANES, neutral);
        for (int i = 0; i < pooling.kernelHeight(); i++) {
            int y = row * pooling.strideHeight() - pooling.padTop() + i * pooling.dilationHeight();
            for (int j = 0; j < pooling.kernelWidth() && y >= 0 && y < input.height(); j++) {
                int first = column * pooling.strideWidth() - pooling.padLeft() + j * pooling.dilationWidth();
                gather(arena, sources[block] + y * input.rowStride(), first, count, neutral, rows[1]);
                if (pooling.max()) {
                    PlainRows.max(result, rows[1], count * LANES);
                } else {
                    PlainRows.add(result, rows[1], count * LANES);
                }
            }
        }
        if (!pooling.max()) {
            int rowTaps = Math.max(1, PlainPool.rowTaps(pooling, row));
            PlainRows.divide(result, columnTaps[column / pixels], rowTaps, count * LANES);
        }
        int to = blocks.places()[block] + row * blocks.view().rowStride() + column * LANES;
        System.arraycopy(result, 0, arena, to, count * LANES);
    }

    /** What one tap reads, and what changes nothing where it reads outside the input. */
    private void gather(float[] arena, int row, int first, int count, float neutral, float[] values) {
        int width = pooling.input().width();
        int stride = pooling.strideWidth();
        for (int x = 0; x < count; x++) {
            int column = first + x * stride;
            if (column >= 0 && column < width) {
                System.arraycopy(arena, row + column * LANES, values, x * LANES, LANES);
            } else {
                Arrays.fill(values, x * LANES, x * LANES + LANES, neutral);
            }
        }
    }
}
