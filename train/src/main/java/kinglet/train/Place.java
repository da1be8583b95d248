package kinglet.train;

/** Where something lies in memory. */
record Place(float[] array, int from) {
    static final Place NOWHERE = new Place(new float[0], 0);
}
