/** Measurements against peers; not shipped. */
module kinglet.bench {
    exports kinglet.bench;

    requires static transitive org.jspecify;
    requires transitive kinglet.graph;
    requires kinglet.cost;
    requires kinglet.vision;
    requires com.fasterxml.jackson.jr.ob;
    requires com.microsoft.onnxruntime;
    requires info.picocli;

    uses kinglet.bench.PeerRuntime;
    uses kinglet.bench.TrainingRuntime;

    provides kinglet.bench.PeerRuntime with
            kinglet.bench.Kinglet,
            kinglet.bench.OnnxRuntime;
    provides kinglet.bench.TrainingRuntime with
            kinglet.bench.KingletTrainingRuntime;

    opens kinglet.bench to
            com.fasterxml.jackson.jr.ob,
            info.picocli;
}
