package kinglet.networks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is chosen of a network in the catalogue; what is not chosen is as published.
 *
 * @param width the width multiplier
 * @param resolution rows and columns of the input
 * @param classes how many classes the last layer tells apart
 * @param groups groups of the grouped convolutions
 * @param stem for large or small pictures
 */
public record NetworkOptions(
        OptionalDouble width, OptionalInt resolution, OptionalInt classes, OptionalInt groups, Optional<Stem> stem) {

    /** Everything as published. */
    public static final NetworkOptions NONE = new NetworkOptions(
            OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** The largest width multiplier; wider networks would overflow their counts before they were of use. */
    private static final double WIDEST = 64;

    public NetworkOptions {
        if (width.isPresent() && !(width.getAsDouble() > 0 && width.getAsDouble() <= WIDEST)) {
            throw new InvalidOptionException("the width multiplier is %s; it must be above 0 and at most %s"
                    .formatted(width.getAsDouble(), WIDEST));
        }
        positive("resolution", resolution);
        positive("number of classes", classes);
        positive("number of groups", groups);
    }

    public NetworkOptions withWidth(double multiplier) {
        return new NetworkOptions(OptionalDouble.of(multiplier), resolution, classes, groups, stem);
    }

    public NetworkOptions withResolution(int pixels) {
        return new NetworkOptions(width, OptionalInt.of(pixels), classes, groups, stem);
    }

    public NetworkOptions withClasses(int count) {
        return new NetworkOptions(width, resolution, OptionalInt.of(count), groups, stem);
    }

    public NetworkOptions withGroups(int count) {
        return new NetworkOptions(width, resolution, classes, OptionalInt.of(count), stem);
    }

    public NetworkOptions withStem(Stem choice) {
        return new NetworkOptions(width, resolution, classes, groups, Optional.of(choice));
    }

    /** The options that are chosen. */
    public Set<Option> chosen() {
        return Arrays.stream(Option.values())
                .filter(option -> option.of(this).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Option.class)));
    }

    /** These, and the others' for what is not chosen here. */
    NetworkOptions or(NetworkOptions others) {
        return new NetworkOptions(
                width.isPresent() ? width : others.width,
                resolution.isPresent() ? resolution : others.resolution,
                classes.isPresent() ? classes : others.classes,
                groups.isPresent() ? groups : others.groups,
                stem.or(others::stem));
    }

    private static void positive(String what, OptionalInt number) {
        if (number.isPresent() && number.getAsInt() < 1) {
            throw new InvalidOptionException("the %s is %d; it must be at least 1".formatted(what, number.getAsInt()));
        }
    }

    /** As on a command line: {@code --width 0.5 --resolution 160}. */
    @Override
    public String toString() {
        return chosen().stream()
                .map(option -> option.flag() + " " + option.of(this).orElseThrow())
                .collect(Collectors.joining(" "));
    }
}
