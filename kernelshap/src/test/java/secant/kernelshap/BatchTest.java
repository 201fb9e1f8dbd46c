package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static secant.kernelshap.Samples.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Explanations;
import secant.explanation.GlobalImportance.Importance;
import secant.explanation.ProgressListener;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.model.Predictor;

/** What many rows have in common: a few designs that take turns, and importances with intervals. */
class BatchTest {

    private static final int COLUMNS = 12;
    private static final int COALITIONS = 100;

    private static final Background BACKGROUND = Background.of(gaussian(4, COLUMNS, 1));

    /** Interactions of three columns each, beside main effects that differ by column. */
    private static double tripled(double[] x) {
        double sum = 0;
        for (int c = 0; c < COLUMNS; c++) {
            sum += (c + 2) * x[c] / COLUMNS + x[c] * x[(c + 1) % COLUMNS] * x[(c + 5) % COLUMNS] / 2;
        }
        return sum;
    }

    private static KernelShap.Builder shap() {
        return KernelShap.builder(Predictor.ofScore(BatchTest::tripled).threadSafe(), BACKGROUND)
                .coalitions(COALITIONS)
                .parallelism(1);
    }

    /** The coalitions that a row's game is asked for. */
    private static List<String> asked(Estimator estimator, double[] row) {
        List<String> asked = new ArrayList<>();
        Game recorded = new Game(COLUMNS, 0, new int[][] {{0, 1, 2}}, new double[] {1}) {
            @Override
            public void gains(Coalitions coalitions, int from, int to, double[] gains) {
                super.gains(coalitions, from, to, gains);
                for (int c = from; c < to; c++) {
                    asked.add(Long.toBinaryString(coalitions.words()[c]));
                }
            }
        };
        new ShapleyEstimation(estimator, Budget.automatic().coalitions(COALITIONS), 1, null)
                .start(recorded, 1, JoiningOrders.identity(COLUMNS), row, ProgressListener.NONE)
                .toEnd(any -> {
                    throw new AssertionError("no listener asks for snapshots");
                });
        return asked;
    }

    /** Rows choose among four designs by their bits, each about as often: χ² with 3 degrees of freedom. */
    @Test
    void designs_ofManyRows_takeTurns() {
        Matrix rows = gaussian(200, COLUMNS, 2);
        List<List<String>> designs = new ArrayList<>();
        for (int r = 0; r < rows.rows(); r++) {
            designs.add(asked(Estimator.leastSquares(), rows.row(r)));
        }
        Set<List<String>> distinct = new HashSet<>(designs);
        assertThat(distinct).hasSize(4);
        double chiSquare = 0;
        for (List<String> design : distinct) {
            long count = designs.stream().filter(design::equals).count();
            chiSquare += (count - 50.0) * (count - 50.0) / 50;
        }
        assertThat(chiSquare).isLessThan(16.3); // exceeded once in 1,000
        assertThat(asked(Estimator.leastSquares(), rows.row(7))).isEqualTo(designs.get(7));
    }

    /** With one design for all rows the errors of their mean would be those of one row. */
    @Test
    void explain_manyRows_errorsDoNotLineUpInTheMean() {
        Matrix rows = gaussian(60, COLUMNS, 3);
        Explanations sampled =
                shap().estimator(Estimator.leastSquares()).build().explain(rows);
        Explanations exact = shap().coalitions((1 << COLUMNS) - 2).build().explain(rows);
        double ofRows = 0;
        double ofMeans = 0;
        for (int i = 0; i < COLUMNS; i++) {
            double sum = 0;
            for (int r = 0; r < rows.rows(); r++) {
                double error = sampled.get(r).outputs().get(0).values()[i]
                        - exact.get(r).outputs().get(0).values()[i];
                sum += error / rows.rows();
                ofRows += error * error / rows.rows();
            }
            ofMeans += sum * sum;
        }
        assertThat(ofMeans).isPositive().isLessThan(ofRows / 8);
    }

    /**
     * 95 % intervals of mean |value| over a population, from 40 of its rows with sampled values: 12 players a trial.
     * They count the errors of all rows as if these lined up, so that they hold a little more than they say.
     */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"true,12", "false,60"})
    void globalImportance_ofSampledRows_covers(boolean automatic, int trials) {
        Estimator estimator = automatic ? Estimator.automatic() : Estimator.leastSquares();
        Matrix population = gaussian(400, COLUMNS, 4);
        List<Importance> truth = shap().coalitions((1 << COLUMNS) - 2)
                .build()
                .explain(population)
                .globalImportance("output")
                .players();
        RandomGenerator random = Game.random(5);
        int covered = 0;
        int intervals = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[][] rows = new double[40][];
            Arrays.setAll(rows, r -> population.row(random.nextInt(population.rows())));
            List<Importance> found = shap().estimator(estimator)
                    .seed(trial)
                    .build()
                    .explain(Matrix.of(rows))
                    .globalImportance("output")
                    .players();
            for (int i = 0; i < COLUMNS; i++) {
                double mean = truth.get(i).meanMagnitude();
                covered += found.get(i).lower() <= mean && mean <= found.get(i).upper() ? 1 : 0;
                intervals++;
            }
        }
        assertThat(covered / (double) intervals).isBetween(0.92, 1.0);
    }

    /** Groups of one column each are the columns themselves, whatever the batch. */
    @Test
    void explain_masker_isTheSameAsPredictorAndBackground() {
        Matrix rows = gaussian(5, COLUMNS, 6);
        Predictor model = Predictor.ofScore(BatchTest::tripled);
        BackgroundMasker masker = BackgroundMasker.builder(model, BACKGROUND)
                .groups(FeatureGroups.singles(BACKGROUND.schema()))
                .build();
        assertThat(KernelShap.builder(masker)
                        .coalitions(COALITIONS)
                        .build()
                        .explain(rows)
                        .all())
                .isEqualTo(shap().build().explain(rows).all());
    }
}
