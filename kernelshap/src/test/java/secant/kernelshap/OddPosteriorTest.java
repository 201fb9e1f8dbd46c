package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OddPosteriorTest {

    static List<GoldenProcess> golden() {
        return GoldenProcess.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void values_goldenCases_areReproduced(GoldenProcess golden) {
        OddPosterior posterior = OddPosterior.of(
                new OddProcess(golden.setting("process"), golden.numbers("relevances")), golden.pairs());
        double[] values = posterior.values(golden.odd(), golden.numbers("total"));
        double[] errors = posterior.standardErrors(golden.odd(), golden.numbers("total"));
        double[] expected = golden.numbers("values");
        double[] posteriorErrors = golden.numbers("posterior");
        double[] sandwich = golden.numbers("sandwich");
        double scale = Arrays.stream(expected).map(Math::abs).sum();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(values[i] - expected[i])).isLessThan(1e-10 * scale);
            assertThat(Math.abs(errors[i] - Math.max(posteriorErrors[i], sandwich[i])))
                    .isLessThan(1e-9 * scale);
        }
        assertThat(posterior.jitter()).isEqualTo(1e-10);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void tune_goldenCases_findsTheSameProcess(GoldenProcess golden) {
        OddProcess tuned = OddProcess.tune(golden.pairs(), golden.odd(), golden.numbers("total"), null, Game.random(1));
        assertThat(tuned.setting()).isEqualTo(golden.setting("tuned"));
        OddProcessSearch search =
                new OddProcessSearch(golden.pairs(), golden.odd(), golden.numbers("total"), Game.random(1));
        assertThat(Math.abs(search.logLikelihood(tuned) - golden.numbers("likelihood")[0]))
                .isLessThan(1e-6);
    }
}
