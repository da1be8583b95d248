/** Files of other tools, read into networks and weights, and written. */
module kinglet.formats {
    exports kinglet.formats;

    requires static transitive org.jspecify;
    requires transitive kinglet.graph;
    requires com.fasterxml.jackson.jr.ob;
    requires com.google.protobuf;
    requires io.jhdf;
    // io.jhdf uses these two without saying so
    requires org.apache.commons.lang3;
    requires org.slf4j;
    requires flatbuffers.java;
    requires tensorflow.lite.metadata;
}
