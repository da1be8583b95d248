package kinglet.train;

import java.util.List;
import java.util.Optional;
import kinglet.kernels.Share;

/** A head without parameters, done image by image. */
abstract class ImageRun extends UnitRun {
    private final List<Feed> feeds;
    private final Share there;
    private final Share home;

    ImageRun(Setting setting, Result result, List<Feed> feeds) {
        super(setting, result, Optional.empty());
        this.feeds = feeds;
        this.there = setting.share(setting.batch(), (arena, image) -> compute(arena.floats(), image));
        this.home = setting.share(setting.batch(), (arena, image) -> propagate(arena.floats(), image));
    }

    @Override
    final List<Feed> feeds() {
        return feeds;
    }

    @Override
    final void compute() {
        setting().run(there);
    }

    @Override
    final void propagate() {
        if (feeds.stream().anyMatch(Feed::learns)) {
            setting().run(home);
        }
    }

    /** Loads an image's operands, does the head's work, and stores the result. */
    abstract void compute(float[] arena, int image);

    /** Loads an image's gradient, and gives the operands theirs. */
    abstract void propagate(float[] arena, int image);
}
