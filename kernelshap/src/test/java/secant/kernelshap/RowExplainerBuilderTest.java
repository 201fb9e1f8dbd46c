package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static secant.kernelshap.Samples.gaussian;

import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.masking.BackgroundMasker;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.Predictor;

class RowExplainerBuilderTest {

    private static final Background BACKGROUND = Background.of(gaussian(7, 5, 1));

    private static final Predictor SUM = Predictor.ofScore(x -> x[0] + x[1]);

    /** Hides players without a background. */
    private static final class Other implements Masker {

        @Override
        public MaskedSubject mask(double... row) {
            throw new UnsupportedOperationException("nothing is explained");
        }

        @Override
        public FeatureGroups groups() {
            return FeatureGroups.singles(Schema.unnamed(5));
        }

        @Override
        public boolean isThreadSafe() {
            return false;
        }
    }

    /** All 2⁵ − 2 coalitions and the row itself twice, with seven background rows or with one row for each. */
    @Test
    void forecast_givenMasker_isOfItsRows() {
        Masker masker = BackgroundMasker.builder(SUM, BACKGROUND).batchRows(70).build();
        assertThat(KernelShap.builder(masker).forecast(1).mostModelRows()).isEqualTo(30 * 7 + 2);
        assertThat(KernelShap.builder(new Other()).forecast(1).mostModelRows()).isEqualTo(30 + 2);
    }

    /** Two batches of 70 rows, or of one row, of five columns: doubles. */
    @Test
    void forecast_givenMasker_isOfItsBatches() {
        Masker masker = BackgroundMasker.builder(SUM, BACKGROUND).batchRows(70).build();
        long made =
                KernelShap.builder(SUM, BACKGROUND).batchRows(70).forecast(1).bytes();
        assertThat(KernelShap.builder(masker).forecast(1).bytes()).isEqualTo(made);
        assertThat(made - KernelShap.builder(new Other()).forecast(1).bytes()).isEqualTo(8L * 2 * 5 * (70 - 1));
    }

    @Test
    void parallelism_byDefault_isOfAllProcessorsIfThePredictorMayBeShared() {
        int all = Runtime.getRuntime().availableProcessors();
        assertThat(ExactShap.builder(SUM, BACKGROUND).parallelism()).isEqualTo(1);
        assertThat(ExactShap.builder(SUM.threadSafe(), BACKGROUND).parallelism())
                .isEqualTo(all);
        assertThat(ExactShap.builder(SUM.threadSafe(), BACKGROUND)
                        .parallelism(all + 3)
                        .parallelism())
                .isEqualTo(all + 3);
    }

    @Test
    void parallelism_ofOne_needsNoSharing() {
        assertThat(ExactShap.builder(SUM, BACKGROUND).parallelism(1).parallelism())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactShap.builder(SUM, BACKGROUND).parallelism(2))
                .withMessageStartingWith("parallelism 2 needs a predictor that several threads may call");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactShap.builder(SUM, BACKGROUND).parallelism(0))
                .withMessage("parallelism must be 1 or more but is 0");
    }
}
