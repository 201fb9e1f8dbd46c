package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;

class StrongestPartnerTest {

    private static final FeatureGroups PLAYERS = FeatureGroups.singles(Schema.of(
            Feature.numeric("x"), Feature.numeric("y"), Feature.categorical("c", "p", "q", "r"), Feature.numeric("z")));

    /** Rows of noise, in which x has the attribution that the function gives for its row. */
    private static Explanations rows(int count, ToDoubleBiFunction<double[], Random> attribution) {
        return rows(count, 3, attribution);
    }

    private static Explanations rows(int count, long seed, ToDoubleBiFunction<double[], Random> attribution) {
        List<Explanation> all = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Random random = new Random(7919L * r + seed);
            double[] row = {
                random.nextGaussian(),
                random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian(),
                random.nextInt(3),
                random.nextGaussian()
            };
            double value = attribution.applyAsDouble(row, random);
            all.add(Explanation.of(
                    "m",
                    PLAYERS,
                    row,
                    List.of(new OutputExplanation(
                            "y",
                            0,
                            value,
                            List.of(
                                    new Attribution("x", value, 0),
                                    new Attribution("y", 0, 0),
                                    new Attribution("c", 0, 0),
                                    new Attribution("z", 0, 0)))),
                    new Fidelity.Additive(0, true, 1),
                    Credit.provenance("IDENTITY")));
        }
        return Explanations.of(all);
    }

    @Test
    void of_product_findsTheOtherFactor() {
        assertThat(StrongestPartner.of(rows(300, (row, noise) -> row[0] * row[3]), "y", 0))
                .contains("z");
        assertThat(StrongestPartner.of(rows(300, (row, noise) -> row[0] * (row[2] == 1 ? 1 : -1)), "y", 0))
                .contains("c");
        assertThat(StrongestPartner.of(
                        rows(300, (row, noise) -> Double.isNaN(row[1]) ? 3 : row[0] + 0.1 * noise.nextGaussian()),
                        "y",
                        0))
                .contains("y");
    }

    @Test
    void of_noiseAlone_findsNoPartner() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            Explanations rows = rows(200, 100 + seed, (row, noise) -> row[0] + 0.1 * noise.nextGaussian());
            found += StrongestPartner.of(rows, "y", 0).isPresent() ? 1 : 0;
        }
        // Four standard deviations, three players, fifty tables.
        assertThat(found).isLessThanOrEqualTo(1);
    }

    @Test
    void of_fewRows_findsNoPartner() {
        assertThat(StrongestPartner.of(rows(1, (row, noise) -> 1), "y", 0)).isEmpty();
        assertThat(StrongestPartner.of(rows(8, (row, noise) -> row[0] * row[3]), "y", 0))
                .isEmpty();
    }

    @Test
    void of_explanationsWithInteractions_takesTheLargestMean() {
        Explanation row = Gallery.interacting();
        int player = 3;
        double[] sizes = new double[row.players().players()];
        for (int p = 0; p < sizes.length; p++) {
            sizes[p] = p == player ? 0 : Math.abs(row.interactions().get(0).pair(player, p));
        }
        int largest = 0;
        for (int p = 0; p < sizes.length; p++) {
            largest = sizes[p] > sizes[largest] ? p : largest;
        }

        assertThat(StrongestPartner.of(Explanations.of(List.of(row)), Credit.OUTPUT, player))
                .contains(row.players().name(largest));
    }

    @Test
    void adjustedShare_classesThatExplainHalf_isAboutHalf() {
        Random random = new Random(5);
        int rows = 4000;
        double[] values = new double[rows];
        int[] bins = new int[rows];
        int[] classes = new int[rows];
        for (int r = 0; r < rows; r++) {
            bins[r] = random.nextInt(4);
            classes[r] = random.nextInt(2);
            values[r] = 10 * bins[r] + (2 * classes[r] - 1) + random.nextGaussian();
        }

        assertThat(StrongestPartner.adjustedShare(values, bins, classes)).isBetween(0.47, 0.53);
        assertThat(StrongestPartner.adjustedShare(values, bins, new int[rows])).isZero();
    }
}
