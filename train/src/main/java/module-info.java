/** Training: optimizers, schedules, recipes and checkpoints, and what a source of batches is. */
module kinglet.train {
    requires static transitive org.jspecify;
    requires transitive kinglet.graph;
    requires transitive kinglet.kernels;

    exports kinglet.train;
}
