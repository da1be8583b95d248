package kinglet.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;

/**
 * What is trained: a network of the catalogue, which has the same name in torchvision.
 *
 * @param pixels rows and columns of a picture
 * @param batch pictures of a step
 */
record TrainingCase(String network, int pixels, int batch) {
    private static final Pattern WRITTEN = Pattern.compile("(\\w+):([1-9]\\d{0,3}):([1-9]\\d{0,3})");

    /**
     * Reads {@code network:pixels:batch}.
     *
     * @throws KingletException if it is written otherwise
     */
    static TrainingCase of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new KingletException(
                    "'%s' is no case; write network:pixels:batch, such as mobilenet_v2:224:16".formatted(written));
        }
        return new TrainingCase(
                matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    /** The catalogue's network for pictures of this size. */
    Network built() {
        return Catalogue.entry(network).build(NetworkOptions.NONE.withResolution(pixels));
    }

    String written() {
        return network + ":" + pixels + ":" + batch;
    }

    @Override
    public String toString() {
        return "%s at %d, batch %d".formatted(network, pixels, batch);
    }
}
