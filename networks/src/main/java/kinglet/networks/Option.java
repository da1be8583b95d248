package kinglet.networks;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What can be chosen of a network; each network has its own few. */
public enum Option {
    /** The width multiplier: how many channels, as a factor of the published number. */
    WIDTH(o -> box(o.width().isPresent(), () -> o.width().getAsDouble())),
    /** Rows and columns of the input. */
    RESOLUTION(o -> box(o.resolution().isPresent(), () -> o.resolution().getAsInt())),
    /** How many classes the last layer tells apart. */
    CLASSES(o -> box(o.classes().isPresent(), () -> o.classes().getAsInt())),
    /** Groups of the grouped convolutions. */
    GROUPS(o -> box(o.groups().isPresent(), () -> o.groups().getAsInt())),
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

    private static Optional<?> box(boolean present, java.util.function.Supplier<Object> number) {
        return present ? Optional.of(number.get()) : Optional.empty();
    }
}
