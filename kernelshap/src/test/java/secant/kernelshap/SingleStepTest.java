package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;

class SingleStepTest {

    private static final Game GAME = Game.random(6, 4, 20, 1);

    /** Three walks of ten coalitions. */
    private static SingleStep walks(Game game) {
        return new SingleStep(
                PermutationSampling.plan(6, 30, PermutationOrders.RANDOM, 1), game, ProgressListener.NONE);
    }

    @Test
    void advance_once_doesAllAndNothingMoreAfterwards() {
        Game game = Game.random(6, 4, 20, 1);
        SingleStep step = walks(game);
        assertThat(step.isFinished()).isFalse();
        Estimate estimate = step.advance();
        assertThat(step.isFinished()).isTrue();
        assertThat(estimate.coalitions()).isEqualTo(30);
        assertThat(step.advance()).isSameAs(estimate);
        assertThat(step.continueTo(29)).isSameAs(estimate);
        assertThat(step.continueTo(30)).isSameAs(estimate);
        assertThat(game.evaluated()).isEqualTo(30);
    }

    @Test
    void continueTo_moreThanTheBudget_isRefusedWithWhatCan() {
        SingleStep step = walks(GAME);
        assertThatThrownBy(() -> step.continueTo(31))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'permutations, random orders, antithetic' cannot go on after its budget; automatic,"
                        + " leastSquares and oddProcess can");
    }

    @Test
    void continueTo_moreThanAllCoalitions_hasThemAll() {
        SingleStep step = new SingleStep(new ExactEnumeration(6), GAME, ProgressListener.NONE);
        Estimate estimate = step.continueTo(1000);
        assertThat(estimate.stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(estimate.coalitions()).isEqualTo(62);
        assertThat(step.isFinished()).isTrue();
    }
}
