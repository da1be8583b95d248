package kinglet.networks;

/**
 * The options of a network under construction, with what was published in place of what was not chosen; an option that the
 * network does not have is at 1.
 */
record Settings(double width, int resolution, int classes, int groups, Stem stem) {

    static Settings of(NetworkOptions options) {
        return new Settings(
                options.width().orElse(1),
                options.resolution().orElse(1),
                options.classes().orElse(1),
                options.groups().orElse(1),
                options.stem().orElse(Stem.IMAGENET));
    }
}
