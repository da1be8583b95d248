package kinglet.bench;

/** What is timed: a network, and how it is run. */
record Case(String network, int threads, int batch) {

    /** What means are taken over: the same threads and batch. */
    record Setting(int threads, int batch) {
        @Override
        public String toString() {
            return "%d %s, batch %d".formatted(threads, threads == 1 ? "thread" : "threads", batch);
        }
    }

    Setting setting() {
        return new Setting(threads, batch);
    }

    @Override
    public String toString() {
        return network + ", " + setting();
    }
}
