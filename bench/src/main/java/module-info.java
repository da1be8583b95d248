/** Measurements against peers; not shipped. */
module kinglet.bench {
    requires static transitive org.jspecify;
    requires kinglet.vision;
    requires com.fasterxml.jackson.jr.ob;
    requires com.microsoft.onnxruntime;
    requires info.picocli;

    opens kinglet.bench to
            com.fasterxml.jackson.jr.ob,
            info.picocli;
}
