/** The command. */
module kinglet.cli {
    requires static transitive org.jspecify;
    requires kinglet.cost;
    requires kinglet.vision;
    requires info.picocli;
    requires com.fasterxml.jackson.jr.ob;

    opens kinglet.cli to
            info.picocli;
}
