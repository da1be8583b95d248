package kinglet.kernels;

/** Ways for an activation to lie in an arena. */
enum Layout {
    /** {@code [channel][row][column]}. */
    PLANAR,
    /** {@code [row][block][column][16]}, channels in order. */
    BLOCKED,
    /** Whole blocks, whose channels lie in any order, with dead lanes anywhere. */
    SHUFFLED,
    /** Whole blocks in order, with other blocks between them. */
    SPREAD,
    /** {@code [row][column][channel]}: no blocks. */
    LAST,
    /** Lanes of blocks whose other lanes belong to somebody else. */
    SCATTERED;

    boolean wholeBlocks() {
        return this == BLOCKED || this == SHUFFLED || this == SPREAD;
    }
}
