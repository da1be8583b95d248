package kinglet.vision;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import kinglet.graph.Shape;
import kinglet.train.Batch;
import org.jspecify.annotations.Nullable;

/** Makes one batch of an epoch: a function of the seed, the epoch and the batch's number. For any number of threads. */
final class BatchMaker {
    private final BatchLoader.Builder options;
    private final PictureCache cache;
    private final Preprocessor preprocessor;
    private final int classes;

    BatchMaker(BatchLoader.Builder options, PictureCache cache) {
        this.options = options;
        this.cache = cache;
        this.preprocessor = new Preprocessor(options.preprocessing);
        this.classes = options.dataset.classNames().size();
    }

    Shape image() {
        return preprocessor.shape();
    }

    /** The order of the pictures in an epoch. */
    int[] order(int epoch) {
        int size = options.dataset.size();
        if (options.shuffled) {
            return Randoms.permutation(size, Randoms.of(options.seed, Randoms.ORDER, epoch));
        }
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /**
     * A batch, or nothing if none of its pictures can be read.
     *
     * @param spare a batch whose arrays may be used again
     * @param cancelled asked after each picture
     */
    Optional<Batch> make(int[] order, int epoch, int number, @Nullable Batch spare, BooleanSupplier cancelled) {
        Batch batch = spare == null ? allocate() : spare;
        int from = number * options.batchSize;
        int end = (int) Math.min(order.length, (long) from + options.batchSize);
        int size = 0;
        for (int position = from; position < end; position++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            if (put(batch, size, order, epoch, position)) {
                size++;
            }
        }
        if (size == 0) {
            if (cache.failures().size() == order.length) {
                throw new DatasetException("none of the %d pictures can be read; the first: %s"
                        .formatted(order.length, cache.failures().getFirst().reason()));
            }
            return Optional.empty();
        }
        Batch made = new Batch(size, batch.images(), batch.targets(), batch.labels());
        mix(made, epoch, number);
        return Optional.of(made);
    }

    private Batch allocate() {
        int count = options.batchSize;
        return new Batch(count, new float[count * image().size()], new float[count * classes], new int[count]);
    }

    /** Whether the picture at that place of the epoch, or another in its stead, is the batch's next. */
    private boolean put(Batch batch, int at, int[] order, int epoch, int position) {
        int tries = options.shuffled ? order.length : 1;
        for (int i = 0; i < tries; i++) {
            int index = order[(position + i) % order.length];
            Optional<Picture> picture = switch (options.unreadable) {
                case SKIP -> cache.find(index);
                case FAIL -> Optional.of(cache.get(index));
            };
            if (picture.isPresent()) {
                SplittableRandom random = Randoms.of(options.seed, Randoms.PICTURE, epoch, position);
                putValues(picture.get(), batch.images(), at * image().size(), random);
                int label = options.dataset.label(index);
                batch.labels()[at] = label;
                Arrays.fill(batch.targets(), at * classes, (at + 1) * classes, 0);
                batch.targets()[at * classes + label] = 1;
                return true;
            }
        }
        return false;
    }

    private void putValues(Picture picture, float[] values, int at, SplittableRandom random) {
        Picture changed = picture;
        for (PictureTransform transform : options.augmenter.pictures()) {
            changed = transform.apply(changed, random);
        }
        Shape image = image();
        boolean cut = !options.augmenter.pictures().isEmpty();
        if (cut && changed.width() == image.width() && changed.height() == image.height()) {
            preprocessor.putCrop(changed, values, at);
        } else {
            preprocessor.put(changed, values, at);
        }
        options.augmenter.erasing().ifPresent(erasing -> erasing.erase(values, at, image, random));
    }

    private void mix(Batch batch, int epoch, int number) {
        if (options.augmenter.mixings().isEmpty()) {
            return;
        }
        SplittableRandom random = Randoms.of(options.seed, Randoms.MIXING, epoch, number);
        var mixings = options.augmenter.mixings();
        mixings.get(random.nextInt(mixings.size())).mix(batch, image(), classes, random);
        for (int i = 0; i < batch.size(); i++) {
            int best = batch.labels()[i];
            for (int k = 0; k < classes; k++) {
                best = batch.targets()[i * classes + k] > batch.targets()[i * classes + best] ? k : best;
            }
            batch.labels()[i] = best;
        }
    }
}
