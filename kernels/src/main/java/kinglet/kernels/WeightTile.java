package kinglet.kernels;

/** The weights of some vectors of outputs that are computed together, in the order in which they are read. */
sealed interface WeightTile permits PackedTile, RoundedTile {

    /** The first vector, as an index of {@link VectorPlaces}. */
    int first();

    /** How many vectors. */
    int vectors();

    /** Place of each input relative to a pixel's place, ascending. */
    int[] offsets();

    /** In 16 bits, if they are so many that memory sets the pace, and if that is precise enough. */
    static WeightTile of(PackedTile tile, boolean many) {
        return many && RoundedTile.fits(tile) ? RoundedTile.of(tile) : tile;
    }
}
