/** The command. */
module kinglet.cli {
    requires static transitive org.jspecify;
    requires kinglet.cost;
    requires kinglet.lab;
    requires kinglet.models;
    requires kinglet.vision;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires com.fasterxml.jackson.jr.ob;
    requires xchart;
    requires org.apache.xmlgraphics.batik.svggen;

    opens kinglet.cli to
            info.picocli;
}
