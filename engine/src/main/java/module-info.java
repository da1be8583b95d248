/** A network and its weights compiled into a plan that runs. */
module kinglet.engine {
    requires static transitive org.jspecify;
    requires transitive kinglet.graph;
    requires transitive kinglet.kernels;

    exports kinglet.engine;
}
