package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccuracyScoreTest {

    @Test
    void line_severalCases_hasTheGeometricMeanAndTheWorstRatio() {
        AccuracyScore score = new AccuracyScore();
        score.add("a", 13, AccuracyBudget.TWO, 1e-4, 1e-2);
        score.add("b", 30, AccuracyBudget.TWO, 1e-2, 1e-2);
        score.add("c", 8, AccuracyBudget.TWO, 3e-2, 2e-2);
        assertThat(score.line()).isEqualTo("geomean 2M=0.1000 5M=- 10M=- 20M=- default=- worst=1.500");
        assertThat(score.notes()).contains("the largest ratio of all is at c at 2M");
    }

    @Test
    void line_errorsOfRounding_countAsTheSame() {
        AccuracyScore score = new AccuracyScore();
        score.add("both", 13, AccuracyBudget.TEN, 0, 1e-29);
        score.add("ours", 13, AccuracyBudget.TEN, 0, 1e-16);
        assertThat(score.line()).isEqualTo("geomean 2M=- 5M=- 10M=0.0001000 20M=- default=- worst=0.0001000");
        assertThat(score.notes()).contains("1 left out where both are below");
    }
}
