package kinglet.vision;

import java.util.List;
import kinglet.graph.Shape;
import kinglet.networks.Preprocessing;
import kinglet.train.BatchSource;
import kinglet.train.Batches;

/**
 * Batches of a data set, decoded, augmented and normalised on threads in the background.
 *
 * <pre>{@code
 * DataSplits data = Datasets.open(Path.of("flowers")).orSplit(0.1, seed);
 * var loader = BatchLoader.training(data.train(), Preprocessing.torchvision(256, 224))
 *         .augmented(Augmenter.photographs(224).with(new Mixup(0.2)))
 *         .batchSize(64).seed(seed).build();
 * try (Batches batches = loader.epoch(0, 0)) {
 *     for (var batch = batches.next(); batch.isPresent(); batch = batches.next()) { ... }
 * }
 * }</pre>
 *
 * <p>What a batch holds depends on the seed, the epoch and its number alone, and not on the threads. Decoded pictures are kept in
 * memory as long as there is room.
 */
public final class BatchLoader implements BatchSource {
    private final Builder options;
    private final PictureCache cache;
    private final BatchMaker maker;
    private final int batches;

    private BatchLoader(Builder options) {
        this.options = options;
        Dataset dataset = options.dataset;
        this.cache = new PictureCache(dataset, options.cacheBytes);
        this.maker = new BatchMaker(options, cache);
        int size = options.batchSize;
        this.batches = options.dropLast ? dataset.size() / size : Math.ceilDiv(dataset.size(), size);
        if (batches == 0) {
            throw new DatasetException(
                    "%d pictures are fewer than a batch of %d; make the batch smaller".formatted(dataset.size(), size));
        }
        if ((long) size * Math.max(maker.image().size(), classNames().size()) > Integer.MAX_VALUE - 8) {
            throw new DatasetException(
                    "a batch of %d pictures of %s is too large; make it smaller".formatted(size, maker.image()));
        }
    }

    /** Batches to learn from: in random order, and without the pictures that fill no whole batch. */
    public static Builder training(Dataset dataset, Preprocessing preprocessing) {
        return new Builder(dataset, preprocessing, true);
    }

    /** Batches to validate with: all the pictures in their order, the last batch as short as it is. */
    public static Builder evaluation(Dataset dataset, Preprocessing preprocessing) {
        return new Builder(dataset, preprocessing, false);
    }

    @Override
    public Shape image() {
        return maker.image();
    }

    @Override
    public List<String> classNames() {
        return options.dataset.classNames();
    }

    @Override
    public int size() {
        return options.dataset.size();
    }

    @Override
    public int batchesPerEpoch() {
        return batches;
    }

    @Override
    public Batches epoch(int epoch, int firstBatch) {
        if (epoch < 0 || firstBatch < 0) {
            throw new DatasetException(
                    "epochs and batches are numbered from 0, but were %d and %d".formatted(epoch, firstBatch));
        }
        int[] order = maker.order(epoch);
        return new BackgroundBatches(
                (number, spare, cancelled) -> maker.make(order, epoch, number, spare, cancelled),
                firstBatch,
                batches,
                options.threads);
    }

    /** The pictures that could not be read so far, in the order of their numbers. */
    public List<UnreadablePicture> unreadable() {
        return cache.failures();
    }

    /** How batches are made. */
    public static final class Builder {
        final Dataset dataset;
        final Preprocessing preprocessing;
        boolean shuffled;
        boolean dropLast;
        int batchSize = 32;
        long seed;
        int threads = 1;
        Augmenter augmenter = Augmenter.none();
        Unreadable unreadable = Unreadable.FAIL;
        long cacheBytes;

        private Builder(Dataset dataset, Preprocessing preprocessing, boolean training) {
            this.dataset = dataset;
            this.preprocessing = preprocessing;
            this.shuffled = training;
            this.dropLast = training;
            this.cacheBytes = Runtime.getRuntime().maxMemory() / (training ? 4 : 8);
        }

        private Builder(Builder other) {
            this(other.dataset, other.preprocessing, other.shuffled);
            dropLast = other.dropLast;
            batchSize = other.batchSize;
            seed = other.seed;
            threads = other.threads;
            augmenter = other.augmenter;
            unreadable = other.unreadable;
            cacheBytes = other.cacheBytes;
        }

        /** Pictures of a batch; 32 unless said. */
        public Builder batchSize(int pictures) {
            Ranges.within("the size of a batch", pictures, 1, 1 << 20);
            batchSize = pictures;
            return this;
        }

        /** What all random numbers are drawn from; 0 unless said. */
        public Builder seed(long other) {
            seed = other;
            return this;
        }

        /** Threads in the background, 1 unless said; more make no other batches. */
        public Builder threads(int count) {
            Ranges.within("the number of the loader's threads", count, 1, 256);
            threads = count;
            return this;
        }

        /**
         * What is changed at random; nothing unless said. Pictures that come out of it in the size of the input are not resized or
         * cropped any more.
         */
        public Builder augmented(Augmenter by) {
            augmenter = by;
            return this;
        }

        /** Whether the pictures are in another order each epoch. */
        public Builder shuffled(boolean yes) {
            shuffled = yes;
            return this;
        }

        /** Whether the last batch is left out if it is short. */
        public Builder dropLast(boolean yes) {
            dropLast = yes;
            return this;
        }

        /** What is done about pictures that cannot be read; {@link Unreadable#FAIL} unless said. */
        public Builder unreadable(Unreadable policy) {
            unreadable = policy;
            return this;
        }

        /**
         * The most memory that decoded pictures may take, 0 to decode them every epoch; unless said a quarter of the heap in training, an
         * eighth in evaluation.
         */
        public Builder cacheBytes(long bytes) {
            Ranges.within("the memory for decoded pictures", bytes, 0, Long.MAX_VALUE);
            cacheBytes = bytes;
            return this;
        }

        /** @throws DatasetException if the pictures are fewer than a batch */
        public BatchLoader build() {
            return new BatchLoader(new Builder(this));
        }
    }
}
