package secant.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyInverseTest {

    /** Every remainder of the four rows that are added at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 22})
    void of_aFactor_isTheInverseWhateverIsAboveItsDiagonal(int size) {
        Random random = new Random(size);
        RealMatrix lower = MatrixUtils.createRealMatrix(size, size);
        double[] factor = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double value = i == j ? 1 + random.nextDouble() : random.nextGaussian() / size;
                lower.setEntry(i, j, j <= i ? value : 0);
                factor[i * size + j] = j <= i ? value : Double.NaN;
            }
        }
        RealMatrix expected = new LUDecomposition(lower.multiply(lower.transpose()))
                .getSolver()
                .getInverse();
        double[] inverse = CholeskyInverse.of(factor, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                assertThat(inverse[i * size + j]).isCloseTo(expected.getEntry(i, j), within(1e-12));
                assertThat(inverse[i * size + j]).isEqualTo(inverse[j * size + i]);
            }
        }
    }
}
