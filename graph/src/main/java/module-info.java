/** What a network is: ops, shapes, parameters, weights. No arithmetic on data. */
module kinglet.graph {
    requires static transitive org.jspecify;

    exports kinglet.graph;
}
