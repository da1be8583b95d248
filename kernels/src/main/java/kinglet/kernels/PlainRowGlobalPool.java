package kinglet.kernels;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@link PlainRegionPool} with one region, where input and output hold the same channels in the same lanes: rows of a block are added up, and then the
 * pixels of the sum.
 *
 * @param sources where each output block's inputs lie
 */
record PlainRowGlobalPool(View input, PlainBlocks blocks, int[] sources, boolean max, Partition partition)
        implements Step {

    private static final int LANES = View.LANES;

    /** The step, or empty if the lanes differ or the output has several pixels. */
    static Optional<Step> prepare(View input, View output, boolean max) {
        if (output.height() != 1 || output.width() != 1) {
            return Optional.empty();
        }
        double work = 30.0 * input.height() * input.width();
        return PlainBlocks.of(output)
                .flatMap(blocks -> blocks.in(input)
                        .map(sources -> new PlainRowGlobalPool(
                                input, blocks, sources, max, Partition.byTiles(1, blocks.count(), work))));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int b = partition.tileFrom(part); b < partition.tileTo(part); b++) {
            block(arena, b);
        }
        Borders.zero(arena, blocks.view(), partition, part);
    }

    private void block(float[] arena, int block) {
        float[][] rows = PlainScratch.own().inputs(2);
        float[] sums = rows[0];
        int width = Math.min(input.width(), PlainScratch.LENGTH / LANES);
        Arrays.fill(sums, 0, width * LANES, max ? Float.NEGATIVE_INFINITY : 0f);
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x += width) {
                int length = Math.min(width, input.width() - x) * LANES;
                System.arraycopy(arena, sources[block] + y * input.rowStride() + x * LANES, rows[1], 0, length);
                if (max) {
                    PlainRows.max(sums, rows[1], length);
                } else {
                    PlainRows.add(sums, rows[1], length);
                }
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            arena[blocks.places()[block] + lane] = overColumns(sums, lane, width);
        }
    }

    private float overColumns(float[] sums, int lane, int width) {
        float best = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = lane; i < width * LANES; i += LANES) {
            best = Math.max(best, sums[i]);
            sum += sums[i];
        }
        return max ? best : (float) (sum / ((double) input.height() * input.width()));
    }
}
