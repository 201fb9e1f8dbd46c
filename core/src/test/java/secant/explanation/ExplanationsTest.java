package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import secant.data.FeatureGroups;
import secant.data.Schema;

class ExplanationsTest {

    private static final Explanations.Failure FIRST = new Explanations.Failure(1, new IllegalStateException("first"));
    private static final Explanations.Failure SECOND = new Explanations.Failure(3, new IllegalStateException("second"));

    private static Explanations withFailures() {
        return Explanations.of(
                List.of(Sample.of(1, 2), Sample.of(3, 4)), List.of(0, 2), List.of(FIRST, SECOND), List.of("careful"));
    }

    @Test
    void of_explanations_numbersTheRows() {
        Explanations explanations = Explanations.of(List.of(Sample.of(1, 2), Sample.of(3, 4)));
        assertThat(explanations).hasSize(2).containsExactlyElementsOf(explanations.all());
        assertThat(explanations.rowOf(1)).isEqualTo(1);
        assertThat(explanations.failures()).isEmpty();
        assertThat(explanations.warnings()).isEmpty();
        assertThat(explanations.orThrow()).isSameAs(explanations);
    }

    @Test
    void of_withFailures_keepsTheRows() {
        Explanations explanations = withFailures();
        assertThat(explanations.size()).isEqualTo(2);
        assertThat(explanations.rowOf(1)).isEqualTo(2);
        assertThat(explanations.get(1)).isEqualTo(Sample.of(3, 4));
        assertThat(explanations.ofRow(2)).contains(Sample.of(3, 4));
        assertThat(explanations.ofRow(1)).isEmpty();
        assertThat(explanations.failures()).containsExactly(FIRST, SECOND);
        assertThat(explanations.warnings()).containsExactly("careful");
    }

    @Test
    void orThrow_failures_throwsTheFirstWithTheOthersSuppressed() {
        Explanations explanations = withFailures();
        for (int time = 0; time < 2; time++) { // the second time must not add them again
            assertThatThrownBy(explanations::orThrow).isSameAs(FIRST.cause());
            assertThat(FIRST.cause().getSuppressed()).containsExactly(SECOND.cause());
        }
    }

    @Test
    void orThrow_oneCauseForAllRows_isThrownAlone() {
        RuntimeException cause = new IllegalStateException("down");
        Explanations explanations = Explanations.of(
                List.of(),
                List.of(),
                List.of(new Explanations.Failure(0, cause), new Explanations.Failure(1, cause)),
                List.of());
        assertThatThrownBy(explanations::orThrow).isSameAs(cause).hasNoSuppressedExceptions();
    }

    @Test
    void of_rowsOutOfOrderOrTwice_isRefused() {
        List<Explanation> two = List.of(Sample.of(1, 2), Sample.of(3, 4));
        assertThatThrownBy(() -> Explanations.of(two, List.of(2, 1), List.of(), List.of()))
                .hasMessage("row indices must be 0 or more and ascend but are [2, 1]");
        assertThatThrownBy(() -> Explanations.of(two, List.of(-1, 1), List.of(), List.of()))
                .hasMessage("row indices must be 0 or more and ascend but are [-1, 1]");
        assertThatThrownBy(() -> Explanations.of(two, List.of(0, 2), List.of(SECOND, FIRST), List.of()))
                .hasMessage("row indices of failures must be 0 or more and ascend but are [3, 1]");
        assertThatThrownBy(() -> Explanations.of(two, List.of(0, 3), List.of(FIRST, SECOND), List.of()))
                .hasMessage("row 3 must be explained or failed but is both");
    }

    @Test
    void of_differentPlayers_isRefused() {
        FeatureGroups others = FeatureGroups.singles(Schema.numeric("a"));
        Explanation other = Explanation.of(
                "test", others, new double[1], List.of(Sample.output("output", 1)), Sample.EXACT, Sample.provenance());
        assertThatThrownBy(() -> Explanations.of(List.of(Sample.of(1, 2), other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("explanations must be of the same players and outputs but are of test explanation of 2 "
                        + "players for outputs [output] and of test explanation of 1 players for outputs [output]");
    }

    @Test
    void of_differentOutputs_isRefused() {
        Explanation other = Explanation.of(
                "test",
                Sample.PLAYERS,
                new double[2],
                List.of(Sample.output("risk", 1, 2)),
                Sample.EXACT,
                Sample.provenance());
        assertThatThrownBy(() -> Explanations.of(List.of(Sample.of(1, 2), other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_rowIndicesMissing_isRefused() {
        assertThatThrownBy(() -> Explanations.of(List.of(Sample.of(1, 2)), List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row indices must be one an explanation but are 0 for 1");
    }

    @Test
    void failure_withoutCause_isRefused() {
        assertThatThrownBy(() -> new Explanations.Failure(0, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cause");
    }

    @Test
    void globalImportance_everyRowFailed_saysSo() {
        Explanations none = Explanations.of(List.of(), List.of(), List.of(FIRST, SECOND), List.of());
        assertThatThrownBy(none::globalImportance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("importance needs at least 1 explanation but there are 0; 2 rows failed");
        assertThatThrownBy(() -> none.globalImportance("output")).isInstanceOf(IllegalArgumentException.class);
    }
}
