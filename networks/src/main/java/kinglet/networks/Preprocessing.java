package kinglet.networks;

import java.util.Collections;
import java.util.List;

/**
 * How the authors of a checkpoint made a picture into an input: the shorter side is resized, the centre cropped, and each
 * value becomes {@code (pixel - mean[c]) / std[c]} of a pixel in 0..255.
 *
 * @param resize pixels of the shorter side after resizing
 * @param crop pixels of both sides of the crop
 * @param interpolation which pixels are averaged in resizing
 * @param resizing how pixels and levels are rounded in resizing
 * @param order the order of the channels, and of {@code mean} and {@code std}
 * @param mean what is taken from each channel, on the scale of 0..255
 * @param std what each channel is divided by, on the scale of 0..255
 */
public record Preprocessing(
        int resize,
        int crop,
        Interpolation interpolation,
        Resizing resizing,
        ChannelOrder order,
        List<Double> mean,
        List<Double> std) {

    private static final double WHITE = 255;

    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** torchvision's for ImageNet: mean (.485, .456, .406) and deviation (.229, .224, .225) of 0..1. */
    public static Preprocessing torchvision(int resize, int crop) {
        return of(resize, crop, ChannelOrder.RGB)
                .normalised(
                        List.of(0.485 * WHITE, 0.456 * WHITE, 0.406 * WHITE),
                        List.of(0.229 * WHITE, 0.224 * WHITE, 0.225 * WHITE))
                .resized(Resizing.WHOLE_LEVELS);
    }

    /** TensorFlow's for the MobileNets and Xception: {@code x / 127.5 - 1}; resized so that the crop is 87.5 % of the side. */
    public static Preprocessing tensorflow(int crop) {
        return of(enlarged(crop), crop, ChannelOrder.RGB)
                .normalised(Collections.nCopies(3, 127.5), Collections.nCopies(3, 127.5));
    }

    /** {@code x / 255}. */
    public static Preprocessing unit(int crop) {
        return of(enlarged(crop), crop, ChannelOrder.RGB)
                .normalised(Collections.nCopies(3, 0.0), Collections.nCopies(3, WHITE));
    }

    /** Caffe's: blue, green, red, minus (104, 117, 123). */
    public static Preprocessing caffe(int resize, int crop) {
        return of(resize, crop, ChannelOrder.BGR).normalised(List.of(104.0, 117.0, 123.0), List.of(1.0, 1.0, 1.0));
    }

    /** The pixels as they are. */
    public static Preprocessing raw(int resize, int crop, ChannelOrder order) {
        return of(resize, crop, order);
    }

    /** A small picture taken whole, as the CIFAR networks do. */
    static Preprocessing whole(int size, List<Double> mean, List<Double> std) {
        return of(size, size, ChannelOrder.RGB)
                .normalised(
                        mean.stream().map(m -> m * WHITE).toList(),
                        std.stream().map(s -> s * WHITE).toList());
    }

    private static Preprocessing of(int resize, int crop, ChannelOrder order) {
        int channels = order == ChannelOrder.GRAY ? 1 : 3;
        return new Preprocessing(
                resize,
                crop,
                Interpolation.BILINEAR,
                Resizing.FRACTIONAL_LEVELS,
                order,
                Collections.nCopies(channels, 0.0),
                Collections.nCopies(channels, 1.0));
    }

    private static int enlarged(int crop) {
        return Math.toIntExact(Math.round(crop / 0.875));
    }

    public Preprocessing bicubic() {
        return new Preprocessing(resize, crop, Interpolation.BICUBIC, resizing, order, mean, std);
    }

    public Preprocessing resized(Resizing other) {
        return new Preprocessing(resize, crop, interpolation, other, order, mean, std);
    }

    /** The same with another mean and deviation, on the scale of 0..255. */
    public Preprocessing normalised(List<Double> otherMean, List<Double> otherStd) {
        return new Preprocessing(resize, crop, interpolation, resizing, order, otherMean, otherStd);
    }

    /** The same for a network of another resolution: the crop keeps its share of the resized side. */
    public Preprocessing at(int otherCrop) {
        int side = Math.toIntExact(Math.round((double) resize * otherCrop / crop));
        return new Preprocessing(side, otherCrop, interpolation, resizing, order, mean, std);
    }
}
