package kinglet.networks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.Network;

/** A network of the catalogue with its options, as the name of a built network says it: {@code mobilenet_v2 --width 0.5 --classes 10}. */
public record Variant(Entry entry, NetworkOptions options) {

    /**
     * The variant of this name.
     *
     * @throws UnknownNetworkException if its first word is no id of the catalogue
     * @throws InvalidOptionException if the other words are no options with their values
     */
    public static Variant named(String name) {
        String[] words = name.strip().split("\\s+");
        Entry entry = Catalogue.entry(words[0]);
        NetworkOptions options = NetworkOptions.NONE;
        for (int i = 1; i < words.length; i += 2) {
            if (i + 1 == words.length) {
                throw new InvalidOptionException("'%s' ends with %s, which has no value".formatted(name, words[i]));
            }
            options = with(options, words[i], words[i + 1]);
        }
        return new Variant(entry, options);
    }

    /** The same with other choices where {@code more} makes some. */
    public Variant with(NetworkOptions more) {
        return new Variant(entry, more.or(options));
    }

    /** As {@link Entry#build(NetworkOptions)} does. */
    public Network build() {
        return entry.build(options);
    }

    /** As {@link #named} reads it. */
    @Override
    public String toString() {
        return (entry.id() + " " + options).strip();
    }

    private static NetworkOptions with(NetworkOptions options, String flag, String value) {
        Option option = Stream.of(Option.values())
                .filter(o -> o.flag().equals(flag))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException("networks have no option '%s'; there are %s"
                        .formatted(
                                flag,
                                Arrays.stream(Option.values()).map(Option::flag).collect(Collectors.joining(", ")))));
        try {
            return switch (option) {
                case WIDTH -> options.withWidth(Double.parseDouble(value));
                case RESOLUTION -> options.withResolution(Integer.parseInt(value));
                case CLASSES -> options.withClasses(Integer.parseInt(value));
                case GROUPS -> options.withGroups(Integer.parseInt(value));
                case STEM -> options.withStem(Stem.valueOf(value.toUpperCase(Locale.ROOT)));
            };
        } catch (IllegalArgumentException e) {
            InvalidOptionException wrong =
                    new InvalidOptionException("%s is '%s', which it cannot be".formatted(flag, value));
            wrong.initCause(e);
            throw wrong;
        }
    }
}
