package kinglet.vision;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A data set's pictures decoded, kept as long as there is room, and those that could not be read. For any number of threads. */
final class PictureCache {
    /** Headers and references of a picture in memory. */
    private static final int OVERHEAD = 64;

    private final Dataset dataset;
    private final long most;
    private final AtomicLong used = new AtomicLong();
    private final AtomicReferenceArray<@Nullable Picture> pictures;
    private final ConcurrentSkipListMap<Integer, UnreadablePicture> failures = new ConcurrentSkipListMap<>();

    PictureCache(Dataset dataset, long most) {
        this.dataset = dataset;
        this.most = dataset.inMemory() ? 0 : most;
        this.pictures = new AtomicReferenceArray<>(this.most == 0 ? 0 : dataset.size());
    }

    /** The picture, or nothing if it cannot be read. */
    Optional<Picture> find(int index) {
        if (pictures.length() == 0) {
            return decode(index);
        }
        Picture kept = pictures.get(index);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Picture> picture = decode(index);
        picture.ifPresent(p -> keep(index, p));
        return picture;
    }

    /** The picture; it is an {@link ImageException} if it cannot be read. */
    Picture get(int index) {
        return find(index).orElseThrow(() -> {
            UnreadablePicture failure = failures.get(index);
            String reason = failure == null ? dataset.name(index) : failure.reason();
            return new ImageException(reason + "; remove it, or have unreadable pictures skipped");
        });
    }

    private Optional<Picture> decode(int index) {
        if (failures.containsKey(index)) {
            return Optional.empty();
        }
        try {
            return Optional.of(dataset.picture(index));
        } catch (ImageException e) {
            failures.put(index, UnreadablePicture.of(dataset, index, e));
            return Optional.empty();
        }
    }

    private void keep(int index, Picture picture) {
        long size = picture.rgb().length + OVERHEAD;
        if (used.addAndGet(size) > most || !pictures.compareAndSet(index, null, picture)) {
            used.addAndGet(-size);
        }
    }

    List<UnreadablePicture> failures() {
        return List.copyOf(failures.values());
    }
}
