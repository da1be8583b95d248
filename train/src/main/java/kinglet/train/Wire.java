package kinglet.train;

/** One channel of a unit's result. Concatenations, splits, shuffles and selections are lists of these, and move nothing. */
record Wire(Unit unit, int channel) {}
