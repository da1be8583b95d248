package kinglet.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kinglet.vision.ConfusionMatrix.Confusion;
import kinglet.vision.Evaluation.Answer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final int OTHER = 2;

    private static final Evaluation EVALUATION = new Evaluation(
            List.of("ant", "bee"),
            List.of(
                    new Answer(0, 0, 0, 0.9f, 0, 0.1),
                    new Answer(1, 0, 1, 0.6f, 1, 0.9),
                    new Answer(2, 0, 1, 0.8f, 5, 1.6),
                    new Answer(4, 1, 1, 0.7f, 0, 0.4),
                    new Answer(5, 1, OTHER, 0.5f, 3, 2.0)),
            List.of(new UnreadablePicture(3, "3.png", "3.png is damaged")));

    @Test
    void sharesAreOfThePicturesThatCouldBeRead() {
        assertThat(EVALUATION.top1()).isEqualTo(2 / 5.0);
        assertThat(EVALUATION.top(5)).isEqualTo(4 / 5.0);
        assertThat(EVALUATION.loss()).isCloseTo(1.0, Offset.offset(1e-12));
    }

    @Test
    void theSurestMistakeIsTheFirst() {
        assertThat(EVALUATION.mistakes(2)).extracting(Answer::picture).containsExactly(2, 1);
    }

    @Test
    void theMatrixCountsRowsByClass() {
        ConfusionMatrix matrix = EVALUATION.confusion();
        assertThat(matrix.answers()).containsExactly("ant", "bee", ConfusionMatrix.OTHER);
        assertThat(matrix.count(0, 1)).isEqualTo(2);
        assertThat(matrix.pictures(0)).isEqualTo(3);
        assertThat(matrix.recall(0)).isEqualTo(1 / 3.0);
        assertThat(matrix.precision(0)).isEqualTo(1);
        assertThat(matrix.precision(1)).isEqualTo(1 / 3.0);
        assertThat(matrix.worst(1)).containsExactly(new Confusion(0, 1, 2, 2 / 3.0));
    }
}
