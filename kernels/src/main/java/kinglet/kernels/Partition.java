package kinglet.kernels;

/**
 * How a step's work is cut into parts: bands of rows by bands of tiles, where a tile is a step's own unit across the channels.
 * It depends on the shapes alone, so that results do not depend on the number of threads.
 *
 * @param rows rows, or groups of rows, of the output
 * @param tiles tiles across its channels
 * @param rowBands into how many bands the rows are cut
 * @param tileBands into how many bands the tiles are cut
 */
record Partition(int rows, int tiles, int rowBands, int tileBands) {

    /** Multiply-adds of a part: about 5 microseconds of a fast product on one core, long beside the claiming of a part. */
    private static final double PART = 3e5;

    /** Enough parts for any number of cores that a single small image can feed. */
    private static final int MOST = 256;

    /** Cuts the rows first: neighbouring parts share their weights. {@code work} is that of one row of one tile, in mult-adds. */
    static Partition byRows(int rows, int tiles, double work) {
        int parts = wanted(rows, tiles, work);
        int rowBands = Math.min(rows, parts);
        return new Partition(rows, tiles, rowBands, Math.min(tiles, ceil(parts, rowBands)));
    }

    /** Cuts the tiles first: neighbouring parts share their input, and each tile's weights are read once. */
    static Partition byTiles(int rows, int tiles, double work) {
        int parts = wanted(rows, tiles, work);
        int tileBands = Math.min(tiles, parts);
        return new Partition(rows, tiles, Math.min(rows, ceil(parts, tileBands)), tileBands);
    }

    private static int wanted(int rows, int tiles, double work) {
        return (int) Math.clamp(Math.rint(rows * (double) tiles * work / PART), 1, MOST);
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    int parts() {
        return rowBands * tileBands;
    }

    int rowFrom(int part) {
        return (int) ((long) rows * (part / tileBands) / rowBands);
    }

    int rowTo(int part) {
        return (int) ((long) rows * (part / tileBands + 1) / rowBands);
    }

    int tileFrom(int part) {
        return share(tiles, part);
    }

    int tileTo(int part) {
        return shareEnd(tiles, part);
    }

    /** First of {@code items} that belongs to the tile band of a part, if they are dealt out evenly to the tile bands. */
    int share(int items, int part) {
        return (int) ((long) items * (part % tileBands) / tileBands);
    }

    /** Behind the last of {@code items} that belongs to the tile band of a part. */
    int shareEnd(int items, int part) {
        return (int) ((long) items * (part % tileBands + 1) / tileBands);
    }
}
