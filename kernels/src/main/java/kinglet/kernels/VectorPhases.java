package kinglet.kernels;

import java.util.Arrays;
import java.util.List;

/**
 * The gradient of the input of a convolution of stride 2 as four products, one for each {@link Phase}: a quarter of the multiplications of one
 * convolution over the spread gradient.
 *
 * @param input the view that is written
 * @param tiles of each phase
 */
record VectorPhases(
        View input,
        VectorPlaces places,
        List<Phase> phases,
        List<PackedTile[]> tiles,
        VectorClamp clamp,
        Partition partition)
        implements PlacedWeights {

    VectorPhases {
        phases = phases.stream().map(Phase::withoutWeights).toList();
    }

    static VectorPhases prepare(Convolution c, VectorPlaces places, WeightStore store) {
        List<Phase> phases = Phase.of(c);
        List<PackedTile[]> tiles = phases.stream()
                .map(phase -> PackedTile.cut(phase.convolution(), places, VectorProduct.WIDEST, store))
                .toList();
        int rows = (c.input().height() + 1) / 2;
        double work = (double) PlacedStep.weights(c) * c.input().width() / 2;
        return new VectorPhases(
                c.input(), places, phases, tiles, VectorClamp.leading(List.of()), Partition.byRows(rows, 1, work));
    }

    @Override
    public List<float[]> placed() {
        return tiles.stream().flatMap(Arrays::stream).map(PackedTile::weights).toList();
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            View pixels = phase.convolution().output();
            int rowStep = phase.convolution().input().rowStride();
            for (PackedTile tile : tiles.get(i)) {
                for (int y = rowFrom; y < Math.min(rowTo, pixels.height()); y++) {
                    row(arena, tile, pixels.width(), y * rowStep, phase.place(input, y));
                }
            }
        }
        Borders.zero(arena, input, partition, part, 2 * rowFrom, Math.min(2 * rowTo, input.height()));
    }

    private void row(float[] arena, PackedTile tile, int width, int from, int to) {
        int runs = VectorProduct.runs(width);
        int first = 0;
        for (int i = 1; i <= runs; i++) {
            int next = width * i / runs;
            int ahead = first * 2 * View.LANES;
            VectorTiles.spread(tile, places.places(), next - first, arena, from + ahead, to + ahead, clamp);
            first = next;
        }
    }
}
