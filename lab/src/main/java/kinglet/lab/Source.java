package kinglet.lab;

/**
 * Where a figure or a claim was published.
 *
 * @param work the paper, such as {@code ShuffleNetV2, arXiv 1807.11164}
 * @param place where in it, such as {@code Table 1}
 */
public record Source(String work, String place) {

    @Override
    public String toString() {
        return work + ", " + place;
    }
}
