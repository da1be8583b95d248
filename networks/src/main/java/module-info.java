/** The architectures and their blocks, and the catalogue of what was published about them. */
module kinglet.networks {
    requires static transitive org.jspecify;
    requires transitive kinglet.graph;

    exports kinglet.networks;
}
