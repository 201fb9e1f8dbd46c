package secant.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import secant.data.Matrix;

class SurrogateBenchmarkTest {

    @Test
    void fits_ofTheBenchmark_findTheSlopes() {
        SurrogateBenchmark benchmark = new SurrogateBenchmark();
        benchmark.players = 10;
        benchmark.outputs = 3;
        benchmark.setUp();
        Matrix ridge = benchmark.ridge().coefficients();
        Matrix solved = benchmark.solve();
        Matrix factored = benchmark.factor().constrainedInverse();
        LassoPath path = benchmark.lassoPath();
        double[] last = path.coefficients(path.knots() - 1);
        for (int c = 0; c < 10; c++) {
            for (int k = 0; k < 3; k++) {
                double slope = (k + 1.0) / (c + 1);
                assertThat(ridge.get(c, k)).isCloseTo(slope, within(0.03));
                assertThat(solved.get(c, k)).isCloseTo(slope, within(0.03));
            }
            assertThat(last[c]).isCloseTo(1.0 / (c + 1), within(0.01));
        }
        assertThat(factored.rows()).isEqualTo(10);
    }
}
