package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

class SubmodularPickTest {

    @Test
    void importance_ofColumns_isTheRootOfTheirSums() {
        assertThat(SubmodularPick.importance(Matrix.of(new double[][] {{3, 0, -1}, {-6, 0, 0}})))
                .containsExactly(3, 0, 1);
    }

    @Test
    void pick_thePapersExample_takesTheRowsThatAddTheMost() {
        // After figure 5 of the paper: row 1 covers most, then the row that alone has the last column.
        Matrix weights = Matrix.of(
                new double[][] {{1, 1, 0, 0, 0}, {0, 1, 1, 1, 0}, {0, 1, 0, 1, 0}, {0, 0, 0, 1, 1}, {0, 1, 0, 0, 0}});
        double total = Arrays.stream(SubmodularPick.importance(weights)).sum();

        List<SubmodularPick.Pick> picks = SubmodularPick.pick(weights, 3);

        assertThat(picks).extracting(SubmodularPick.Pick::index).containsExactly(1, 0, 3);
        assertThat(picks.get(0).coverage()).isCloseTo((2 + 1 + Math.sqrt(3)) / total, within(1e-12));
        assertThat(picks.get(2).coverage()).isCloseTo(1, within(1e-12));
    }

    @Test
    void pick_randomMatrices_reachesTheGreedyBoundOfTheBest() {
        Random random = new Random(1);
        boolean everBelow = false;
        for (int round = 0; round < 300; round++) {
            int rows = 3 + random.nextInt(6);
            int columns = 2 + random.nextInt(7);
            int count = 1 + random.nextInt(3);
            Matrix weights = Matrix.zeros(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                weights.data()[i] = random.nextInt(3) == 0 ? random.nextGaussian() : 0;
            }
            List<SubmodularPick.Pick> picks = SubmodularPick.pick(weights, count);
            double reached = picks.get(picks.size() - 1).coverage();
            double best = best(weights, count);

            assertThat(picks).extracting(SubmodularPick.Pick::index).doesNotHaveDuplicates();
            assertThat(reached).isBetween((1 - 1 / Math.E) * best - 1e-12, best + 1e-12);
            assertThat(picks.get(0).coverage()).isCloseTo(best(weights, 1), within(1e-12));
            everBelow |= reached < best - 1e-9;
        }
        assertThat(everBelow).isTrue(); // greedy is not always best: the bound was put to the test
    }

    /** The largest share of importance that any set of so many rows covers. */
    private static double best(Matrix weights, int count) {
        double[] importance = SubmodularPick.importance(weights);
        double total = Arrays.stream(importance).sum();
        double best = 0;
        for (int set = 0; set < 1 << weights.rows(); set++) {
            if (Integer.bitCount(set) <= count) {
                double covered = 0;
                for (int p = 0; p < importance.length; p++) {
                    int column = p;
                    int rows = set;
                    boolean any = IntStream.range(0, weights.rows())
                            .anyMatch(r -> (rows >> r & 1) != 0 && weights.get(r, column) != 0);
                    covered += any ? importance[p] : 0;
                }
                best = Math.max(best, covered);
            }
        }
        return total == 0 ? 1 : best / total;
    }

    @Test
    void pick_equalRows_takesTheFirst() {
        Matrix weights = Matrix.of(new double[][] {{0, 1}, {1, 0}, {1, 0}, {0, 1}});

        assertThat(SubmodularPick.pick(weights, 4))
                .extracting(SubmodularPick.Pick::index)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void pick_nothingToCover_isCovered() {
        assertThat(SubmodularPick.pick(Matrix.zeros(2, 3), 5))
                .containsExactly(new SubmodularPick.Pick(0, 0, 0, 1), new SubmodularPick.Pick(1, 1, 0, 1));
    }

    @Test
    void of_explanations_namesTheirRows() {
        Explanations explanations = Explanations.of(
                List.of(explained(1, 0.5, 0), explained(0, 0.1, 3)),
                List.of(4, 7),
                List.of(new Explanations.Failure(5, new IllegalStateException("no"))),
                List.of());

        SubmodularPick all = SubmodularPick.of(explanations, "y", 5);
        SubmodularPick one = SubmodularPick.ofStrongest(explanations, "y", 5, 1);

        assertThat(all.picks()).extracting(SubmodularPick.Pick::row).containsExactly(7, 4);
        assertThat(one.picks()).extracting(SubmodularPick.Pick::row).containsExactly(7, 4);
        assertThat(one.picks().get(0).coverage()).isCloseTo(Math.sqrt(3) / (Math.sqrt(3) + 1), within(1e-12));
        assertThat(one.output()).isEqualTo("y");
        assertThat(one).hasToString("rows [7, 4] for y").isEqualTo(SubmodularPick.ofStrongest(explanations, "y", 5, 1));
    }

    @Test
    void ofStrongest_ties_countTheFirst() {
        Explanations explanations = Explanations.of(List.of(explained(1, 1, 1), explained(0, 0, 1)));

        assertThat(SubmodularPick.ofStrongest(explanations, "y", 2, 2).picks())
                .extracting(SubmodularPick.Pick::gain)
                .satisfies(gains -> assertThat(gains.get(1)).isGreaterThan(0)); // the last column is left to row 1
    }

    /** Of 3, 1, 1 the first two count, so that the third column is left to row 1. */
    @Test
    void ofStrongest_tiesBelowAStrongerOne_countAsManyAsAreLeft() {
        Explanations explanations = Explanations.of(List.of(explained(3, 1, 1, 0), explained(0, 0, 1, 0)));

        List<SubmodularPick.Pick> picks =
                SubmodularPick.ofStrongest(explanations, "y", 2, 2).picks();

        assertThat(picks.get(1).gain()).isCloseTo(1 / (Math.sqrt(3) + 2), within(1e-15));
    }

    @Test
    void equals_otherPicks_isFalse() {
        Explanations explanations = Explanations.of(List.of(explained(1, 1, 1), explained(0, 0, 1)));
        SubmodularPick two = SubmodularPick.ofStrongest(explanations, "y", 2, 2);
        SubmodularPick one = SubmodularPick.ofStrongest(explanations, "y", 1, 2);

        assertThat(two)
                .isNotEqualTo(one)
                .doesNotHaveSameHashCodeAs(one)
                .hasSameHashCodeAs(SubmodularPick.ofStrongest(explanations, "y", 2, 2));
    }

    @Test
    void of_badRequests_areRefused() {
        Explanations explanations = Explanations.of(List.of(explained(1, 2)));

        assertThatIllegalArgumentException().isThrownBy(() -> SubmodularPick.of(explanations, "y", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SubmodularPick.ofStrongest(explanations, "y", 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SubmodularPick.of(explanations, "z", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubmodularPick.of(Explanations.of(List.of()), "y", 1))
                .withMessageContaining("at least 1 explanation but there are 0");
    }

    private static Explanation explained(double... values) {
        FeatureGroups players = FeatureGroups.singles(Schema.unnamed(values.length));
        List<Attribution> attributions = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            attributions.add(new Attribution(players.name(p), values[p], 0));
        }
        return Explanation.of(
                "LIME",
                players,
                new double[values.length],
                List.of(new OutputExplanation("y", 0, 1, attributions)),
                new Fidelity.Additive(0, true, 1),
                new Provenance("test", Map.of(), 1, "IDENTITY", 0, "", 0, 0, StopReason.EXACT, List.of()));
    }
}
