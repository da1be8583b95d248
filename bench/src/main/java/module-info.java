/** Measurements against peers. */
module kinglet.bench {
    requires static transitive org.jspecify;
    requires kinglet.vision;
    requires com.microsoft.onnxruntime;
}
