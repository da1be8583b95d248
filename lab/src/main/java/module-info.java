/** The papers' experiments, formulas and drawings, as reports that anyone can repeat. */
module kinglet.lab {
    requires static transitive org.jspecify;
    requires transitive kinglet.cost;
    requires transitive kinglet.vision;
    requires jdk.management;
    requires com.fasterxml.jackson.jr.ob;

    exports kinglet.lab;
}
