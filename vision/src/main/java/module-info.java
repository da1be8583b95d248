/** Pictures to tensors and back to names: decoding, resizing, labels, classification; data sets and the batches of training. */
module kinglet.vision {
    exports kinglet.vision;

    requires static transitive org.jspecify;
    requires transitive kinglet.engine;
    requires transitive kinglet.networks;
    requires transitive kinglet.formats;
    requires transitive kinglet.train;
    requires transitive java.desktop;
    requires com.twelvemonkeys.imageio.tiff;
    requires com.twelvemonkeys.imageio.webp;
    requires com.drew.metadata;
}
