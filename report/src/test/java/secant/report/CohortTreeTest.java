package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.explanation.Explanations;
import secant.report.ReportSection.Cohorts.Cohort;

class CohortTreeTest {

    @Test
    void grow_creditRows_splitsWhereAttributionsDiffer() {
        Explanations rows = Credit.rows(200);

        List<Cohort> groups = CohortTree.grow(rows, Credit.OUTPUT, 2);

        // Nothing else moves the answer as much from row to row.
        assertThat(groups).extracting(Cohort::name).allMatch(name -> name.startsWith("Income "));
        assertThat(groups.stream()
                        .mapToInt(group -> group.explanations().size())
                        .sum())
                .isEqualTo(200);
        double cut = Double.parseDouble(groups.get(0).name().replaceAll("[^0-9.]", ""));
        assertThat(groups.get(0).explanations()).allMatch(row -> row.row()[0] >= cut);
        assertThat(groups.get(1).explanations()).allMatch(row -> row.row()[0] < cut);
    }

    @Test
    void grow_rowsKeepTheirIndices_ascending() {
        for (Cohort group : CohortTree.grow(Credit.rows(100), Credit.OUTPUT, 4)) {
            for (int i = 0; i < group.explanations().size(); i++) {
                int row = group.explanations().rowOf(i);
                assertThat(group.explanations().get(i))
                        .isEqualTo(Credit.rows(100).ofRow(row).orElseThrow());
            }
        }
    }

    @Test
    void grow_split_isTheBestOfAllSplits() {
        Explanations rows = Credit.rows(60);

        List<Cohort> groups = CohortTree.grow(rows, Credit.OUTPUT, 2);

        double best = 0;
        for (int column = 0; column < rows.get(0).schema().columns(); column++) {
            for (int r = 0; r < rows.size(); r++) {
                double cut = rows.get(r).row()[column];
                int at = column;
                List<Integer> low = split(rows, row -> row[at] < cut);
                List<Integer> same = split(rows, row -> row[at] == cut);
                best = Math.max(
                        best,
                        Math.max(gain(rows, low), column == 7 || column == 8 || column == 9 ? gain(rows, same) : 0));
            }
            int at = column;
            best = Math.max(best, gain(rows, split(rows, row -> Double.isNaN(row[at]))));
        }
        List<Integer> found = split(
                rows, row -> groups.get(0).explanations().all().stream().anyMatch(e -> Arrays.equals(e.row(), row)));
        assertThat(gain(rows, found)).isCloseTo(best, within(1e-9));
    }

    @Test
    void grow_rowsThatAreAlike_areOneGroup() {
        assertThat(CohortTree.grow(Explanations.of(Collections.nCopies(30, Games.of(1, 2))), Games.OUTPUT, 4))
                .extracting(Cohort::name)
                .containsExactly("all rows");
        assertThat(CohortTree.grow(Credit.rows(9), Credit.OUTPUT, 4)).hasSize(1); // two groups would be too small
    }

    @ParameterizedTest
    @CsvSource({"0.124, 0.137, 0.13", "1, 2, 2", "41999, 42607, 42000", "-0.3, 0.2, 0.2", "1e-9, 1.5e-9, 0.0000000015"})
    void between_neighbours_isTheShortestNumberAboveTheLower(double low, double high, String expected) {
        assertThat(CohortTree.between(low, high)).isEqualTo(expected);
    }

    private static List<Integer> split(Explanations rows, Predicate<double[]> condition) {
        return IntStream.range(0, rows.size())
                .filter(r -> condition.test(rows.get(r).row()))
                .boxed()
                .toList();
    }

    /** By how much the squared distances to the groups' means are less than those to the mean of all. */
    private static double gain(Explanations rows, List<Integer> in) {
        List<Integer> all = IntStream.range(0, rows.size()).boxed().toList();
        List<Integer> out = all.stream().filter(r -> !in.contains(r)).toList();
        if (in.size() < 5 || out.size() < 5) {
            return 0;
        }
        return squares(rows, all) - squares(rows, in) - squares(rows, out);
    }

    private static double squares(Explanations rows, List<Integer> group) {
        double sum = 0;
        for (int p = 0; p < rows.get(0).players().players(); p++) {
            int player = p;
            double[] values = group.stream()
                    .mapToDouble(r -> rows.get(r)
                            .outputs()
                            .get(0)
                            .attributions()
                            .get(player)
                            .value())
                    .toArray();
            double mean = Arrays.stream(values).average().orElse(0);
            sum += Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        }
        return sum;
    }
}
