package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.networks.ChannelOrder;
import kinglet.networks.Preprocessing;
import kinglet.networks.Resizing;
import kinglet.train.Batch;
import kinglet.train.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLoaderTest {
    private static final int SIDE = 8;
    private static final Preprocessing RAW =
            Preprocessing.raw(SIDE, SIDE, ChannelOrder.RGB).resized(Resizing.WHOLE_LEVELS);

    private static final Augmenter EVERYTHING = Augmenter.photographs(SIDE)
            .with(new ColorJitter(0.4, 0.4, 0.4, 0.1))
            .with(new RandAugment())
            .with(new RandomErasing(0.5))
            .with(new Mixup(0.2))
            .with(new CutMix(1));

    /** A copy, since the arrays belong to the loader again at the next call. */
    private static List<Batch> all(BatchLoader loader, int epoch, int first) {
        List<Batch> batches = new ArrayList<>();
        try (Batches epochBatches = loader.epoch(epoch, first)) {
            for (Optional<Batch> b = epochBatches.next(); b.isPresent(); b = epochBatches.next()) {
                Batch batch = b.get();
                int values = batch.size() * loader.image().size();
                int targets = batch.size() * loader.classNames().size();
                batches.add(new Batch(
                        batch.size(),
                        Arrays.copyOf(batch.images(), values),
                        Arrays.copyOf(batch.targets(), targets),
                        Arrays.copyOf(batch.labels(), batch.size())));
            }
        }
        return batches;
    }

    private static List<Integer> numbers(BatchLoader loader, int epoch) {
        int length = loader.image().size();
        return all(loader, epoch, 0).stream()
                .flatMap(b -> IntStream.range(0, b.size()).mapToObj(i -> (int) b.images()[i * length]))
                .toList();
    }

    private static void same(List<Batch> actual, List<Batch> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).images())
                    .as("images of batch %d", i)
                    .isEqualTo(expected.get(i).images());
            assertThat(actual.get(i).targets())
                    .as("targets of batch %d", i)
                    .isEqualTo(expected.get(i).targets());
            assertThat(actual.get(i).labels())
                    .as("labels of batch %d", i)
                    .isEqualTo(expected.get(i).labels());
        }
    }

    private static BatchLoader.Builder augmented() {
        return BatchLoader.training(new NumberedPictures(50, 3, 12), RAW)
                .batchSize(8)
                .seed(5)
                .augmented(EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16})
    void givesTheSameBatchesOnAnyNumberOfThreads(int threads) {
        List<Batch> expected = all(augmented().cacheBytes(0).build(), 2, 0);
        assertThat(expected).hasSize(6);
        same(all(augmented().threads(threads).build(), 2, 0), expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7})
    void goesOnFromAnyBatch(int first) {
        BatchLoader loader = augmented().threads(2).build();
        List<Batch> whole = all(loader, 1, 0);
        same(all(loader, 1, first), whole.subList(Math.min(first, whole.size()), whole.size()));
    }

    @Test
    void changesWithTheEpochAndTheSeed() {
        List<Batch> batches = all(augmented().build(), 0, 0);
        assertThat(all(augmented().build(), 1, 0).get(0).images())
                .isNotEqualTo(batches.get(0).images());
        assertThat(all(augmented().seed(6).build(), 0, 0).get(0).images())
                .isNotEqualTo(batches.get(0).images());
    }

    @Test
    void shufflesTrainingAndDropsTheShortBatch() {
        BatchLoader loader = BatchLoader.training(new NumberedPictures(50, 3, SIDE), RAW)
                .batchSize(8)
                .build();
        assertThat(loader.batchesPerEpoch()).isEqualTo(6);
        assertThat(loader.image()).isEqualTo(new Shape(3, SIDE, SIDE));
        List<Integer> first = numbers(loader, 0);
        assertThat(first).hasSize(48).doesNotHaveDuplicates().isNotEqualTo(numbers(loader, 1));
        assertThat(first).isNotEqualTo(first.stream().sorted().toList());
        Set<Integer> seen = new TreeSet<>();
        IntStream.range(0, 10).forEach(epoch -> seen.addAll(numbers(loader, epoch)));
        assertThat(seen).hasSize(50);
    }

    @Test
    void keepsOrderAndTheShortBatchInEvaluation() {
        BatchLoader loader = BatchLoader.evaluation(new NumberedPictures(50, 3, SIDE), RAW)
                .batchSize(8)
                .threads(3)
                .build();
        assertThat(loader.batchesPerEpoch()).isEqualTo(7);
        assertThat(numbers(loader, 0)).isEqualTo(IntStream.range(0, 50).boxed().toList());
        Batch last = all(loader, 0, 6).get(0);
        assertThat(last.size()).isEqualTo(2);
        assertThat(last.labels()).containsExactly(0, 1);
        assertThat(last.targets()).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void normalises() {
        Preprocessing preprocessing = RAW.normalised(List.of(10.0, 20.0, 30.0), List.of(2.0, 4.0, 5.0));
        BatchLoader loader = BatchLoader.evaluation(new NumberedPictures(50, 3, SIDE), preprocessing)
                .build();
        Batch batch = all(loader, 0, 0).get(0);
        int picture = 3 * SIDE * SIDE;
        assertThat(batch.images()[7 * picture]).isEqualTo((7 - 10) / 2f);
        assertThat(batch.images()[7 * picture + SIDE * SIDE]).isEqualTo((7 - 20) / 4f);
        assertThat(batch.images()[8 * picture - 1]).isEqualTo((7 - 30) / 5f, within(1e-6f));
    }

    @Test
    void decodesOnceAsLongAsThereIsRoom() {
        NumberedPictures pictures = new NumberedPictures(20, 2, SIDE);
        BatchLoader loader = BatchLoader.evaluation(pictures, RAW).build();
        numbers(loader, 0);
        numbers(loader, 1);
        assertThat(pictures.decoded).hasValue(20);
        BatchLoader small = BatchLoader.evaluation(pictures, RAW)
                .cacheBytes(5 * (3 * SIDE * SIDE + 64))
                .build();
        numbers(small, 0);
        numbers(small, 1);
        assertThat(pictures.decoded).hasValue(20 + 20 + 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void leavesOutUnreadablePicturesAndListsThem(int threads) {
        NumberedPictures pictures = new NumberedPictures(20, 2, SIDE, 3, 4, 5, 17);
        BatchLoader evaluation = BatchLoader.evaluation(pictures, RAW)
                .batchSize(3)
                .threads(threads)
                .unreadable(Unreadable.SKIP)
                .build();
        List<Integer> readable = IntStream.range(0, 20)
                .filter(i -> i != 17 && (i < 3 || i > 5))
                .boxed()
                .toList();
        assertThat(numbers(evaluation, 0)).isEqualTo(readable);
        assertThat(evaluation.unreadable()).extracting(UnreadablePicture::index).containsExactly(3, 4, 5, 17);
        assertThat(evaluation.unreadable().get(0).reason()).contains("picture 3", "torn");
        BatchLoader training = BatchLoader.training(pictures, RAW)
                .batchSize(5)
                .threads(threads)
                .unreadable(Unreadable.SKIP)
                .build();
        assertThat(numbers(training, 0)).hasSize(20).hasSameElementsAs(readable);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void endsWithTheFirstUnreadablePicture(int threads) {
        BatchLoader loader = BatchLoader.evaluation(new NumberedPictures(20, 2, SIDE, 12, 18), RAW)
                .batchSize(5)
                .threads(threads)
                .build();
        try (Batches batches = loader.epoch(0, 0)) {
            assertThat(batches.next()).isPresent();
            assertThat(batches.next()).isPresent();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(batches::next)
                        .isInstanceOf(DatasetException.class)
                        .hasMessage(
                                "cannot read picture 'picture 12': it is torn; remove it, or have unreadable pictures skipped");
            }
        }
    }

    @Test
    void saysThatNoPictureCanBeRead() {
        BatchLoader loader = BatchLoader.training(new NumberedPictures(3, 2, SIDE, 0, 1, 2), RAW)
                .batchSize(2)
                .unreadable(Unreadable.SKIP)
                .build();
        assertThatThrownBy(() -> all(loader, 0, 0)).hasMessageContaining("none of the 3 pictures can be read");
    }

    @Test
    void tellsTheCallerOfAnyFailure() {
        Augmenter failing = Augmenter.none().with((PictureTransform) (_, _) -> {
            throw new IllegalStateException("bug");
        });
        BatchLoader loader = BatchLoader.training(new NumberedPictures(40, 2, SIDE), RAW)
                .augmented(failing)
                .build();
        assertThatThrownBy(() -> all(loader, 0, 0))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("batch 0 could not be made")
                .hasMessageContaining("bug");
    }

    @Test
    void leavesNoThreadBehindWhenClosedEarly() {
        BatchLoader loader = BatchLoader.training(new NumberedPictures(2000, 2, SIDE), RAW)
                .batchSize(2)
                .threads(3)
                .build();
        Batches batches = loader.epoch(0, 0);
        batches.next();
        batches.close();
        batches.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("kinglet-batches"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 'must lie between 1 and'",
        "8, 0, 'must lie between 1 and'",
        "51, 1, 50 pictures are fewer than a batch of 51"
    })
    void refusesImpossibleOptions(int batchSize, int threads, String message) {
        BatchLoader.Builder builder = BatchLoader.training(new NumberedPictures(50, 3, SIDE), RAW);
        assertThatThrownBy(() -> builder.batchSize(batchSize).threads(threads).build())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }
}
