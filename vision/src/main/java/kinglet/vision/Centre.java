package kinglet.vision;

import kinglet.networks.Interpolation;
import kinglet.networks.Resizing;

/** The centre that is taken of a picture whose shorter side is resized. */
record Centre(Span columns, Span rows) {

    static Centre of(Picture picture, int resize, int crop, Resizing resizing) {
        int shorter = Math.min(picture.width(), picture.height());
        return new Centre(
                Span.of(picture.width(), shorter, resize, crop, resizing),
                Span.of(picture.height(), shorter, resize, crop, resizing));
    }

    /** Whether the picture is no smaller than the crop. */
    boolean fills(int crop) {
        return columns.length == crop && rows.length == crop;
    }

    /** Where row y of what is taken begins in a crop of three values a pixel. */
    int at(int y, int crop) {
        return 3 * ((y + rows.padding) * crop + columns.padding);
    }

    /**
     * What is taken of one side.
     *
     * @param stored pixels of the side as stored
     * @param side pixels of the resized side
     * @param from the first pixel taken
     * @param length how many
     * @param padding pixels added in front
     */
    record Span(int stored, long side, long from, int length, int padding) {

        static Span of(int stored, int shorter, int resize, int crop, Resizing resizing) {
            long side = switch (resizing) {
                case WHOLE_LEVELS -> (long) resize * stored / shorter;
                case FRACTIONAL_LEVELS -> Math.round((double) resize * stored / shorter);
            };
            if (side < crop) {
                return new Span(stored, side, 0, (int) side, (int) (crop - side) / 2);
            }
            long from = switch (resizing) {
                case WHOLE_LEVELS -> (long) Math.rint((side - crop) / 2.0);
                case FRACTIONAL_LEVELS -> (side - crop) / 2;
            };
            return new Span(stored, side, from, crop, 0);
        }

        Taps taps(Interpolation interpolation) {
            return Taps.of(stored, side, from, length, interpolation);
        }
    }
}
