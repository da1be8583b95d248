package kinglet.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kinglet.networks.ChannelOrder;
import kinglet.networks.Interpolation;
import kinglet.networks.Preprocessing;
import kinglet.networks.Resizing;

/**
 * A {@link Preprocessing} in one line of words and numbers, as model files keep it: {@code resize=256 crop=224
 * interpolation=bilinear resizing=whole_levels order=rgb mean=123.675,116.28,103.53 std=58.395,57.12,57.375}.
 */
final class PreprocessingText {
    private static final int LARGEST = 1 << 14;

    private PreprocessingText() {}

    static String of(Preprocessing preprocessing) {
        return "resize=%d crop=%d interpolation=%s resizing=%s order=%s mean=%s std=%s"
                .formatted(
                        preprocessing.resize(),
                        preprocessing.crop(),
                        preprocessing.interpolation().name().toLowerCase(Locale.ROOT),
                        preprocessing.resizing().name().toLowerCase(Locale.ROOT),
                        preprocessing.order().name().toLowerCase(Locale.ROOT),
                        joined(preprocessing.mean()),
                        joined(preprocessing.std()));
    }

    /** @throws ImageException if the text says something else */
    static Preprocessing parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.strip().split("\\s+")) {
            int equals = part.indexOf('=');
            values.put(part.substring(0, Math.max(0, equals)), part.substring(equals + 1));
        }
        try {
            ChannelOrder order = constant(ChannelOrder.class, value(values, "order"));
            int crop = side(value(values, "crop"));
            int channels = order == ChannelOrder.GRAY ? 1 : 3;
            return new Preprocessing(
                    side(value(values, "resize")),
                    crop,
                    constant(Interpolation.class, value(values, "interpolation")),
                    constant(Resizing.class, value(values, "resizing")),
                    order,
                    numbers(value(values, "mean"), channels),
                    numbers(value(values, "std"), channels));
        } catch (IllegalArgumentException e) {
            throw new ImageException(
                    "the model says that pictures are prepared as '%s', which is not understood (%s); say it with --preprocess"
                            .formatted(text, e.getMessage()),
                    e);
        }
    }

    private static String joined(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static int side(String text) {
        int side = Integer.parseInt(text);
        if (side < 1 || side > LARGEST) {
            throw new IllegalArgumentException("a side of " + side);
        }
        return side;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static List<Double> numbers(String text, int count) {
        List<Double> numbers = new ArrayList<>();
        Arrays.stream(text.split(",")).map(Double::valueOf).forEach(numbers::add);
        if (numbers.size() != count || numbers.stream().anyMatch(n -> !Double.isFinite(n))) {
            throw new IllegalArgumentException("not %d numbers: %s".formatted(count, text));
        }
        return numbers;
    }
}
