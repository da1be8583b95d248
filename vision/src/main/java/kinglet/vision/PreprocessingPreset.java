package kinglet.vision;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.Shape;
import kinglet.networks.ChannelOrder;
import kinglet.networks.Preprocessing;
import kinglet.networks.Resizing;

/**
 * The customs of the frameworks that published networks, by name. Each resizes the shorter side to the network's input
 * divided by 0.875 and takes the centre.
 */
public enum PreprocessingPreset {
    /** RGB, {@code (x / 255 - mean) / std} with ImageNet's mean and deviation. */
    TORCHVISION,
    /** RGB, {@code x / 127.5 - 1}. */
    TENSORFLOW,
    /** BGR minus (104, 117, 123). */
    CAFFE,
    /** RGB, {@code x / 255}. */
    UNIT,
    /** RGB, 0 to 255. */
    RAW;

    /** The central part of a picture that is used, by custom 224 of 256. */
    private static final double CROP_SHARE = 0.875;

    /**
     * The preset of this name, in any case.
     *
     * @throws ImageException if there is none; the message lists them
     */
    public static PreprocessingPreset named(String name) {
        return Stream.of(values())
                .filter(preset -> preset.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ImageException("there is no preprocessing '%s'; there are %s"
                        .formatted(
                                name,
                                Stream.of(values())
                                        .map(PreprocessingPreset::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    /**
     * The preprocessing for a network that takes this input; one channel is luma.
     *
     * @throws ImageException if the input is not square, or has neither one channel nor three, or one for which the preset has no rule
     */
    public Preprocessing at(Shape input) {
        int crop = side(input);
        int resize = Math.toIntExact(Math.round(crop / CROP_SHARE));
        if (input.channels() == 3) {
            return switch (this) {
                case TORCHVISION -> Preprocessing.torchvision(resize, crop);
                case TENSORFLOW -> Preprocessing.tensorflow(crop);
                case CAFFE -> Preprocessing.caffe(resize, crop);
                case UNIT -> Preprocessing.unit(crop);
                case RAW -> Preprocessing.raw(resize, crop, ChannelOrder.RGB);
            };
        }
        Preprocessing gray = Preprocessing.raw(resize, crop, ChannelOrder.GRAY);
        return switch (this) {
            case TENSORFLOW -> gray.normalised(List.of(127.5), List.of(127.5));
            case UNIT -> gray.normalised(List.of(0.0), List.of(255.0));
            case RAW -> gray;
            case TORCHVISION, CAFFE ->
                throw new ImageException(
                        "the preprocessing '%s' is for three channels, but the network takes %s; use one of %s, %s and %s"
                                .formatted(this, input, TENSORFLOW, UNIT, RAW));
        };
    }

    /**
     * Values {@code byte * scale + offset}, as a quantised model says of its input. Where the crop is a whole 87.5 % of the resized
     * side (224 of 256), the picture is resized in whole levels, which are all that a byte can hold.
     */
    static Preprocessing affine(Shape input, double scale, double offset) {
        Preprocessing bytes = RAW.at(input)
                .normalised(
                        Collections.nCopies(input.channels(), -offset / scale),
                        Collections.nCopies(input.channels(), 1 / scale));
        boolean whole = bytes.resize() * CROP_SHARE == bytes.crop();
        return whole ? bytes.resized(Resizing.WHOLE_LEVELS) : bytes;
    }

    private static int side(Shape input) {
        if (input.height() != input.width() || input.channels() != 1 && input.channels() != 3) {
            throw new ImageException(
                    "the network takes %s; pictures are made into square inputs of 1 or 3 channels only"
                            .formatted(input));
        }
        return input.width();
    }

    /** As the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
