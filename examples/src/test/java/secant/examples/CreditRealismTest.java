package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.masking.BackgroundMasker;
import secant.masking.Completion;
import secant.model.Predictor;

/** How real masked rows are, on real data. */
class CreditRealismTest {

    private static final Predictor ANY = Predictor.ofScore(row -> row[0]);

    private static double meanShare(Background background, Completion completion, Matrix rows) {
        BackgroundMasker masker =
                BackgroundMasker.builder(ANY, background).completion(completion).build();
        double share = 0;
        for (int r = 0; r < rows.rows(); r++) {
            share += masker.realism(rows.row(r)).share() / rows.rows();
        }
        return share;
    }

    /** Of all 13 columns, most are hardly correlated: 7.5 % lie off the data marginally, 5.6 % with 10 neighbours. */
    @Test
    void realism_applications_isBetterWithNearestRows() throws IOException {
        CreditData.Split data = CreditData.read().split(0.75, 42);
        Background background = Background.builder(
                        CreditData.SCHEMA, data.train().first(400).rows())
                .missing(MissingValues.PASS)
                .build();
        Matrix rows = data.test().first(40).rows();

        double marginal = meanShare(background, Completion.marginal(), rows);
        double nearest = meanShare(background, Completion.nearest(10), rows);

        assertThat(nearest).isLessThan(marginal).isBetween(0.04, 0.07);
        assertThat(marginal).isBetween(0.06, 0.09);
    }

    /** Measured: 19 % of masked rows lie off the data with the marginal completion, 5 % with 10 neighbours, 9 % normal. */
    @Test
    void realism_amountAndPrice_isBetterWithEitherConditionalCompletion() throws IOException {
        CreditData.Split data = CreditData.read().split(0.75, 42);
        Background background = Background.of(
                Schema.numeric("log Amount", "log Price"),
                numbers(data.train().first(400).rows()));
        Matrix rows = numbers(data.test().first(40).rows());

        double marginal = meanShare(background, Completion.marginal(), rows);
        double nearest = meanShare(background, Completion.nearest(10), rows);
        double gaussian = meanShare(background, Completion.gaussian(), rows);

        String figures = "marginal " + marginal + ", nearest " + nearest + ", Gaussian " + gaussian;
        assertThat(nearest).as(figures).isLessThan(0.75 * marginal);
        assertThat(gaussian).as(figures).isLessThan(0.75 * marginal);
    }

    private static Matrix numbers(Matrix applications) {
        return Matrix.of(Arrays.stream(applications.toRows())
                .map(row -> new double[] {Math.log(row[11]), Math.log(row[12])})
                .toArray(double[][]::new));
    }
}
