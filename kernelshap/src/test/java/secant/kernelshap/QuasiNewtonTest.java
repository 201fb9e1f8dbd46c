package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuasiNewtonTest {

    private static final int LENGTH = 6;

    private static boolean[] free(int... held) {
        boolean[] free = new boolean[LENGTH];
        Arrays.fill(free, true);
        for (int j : held) {
            free[j] = false;
        }
        return free;
    }

    private static double[] normal(RandomGenerator random) {
        return random.doubles(LENGTH, -1, 1).toArray();
    }

    @Test
    void direct_nothingLearnt_isDownhillAndNoLongerThanOne() {
        QuasiNewton directions = new QuasiNewton(LENGTH);

        assertThat(directions.direct(new double[] {3, 0, -4, 0, 0, 0}, free()))
                .containsExactly(new double[] {-0.6, 0, 0.8, 0, 0, 0}, within(1e-15));
        assertThat(directions.direct(new double[] {0.3, 0, -0.4, 0, 0, 0}, free()))
                .containsExactly(new double[] {-0.3, 0, 0.4, 0, 0, 0}, within(1e-15));
        assertThat(directions.direct(new double[] {3, 1, -4, 0, 0, 0}, free(1, 2)))
                .containsExactly(new double[] {-1, 0, 0, 0, 0, 0}, within(1e-15));
        assertThat(directions.direct(new double[LENGTH], free())).containsExactly(new double[LENGTH], within(0.0));
    }

    /** The last eight steps, by products of matrices: H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 12})
    void direct_stepsLearnt_areThoseOfTheInverseHessian(int steps) {
        RandomGenerator random = Game.random(steps);
        SimpleMatrix root = new SimpleMatrix(
                LENGTH, LENGTH, true, random.doubles(LENGTH * LENGTH).toArray());
        SimpleMatrix hessian = root.mult(root.transpose()).plus(SimpleMatrix.identity(LENGTH));
        QuasiNewton directions = new QuasiNewton(LENGTH);
        double[][] moved = new double[steps][];
        double[][] turned = new double[steps][];
        for (int i = 0; i < steps; i++) {
            double[] from = normal(random);
            double[] to = normal(random);
            double[] gradientFrom = times(hessian, from);
            double[] gradientTo = times(hessian, to);
            directions.learn(from, to, gradientFrom, gradientTo);
            moved[i] = difference(from, to);
            turned[i] = difference(gradientFrom, gradientTo);
        }
        double[] gradient = normal(random);
        boolean[] free = free(4);

        SimpleMatrix s = column(moved[steps - 1]);
        SimpleMatrix y = column(turned[steps - 1]);
        SimpleMatrix inverse = SimpleMatrix.identity(LENGTH).scale(s.dot(y) / y.dot(y));
        for (int i = Math.max(0, steps - 8); i < steps; i++) {
            s = column(moved[i]);
            y = column(turned[i]);
            double rho = 1 / s.dot(y);
            SimpleMatrix left =
                    SimpleMatrix.identity(LENGTH).minus(s.mult(y.transpose()).scale(rho));
            inverse = left.mult(inverse)
                    .mult(left.transpose())
                    .plus(s.mult(s.transpose()).scale(rho));
        }
        double[] downhill = new double[LENGTH];
        Arrays.setAll(downhill, j -> free[j] ? -gradient[j] : 0);
        double[] expected = times(inverse, downhill);
        expected[4] = 0;
        assertThat(directions.direct(gradient, free)).containsExactly(expected, within(1e-12));
    }

    @Test
    void learn_slopeThatDoesNotRise_teachesNothing() {
        RandomGenerator random = Game.random(3);
        double[] from = normal(random);
        double[] to = normal(random);
        double[] moved = difference(from, to);
        double[] gradient = normal(random);
        QuasiNewton directions = new QuasiNewton(LENGTH);
        double[] fallen = new double[LENGTH];
        Arrays.setAll(fallen, j -> -moved[j]);
        directions.learn(from, to, new double[LENGTH], fallen);
        directions.learn(from, to, new double[LENGTH], new double[LENGTH]);
        double[] across = new double[LENGTH];
        across[0] = -moved[1];
        across[1] = moved[0];
        directions.learn(from, to, new double[LENGTH], across);

        assertThat(directions.direct(gradient, free()))
                .containsExactly(new QuasiNewton(LENGTH).direct(gradient, free()));
    }

    private static double[] times(SimpleMatrix matrix, double[] vector) {
        return matrix.mult(column(vector)).getDDRM().data;
    }

    private static SimpleMatrix column(double[] vector) {
        return new SimpleMatrix(vector.length, 1, true, vector.clone());
    }

    private static double[] difference(double[] from, double[] to) {
        double[] difference = new double[from.length];
        Arrays.setAll(difference, j -> to[j] - from[j]);
        return difference;
    }
}
