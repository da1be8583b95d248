package kinglet.networks;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Figures that somebody published of a network, as they are printed there.
 *
 * @param source who says so, and of which variant
 * @param options the variant
 * @param resolution rows and columns of the input
 * @param params parameters
 * @param multAdds multiply-adds of one image by the source's own count, which is that of convolutions and fully connected
 *     layers unless the source says otherwise
 * @param top1 share of validation images whose class came first, in percent
 * @param top5 share of validation images whose class was among the first five, in percent
 */
public record Published(
        String source,
        NetworkOptions options,
        int resolution,
        OptionalLong params,
        OptionalLong multAdds,
        OptionalDouble top1,
        OptionalDouble top5) {

    static Published of(String source, int resolution) {
        return new Published(
                source,
                NetworkOptions.NONE,
                resolution,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    Published of(NetworkOptions variant) {
        return new Published(source, variant, resolution, params, multAdds, top1, top5);
    }

    Published params(double count) {
        return new Published(source, options, resolution, OptionalLong.of(Math.round(count)), multAdds, top1, top5);
    }

    Published multAdds(double count) {
        return new Published(source, options, resolution, params, OptionalLong.of(Math.round(count)), top1, top5);
    }

    Published top1(double percent) {
        return new Published(source, options, resolution, params, multAdds, OptionalDouble.of(percent), top5);
    }

    Published accuracy(double first, double five) {
        return new Published(
                source, options, resolution, params, multAdds, OptionalDouble.of(first), OptionalDouble.of(five));
    }
}
