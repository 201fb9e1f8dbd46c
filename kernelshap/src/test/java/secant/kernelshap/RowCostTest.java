package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCostTest {

    private static Forecast forecast(Estimator estimator, Budget budget, int players, int outputs, long batchCells) {
        return new RowCost(estimator, budget).forecast(players, outputs, 3, batchCells);
    }

    /** Of five players an odd and an even part for each of 15 pairs and of 4 outputs, and a word for each coalition. */
    @Test
    void bytes_enumerated_areOfPartsAndCoalitionsAndTwoBatches() {
        long expected = 15 * 2 * 4 + 30 + 2 * 100;
        assertThat(forecast(Estimator.automatic(), Budget.automatic(), 5, 4, 100)
                        .bytes())
                .isEqualTo(8 * expected);
    }

    /** With the factors of a regression: a double for each pair and player, and a square of the players. */
    @Test
    void bytes_leastSquares_areOfTheRegressionToo() {
        long evaluated = 500 * 2 * 3 + 1000 * 2;
        long regression = 500 * 100 + 100 * 100;
        assertThat(forecast(Estimator.leastSquares(), Budget.automatic().coalitions(1000), 100, 3, 7)
                        .bytes())
                .isEqualTo(8 * (evaluated + regression + 2 * 7));
    }

    /**
     * With two matrices over the pairs of the process, of which a block has half as many again as 1,250 at most, or three
     * a player where that is more.
     */
    @ParameterizedTest
    @CsvSource({"100,1000,500", "100,3750,1875", "100,10000,1875", "700,10000,2100"})
    void bytes_process_areOfTwoMatricesOfItsBlockToo(int players, int coalitions, long block) {
        Budget budget = Budget.automatic().coalitions(coalitions);
        long without = forecast(Estimator.leastSquares(), budget, players, 3, 7).bytes();
        assertThat(forecast(Estimator.oddProcess(), budget, players, 3, 7).bytes() - without)
                .isEqualTo(8 * 2 * block * block);
        assertThat(forecast(Estimator.automatic(), budget, players, 3, 7).bytes() - without)
                .isEqualTo(8 * 2 * block * block);
    }

    /** Every coalition of 30 players at three rows each, and the row itself twice. */
    @Test
    void forecast_exactEstimator_isOfEveryCoalition() {
        Forecast forecast = forecast(Estimator.exact(), Budget.automatic(), 30, 1, 1);
        assertThat(forecast.leastCoalitions()).isEqualTo((1 << 30) - 2);
        assertThat(forecast.mostCoalitions()).isEqualTo((1 << 30) - 2);
        assertThat(forecast.mostModelRows()).isEqualTo(3L * ((1 << 30) - 2) + 2);
    }
}
