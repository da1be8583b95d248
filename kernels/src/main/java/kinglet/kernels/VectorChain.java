package kinglet.kernels;

import java.util.List;

/** A grouped convolution as a product, where groups end within vectors: what {@link ChainCut} makes of it. */
record VectorChain(
        Convolution convolution,
        VectorPlaces places,
        List<ChainCut.Tile> tiles,
        VectorClamp clamp,
        VectorPosts posts,
        Partition partition)
        implements PlacedWeights {

    private static final int STEP = View.LANES;

    VectorChain {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c, VectorPlaces places) {
        return VectorLanes.MANY_REGISTERS
                && c.groups() > 1
                && c.strideWidth() == 1
                && c.input().pixelStride() == STEP
                && c.output().width() >= 7
                && ChainCut.pays(c, places);
    }

    static VectorChain prepare(Convolution c, VectorPlaces places) {
        List<ChainCut.Tile> tiles = ChainCut.of(c, places);
        VectorClamp clamp = VectorClamp.leading(c.posts());
        View output = c.output();
        double weights = (double) places.count() * VectorLanes.WIDTH * c.weights().length / output.channelCount();
        double work = weights / tiles.size() * output.width();
        return new VectorChain(
                c,
                places,
                tiles,
                clamp,
                VectorPosts.of(places, clamp.rest()),
                Partition.byRows(output.height(), tiles.size(), work));
    }

    @Override
    public List<float[]> placed() {
        return tiles.stream().map(tile -> tile.packed().weights()).toList();
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        View output = convolution.output();
        int rowStep = convolution.strideHeight() * convolution.input().rowStride();
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            PackedTile tile = tiles.get(t).packed();
            for (int y = rowFrom; y < rowTo; y++) {
                row(arena, tile, tiles.get(t).masks(), y * rowStep, y * output.rowStride());
            }
            posts.apply(arena, tile.first(), tile.first() + tile.vectors(), rowFrom, rowTo);
        }
        Borders.zero(arena, output, partition, part);
    }

    /** In runs as long as the registers allow, or one pixel shorter; where neither divides the row, the last pixels are computed twice. */
    private void row(float[] arena, PackedTile tile, long[] masks, int from, int to) {
        int width = convolution.output().width();
        int longest = masks.length == 0 || tile.vectors() == 3 ? 7 : 4;
        int runs = Math.ceilDiv(width, longest);
        for (int i = 0; i < runs; i++) {
            int start = width * i / runs;
            int pixels = Math.max(width * (i + 1) / runs - start, longest - 1);
            int first = Math.min(start, width - pixels) * STEP;
            tile(arena, tile, masks, pixels, from + first, to + first);
        }
    }

    private void tile(float[] a, PackedTile tile, long[] masks, int pixels, int from, int to) {
        int[] k = tile.offsets();
        float[] w = tile.weights();
        int[] p = places.places();
        int u = tile.first();
        int low = clamp.low();
        int high = clamp.high();
        if (masks.length == 0) {
            VectorTiles.run(tile, p, pixels, a, from, STEP, to, clamp);
        } else {
            switch (tile.vectors()) {
                case 3 -> VectorChains.chain010(pixels, a, from, k, w, masks, low, high, p, u, to);
                case 4 -> VectorChains.chain0110(pixels, a, from, k, w, masks, low, high, p, u, to);
                default -> VectorChains.chain00100(pixels, a, from, k, w, masks, low, high, p, u, to);
            }
        }
    }
}
