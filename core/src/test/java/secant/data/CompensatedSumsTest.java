package secant.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CompensatedSumsTest {

    @Test
    void get_termsThatCancel_keepsWhatIsLeft() {
        CompensatedSums sums = new CompensatedSums(2);
        for (double term : new double[] {1, 1e100, 1, -1e100}) {
            sums.add(1, term);
        }
        assertThat(sums.get(1)).isEqualTo(2);
        assertThat(sums.get(0)).isZero();
    }

    @Test
    void get_manyTerms_isTheExactSumRounded() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        CompensatedSums sums = new CompensatedSums(1);
        BigDecimal exact = BigDecimal.ZERO;
        double plain = 0;
        for (int i = 0; i < 100_000; i++) {
            double term = 1e12 + random.nextGaussian();
            sums.add(0, term);
            plain += term;
            exact = exact.add(new BigDecimal(term));
        }
        assertThat(sums.get(0)).isEqualTo(exact.doubleValue()).isNotEqualTo(plain);
    }

    @Test
    void addAll_manyTerms_isTheSameBitsAsOneByOne() {
        double[] terms = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(2)
                .doubles(1001, -1e9, 1e9)
                .toArray();
        CompensatedSums sums = new CompensatedSums(2);
        sums.add(0, 0.1);
        sums.add(1, 0.1);
        for (int i = 0; i < 1000; i++) {
            sums.add(0, terms[i]);
        }
        sums.addAll(1, terms, 1000);
        assertThat(sums.get(1)).isEqualTo(sums.get(0)).isNotZero();
    }

    @Test
    void take_afterwards_beginsAnew() {
        CompensatedSums sums = new CompensatedSums(1);
        sums.add(0, 1e16);
        sums.add(0, 1);
        sums.add(0, -1e16);
        assertThat(sums.take(0)).isEqualTo(1);
        assertThat(sums.get(0)).isZero();
        sums.add(0, 3);
        assertThat(sums.get(0)).isEqualTo(3);
    }

    @Test
    void addDifferences_everyOutputInTurn_isTheSameBitsAsTermByTerm() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        double[] values = random.doubles(3 + 30).toArray();
        double[] shifts = random.doubles(30).map(shift -> 1e9 * shift).toArray();
        double[] weights = random.doubles(2 + 10).toArray();
        CompensatedSums sums = new CompensatedSums(3);
        CompensatedSums expected = new CompensatedSums(3);
        for (int k = 0; k < 3; k++) {
            sums.addDifferences(k, values, 3 + k, shifts, k, 3, weights, 2, 10);
            for (int i = 0; i < 10; i++) {
                expected.add(k, (values[3 + 3 * i + k] - shifts[3 * i + k]) * weights[2 + i]);
            }
            assertThat(sums.get(k)).isEqualTo(expected.get(k));
        }
    }
}
