package kinglet.vision;

import java.util.Comparator;
import java.util.List;

/**
 * What a network made of labelled pictures.
 *
 * @param classNames the classes of the data
 * @param answers one a picture that could be read, in their order
 * @param unreadable the others
 */
public record Evaluation(List<String> classNames, List<Answer> answers, List<UnreadablePicture> unreadable) {

    public Evaluation {
        classNames = List.copyOf(classNames);
        answers = List.copyOf(answers);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * The answer for one picture.
     *
     * @param picture its number in the data set
     * @param label its class
     * @param answer the likeliest class; the number of classes if it is none of the data's
     * @param probability of the answer
     * @param rank how many classes were likelier than the label
     * @param loss the cross-entropy: minus the logarithm of the label's probability
     */
    public record Answer(int picture, int label, int answer, float probability, int rank, double loss) {
        public boolean isRight() {
            return rank == 0;
        }
    }

    /** The share of pictures whose class was the likeliest; not a number if there are none. */
    public double top1() {
        return top(1);
    }

    /** The share of pictures whose class was among the {@code k} likeliest. */
    public double top(int k) {
        return (double) answers.stream().filter(a -> a.rank() < k).count() / answers.size();
    }

    /** The mean cross-entropy. */
    public double loss() {
        return answers.stream().mapToDouble(Answer::loss).average().orElse(Double.NaN);
    }

    public ConfusionMatrix confusion() {
        ConfusionMatrix matrix = new ConfusionMatrix(classNames);
        answers.forEach(answer -> matrix.add(answer.label(), answer.answer()));
        return matrix;
    }

    /** The wrong answers that were the surest, the worst first. */
    public List<Answer> mistakes(int most) {
        return answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(Answer::probability).reversed())
                .limit(most)
                .toList();
    }
}
