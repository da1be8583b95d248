/** Networks that Kinglet trained itself and brings along. */
module kinglet.models {
    requires static transitive org.jspecify;
    requires transitive kinglet.vision;

    exports kinglet.models;
}
