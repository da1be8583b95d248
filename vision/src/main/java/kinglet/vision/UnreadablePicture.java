package kinglet.vision;

import java.util.Objects;

/**
 * A picture that could not be read.
 *
 * @param index its number in the data set
 * @param name what the data set calls it
 * @param reason one line that names it too
 */
public record UnreadablePicture(int index, String name, String reason) {

    static UnreadablePicture of(Dataset dataset, int index, ImageException e) {
        String name = dataset.name(index);
        return new UnreadablePicture(index, name, Objects.requireNonNullElse(e.getMessage(), name));
    }
}
