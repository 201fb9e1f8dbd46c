package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import secant.explanation.Fidelity;
import secant.explanation.Interactions;

class ExplanationBenchmarkTest {

    @Test
    void explanation_ofTheLinearModel_isExact() {
        ExplanationBenchmark benchmark = new ExplanationBenchmark();
        benchmark.background = 3;
        benchmark.setUp();
        Fidelity.Additive fidelity = (Fidelity.Additive) benchmark.explanation().fidelity();
        assertThat(fidelity.exact()).isTrue();
        assertThat(benchmark.bareModel()).isNotZero();
    }

    @Test
    void interactions_ofTheBenchmark_areOfEveryPair() {
        InteractionsBenchmark benchmark = new InteractionsBenchmark();
        benchmark.players = 6;
        benchmark.setUp();
        Interactions interactions = benchmark.interactions().interactions().get(0);
        assertThat(interactions.players()).hasSize(6);
        assertThat(interactions.pair(0, 1)).isEqualTo(interactions.pair(1, 0)).isNotZero();
        assertThat(benchmark.bareModel()).isNotZero();
    }
}
