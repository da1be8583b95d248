/** What a network costs: parameters, mult-adds, memory access, and the guidelines of ShuffleNetV2. */
module kinglet.cost {
    requires static transitive org.jspecify;
    requires transitive kinglet.graph;

    exports kinglet.cost;
}
