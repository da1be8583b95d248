package kinglet.train;

import java.util.Optional;
import kinglet.kernels.Step;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * What a head reads, or the gradient of it, in an arena: either the blocks as they are stored, with channels at any lanes, or copied so
 * that channels lie in order.
 */
final class Operand {
    private final Feed feed;
    private final Region raw;
    private final Region region;
    private final Optional<Copies> copies;

    /** Between the blocks as they are stored and the channels in order. */
    private record Copies(Step gather, Step scatter) {}

    private Operand(Setting setting, Feed feed, Region raw, Region region) {
        this.feed = feed;
        this.raw = raw;
        this.region = region;
        this.copies = raw == region
                ? Optional.empty()
                : Optional.of(new Copies(
                        setting.kernels().copy(raw.view(), region.view()),
                        setting.kernels().copy(region.view(), raw.view())));
        setting.reserve(Math.max(raw.end(), region.end()));
    }

    /** With channels wherever they lie. */
    static Operand anywhere(Setting setting, Feed feed, Strip strip, int from, Border border) {
        Region raw = Region.of(from, strip, feed.blocks(), feed.channels(), border, 1, 1);
        return new Operand(setting, feed, raw, raw);
    }

    /** An image by itself with channels in order. */
    static Operand inOrder(Setting setting, Feed feed, int from, Border border) {
        return inOrder(setting, feed, Strip.single(feed.shape()), from, border);
    }

    /** With channels in order. */
    static Operand inOrder(Setting setting, Feed feed, Strip strip, int from, Border border) {
        if (feed.isInOrder()) {
            return anywhere(setting, feed, strip, from, border);
        }
        Region raw = Region.of(from, strip, feed.blocks(), feed.channels(), Border.NONE, 1, 1);
        int[] inOrder = new int[feed.shape().channels()];
        for (int c = 0; c < inOrder.length; c++) {
            inOrder[c] = c;
        }
        Region region = Region.of(
                raw.end() + Setting.SLACK, strip, Math.ceilDiv(inOrder.length, View.LANES), inOrder, border, 1, 1);
        return new Operand(setting, feed, raw, region);
    }

    Feed feed() {
        return feed;
    }

    Region region() {
        return region;
    }

    View view() {
        return region.view();
    }

    int end() {
        return Math.max(raw.end(), region.end()) + Setting.SLACK;
    }

    /** Whether blocks lie here as they are stored. */
    boolean isDirect() {
        return copies.isEmpty();
    }

    /** Makes zero what {@link #load} does not write. */
    void clean(float[] arena) {
        raw.clean(arena);
        if (copies.isPresent()) {
            region.clean(arena);
        }
    }

    /** Loads the images from one on; around and between them lies what lay there. */
    void load(float[] arena, int image) {
        feed.load(arena, raw, image);
        if (copies.isPresent()) {
            Setting.runAlone(copies.get().gather(), arena);
        }
    }

    void giveBack(float[] arena, int image) {
        if (copies.isPresent()) {
            Setting.runAlone(copies.get().scatter(), arena);
        }
        feed.giveBack(arena, raw, image);
    }
}
