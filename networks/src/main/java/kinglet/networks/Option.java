package kinglet.networks;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What can be chosen of a network; each network has its own few. */
public enum Option {
    /** The width multiplier: how many channels, as a factor of the published number. */
    WIDTH(o -> o.width().stream().boxed().findFirst()),
    /** Rows and columns of the input. */
    RESOLUTION(o -> o.resolution().stream().boxed().findFirst()),
    /** How many classes the last layer tells apart. */
    CLASSES(o -> o.classes().stream().boxed().findFirst()),
    /** Groups of the grouped convolutions. */
    GROUPS(o -> o.groups().stream().boxed().findFirst()),
    /** For large or small pictures. */
    STEM(o -> o.stem().map(s -> s.name().toLowerCase(Locale.ROOT)));

    private final Function<NetworkOptions, Optional<?>> value;

    Option(Function<NetworkOptions, Optional<?>> value) {
        this.value = value;
    }

    /** As it is written on a command line: {@code --width}. */
    public String flag() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    /** What these options choose for it, if they do. */
    Optional<?> of(NetworkOptions options) {
        return value.apply(options);
    }
}
