package secant.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;

class SumConstrainedLeastSquaresTest {

    private static Matrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] weights(int rows, long seed) {
        Random random = new Random(seed);
        double[] weights = new double[rows];
        Arrays.setAll(weights, i -> i % 5 == 4 ? 0 : random.nextDouble() + 0.1);
        return weights;
    }

    /** The Lagrange system [A 1; 1ᵀ 0] [φ; λ] = [b; total], solved densely by commons-math. */
    private static double[][] reference(Matrix design, double[] weights, Matrix targets, double[] totals) {
        int p = design.columns();
        RealMatrix x = MatrixUtils.createRealMatrix(design.toRows());
        RealMatrix wx = x.copy();
        for (int r = 0; r < weights.length; r++) {
            wx.setRowVector(r, x.getRowVector(r).mapMultiply(weights[r]));
        }
        RealMatrix left = new Array2DRowRealMatrix(p + 1, p + 1);
        left.setSubMatrix(x.transpose().multiply(wx).getData(), 0, 0);
        RealMatrix right = new Array2DRowRealMatrix(p + 1, totals.length);
        right.setSubMatrix(
                wx.transpose()
                        .multiply(MatrixUtils.createRealMatrix(targets.toRows()))
                        .getData(),
                0,
                0);
        for (int i = 0; i < p; i++) {
            left.setEntry(i, p, 1);
            left.setEntry(p, i, 1);
        }
        right.setRow(p, totals);
        return new QRDecomposition(left).getSolver().solve(right).getData();
    }

    @ParameterizedTest
    @CsvSource({"1,3,1", "2,5,1", "5,40,1", "5,40,4", "12,60,3", "59,200,2", "60,200,2", "61,200,2", "130,300,2"})
    void solve_randomRows_equalsTheLagrangeSystem(int size, int rows, int problems) {
        Matrix design = gaussian(rows, size, size);
        double[] weights = weights(rows, 2);
        Matrix targets = gaussian(rows, problems, 3);
        double[] totals = gaussian(1, problems, 4).data();
        double[][] expected = reference(design, weights, targets, totals);
        SumConstrainedLeastSquares system = SumConstrainedLeastSquares.of(design, weights);
        Matrix solution = system.solve(targets, totals);
        assertThat(system.size()).isEqualTo(size);
        for (int k = 0; k < problems; k++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                assertThat(solution.get(i, k)).isCloseTo(expected[i][k], within(1e-11));
                sum += solution.get(i, k);
            }
            assertThat(sum).isCloseTo(totals[k], within(1e-12));
        }
    }

    @Test
    void solve_manyProblems_equalsEachAlone() {
        Matrix design = gaussian(40, 6, 1);
        double[] weights = weights(40, 2);
        Matrix targets = gaussian(40, 3, 3);
        SumConstrainedLeastSquares system = SumConstrainedLeastSquares.of(design, weights);
        Matrix together = system.solve(targets, new double[] {1, 2, 3});
        for (int k = 0; k < 3; k++) {
            int problem = k;
            double[] column = new double[40];
            Arrays.setAll(column, r -> targets.get(r, problem));
            Matrix alone = system.solve(Matrix.wrap(40, 1, column), new double[] {k + 1});
            for (int i = 0; i < 6; i++) {
                assertThat(together.get(i, k)).isEqualTo(alone.get(i, 0));
            }
        }
    }

    @Test
    void solve_weightZero_equalsTheRowRemoved() {
        Matrix design = gaussian(10, 3, 1);
        Matrix targets = gaussian(10, 1, 2);
        double[] weights = new double[10];
        Arrays.fill(weights, 0, 7, 0.5);
        Matrix fewerRows = Matrix.wrap(7, 3, Arrays.copyOf(design.data(), 21));
        Matrix fewerTargets = Matrix.wrap(7, 1, Arrays.copyOf(targets.data(), 7));
        assertThat(SumConstrainedLeastSquares.of(design, weights)
                        .solve(targets, new double[] {2})
                        .data())
                .containsExactly(SumConstrainedLeastSquares.of(fewerRows, Arrays.copyOf(weights, 7))
                        .solve(fewerTargets, new double[] {2})
                        .data());
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, 40})
    void solve_targetsOrWeightsScaledByAPowerOfTwo_scalesTheBits(int exponent) {
        Matrix design = gaussian(40, 6, 1);
        double[] weights = weights(40, 2);
        Matrix targets = gaussian(40, 2, 3);
        double[] totals = {0.3, -7};
        double[] plain = SumConstrainedLeastSquares.of(design, weights)
                .solve(targets, totals)
                .data();
        double[] scaled = SumConstrainedLeastSquares.of(design, weights)
                .solve(Matrix.wrap(40, 2, scaled(targets.data(), exponent)), scaled(totals, exponent))
                .data();
        double[] reweighted = SumConstrainedLeastSquares.of(design, scaled(weights, exponent))
                .solve(targets, totals)
                .data();
        assertThat(scaled).containsExactly(scaled(plain, exponent));
        assertThat(reweighted).containsExactly(plain);
    }

    private static double[] scaled(double[] values, int exponent) {
        return Arrays.stream(values).map(v -> Math.scalb(v, exponent)).toArray();
    }

    @Test
    void solve_sizeOne_isTheTotal() {
        SumConstrainedLeastSquares system =
                SumConstrainedLeastSquares.of(Matrix.of(new double[][] {{1}, {2}}), new double[] {1, 3});
        assertThat(system.solve(Matrix.of(new double[][] {{5}, {6}}), new double[] {0.7})
                        .data())
                .containsExactly(0.7);
        assertThat(system.condition()).isEqualTo(1);
    }

    /** Rows that add up to 0 say nothing of 1·φ, which the constraint decides. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64})
    void solve_singularAlongOneOnly_isDecidedByTheConstraint(int size) {
        Matrix design = gaussian(3 * size, size, 5);
        for (int r = 0; r < design.rows(); r++) {
            double mean = Arrays.stream(design.row(r)).average().orElseThrow();
            for (int c = 0; c < size; c++) {
                design.data()[r * size + c] -= mean;
            }
        }
        double[] weights = weights(3 * size, 6);
        double[] truth = gaussian(1, size, 7).data();
        double total = Arrays.stream(truth).sum();
        double[] targets = new double[3 * size];
        for (int r = 0; r < targets.length; r++) {
            for (int c = 0; c < size; c++) {
                targets[r] += design.get(r, c) * truth[c];
            }
        }
        double[] found = SumConstrainedLeastSquares.of(design, weights)
                .solve(Matrix.wrap(targets.length, 1, targets), new double[] {total})
                .data();
        for (int i = 0; i < size; i++) {
            assertThat(found[i]).isCloseTo(truth[i], within(1e-11));
        }
    }

    @Test
    void of_tooFewRows_saysHowManyAreNeeded() {
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(gaussian(3, 5, 1), new double[] {1, 1, 1}))
                .isInstanceOf(SingularSystemException.class)
                .hasMessage("least squares for 5 coefficients of a given sum is singular: give it at least 4 rows that "
                        + "are not combinations of each other");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1, 1e12})
    void of_repeatedColumns_isSingularInAnyUnit(double unit) {
        Matrix design = gaussian(20, 4, 2);
        for (int r = 0; r < 20; r++) {
            design.data()[4 * r + 3] = design.data()[4 * r];
            for (int c = 0; c < 4; c++) {
                design.data()[4 * r + c] *= unit;
            }
        }
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(design, weights(20, 1)))
                .isInstanceOf(SingularSystemException.class);
    }

    @Test
    void of_noWeight_isSingular() {
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(gaussian(9, 2, 1), new double[9]))
                .isInstanceOf(SingularSystemException.class);
    }

    @Test
    void of_notANumber_isNotSolved() {
        Matrix design = gaussian(9, 2, 1);
        design.data()[5] = Double.NaN;
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(design, weights(9, 1)))
                .isInstanceOf(SingularSystemException.class);
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,4", "6,8", "6,60", "15,20", "15,200", "40,55", "40,400"})
    void condition_randomRows_isWithinAFactorOfTwo(int size, int rows) {
        for (long seed = 0; seed < 20; seed++) {
            Matrix design = gaussian(rows, size, seed);
            double[] weights = new double[rows];
            Arrays.fill(weights, 1);
            double condition = SumConstrainedLeastSquares.of(design, weights).condition();
            double truth = restrictedCondition(design);
            assertThat(condition).isBetween(truth / 2, truth * (1 + 1e-6));
        }
    }

    /** The ratio of the extreme eigenvalues of QᵀAQ, for an orthonormal basis Q of the vectors that add up to 0. */
    private static double restrictedCondition(Matrix design) {
        int p = design.columns();
        RealMatrix x = MatrixUtils.createRealMatrix(design.toRows());
        RealMatrix basis = new Array2DRowRealMatrix(p, p - 1); // Helmert's
        for (int j = 1; j < p; j++) {
            double length = Math.sqrt(j * (j + 1.0));
            for (int i = 0; i < j; i++) {
                basis.setEntry(i, j - 1, 1 / length);
            }
            basis.setEntry(j, j - 1, -j / length);
        }
        RealMatrix xq = x.multiply(basis);
        double[] values = new EigenDecomposition(xq.transpose().multiply(xq)).getRealEigenvalues();
        return Arrays.stream(values).max().orElseThrow()
                / Arrays.stream(values).min().orElseThrow();
    }

    @Test
    void condition_badlyScaledRows_isAsBadAsItIs() {
        Matrix gram = Matrix.of(new double[][] {{1e8, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        double condition = SumConstrainedLeastSquares.ofGram(gram).condition();
        assertThat(condition).isBetween(6.6e7 / 2, 6.7e7);
    }

    @Test
    void ofGram_momentsOfTheRows_solvesTheSame() {
        Matrix design = gaussian(30, 4, 1);
        double[] weights = weights(30, 2);
        Matrix targets = gaussian(30, 2, 3);
        double[] weighted = Rows.scale(design, weights);
        Matrix gram = Matrix.wrap(4, 4, Rows.gram(design, weighted));
        Matrix moments = Matrix.zeros(4, 2);
        Rows.addMoments(weighted, 4, targets, moments);
        double[] before = gram.data().clone();
        SumConstrainedLeastSquares system = SumConstrainedLeastSquares.ofGram(gram);
        assertThat(system.solveMoments(moments, new double[] {1, 2}).data())
                .containsExactly(SumConstrainedLeastSquares.of(design, weights)
                        .solve(targets, new double[] {1, 2})
                        .data());
        assertThat(gram.data()).containsExactly(before);
    }

    @Test
    void shares_andConstrainedInverse_areWhatTheyClaim() {
        SumConstrainedLeastSquares system = SumConstrainedLeastSquares.of(gaussian(30, 5, 1), weights(30, 2));
        assertThat(Arrays.stream(system.shares()).sum()).isCloseTo(1, within(1e-14));
        Matrix inverse = system.constrainedInverse();
        for (int i = 0; i < 5; i++) {
            assertThat(Arrays.stream(inverse.row(i)).sum()).isCloseTo(0, within(1e-14));
            for (int j = 0; j < i; j++) {
                assertThat(inverse.get(i, j)).isCloseTo(inverse.get(j, i), within(1e-15));
            }
        }
        inverse.data()[0] = 99;
        system.shares()[0] = 99;
        assertThat(system.constrainedInverse().get(0, 0)).isNotEqualTo(99);
        assertThat(system.shares()[0]).isNotEqualTo(99);
    }

    @Test
    void solve_withoutRows_pointsToTheMoments() {
        SumConstrainedLeastSquares system =
                SumConstrainedLeastSquares.ofGram(Matrix.of(new double[][] {{1, 0}, {0, 1}}));
        assertThatThrownBy(() -> system.solve(Matrix.zeros(3, 1), new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a system of a Gram matrix has no rows to take targets of; add up the moments and call "
                        + "solveMoments");
    }

    @Test
    void solve_sizesThatDoNotFit_areRefused() {
        SumConstrainedLeastSquares system = SumConstrainedLeastSquares.of(gaussian(9, 3, 1), weights(9, 2));
        assertThatThrownBy(() -> system.solve(Matrix.zeros(8, 1), new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("targets must be one a row of the design, 9 of them, but are 8");
        assertThatThrownBy(() -> system.solve(Matrix.zeros(9, 2), new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("moments must be 3 × problems with a total each but are 3 × 2 matrix with 1 totals");
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(gaussian(9, 3, 1), new double[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must be one for each of 9 rows but are 8");
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(Matrix.zeros(2, 0), new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("design must have at least 1 column but is 2 × 0 matrix");
        assertThatThrownBy(() -> SumConstrainedLeastSquares.ofGram(Matrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gram must be square, at least 1 × 1, but is 2 × 3 matrix");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void of_notAWeight_isNamed(double bad) {
        assertThatThrownBy(() -> SumConstrainedLeastSquares.of(gaussian(2, 1, 1), new double[] {1, bad}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must be finite and 0 or more but weight 1 is " + bad);
    }

    @Test
    void nearestEqualShares_determinedSystem_isTheSolution() {
        Matrix design = Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 1}, {1, 1, 0}, {0, 1, 0}});
        Matrix gram = gram(design);
        Matrix moments = Matrix.of(new double[][] {{1}, {-2}, {0.5}});
        double[] expected = SumConstrainedLeastSquares.ofGram(gram)
                .solveMoments(moments, new double[] {3})
                .data();
        SumConstrainedLeastSquares nearest = SumConstrainedLeastSquares.nearestEqualShares(gram);
        assertThat(nearest.solveMoments(moments, new double[] {3}).data()).containsExactly(expected, within(1e-12));
        assertThat(nearest.condition()).isGreaterThanOrEqualTo(1).isFinite();
    }

    @Test
    void nearestEqualShares_rowsThatLeaveTwoColumnsTogether_sharesBetweenThemEqually() {
        Matrix design = Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 1}}); // columns 1 and 2 are never apart
        Matrix moments = Matrix.of(new double[][] {{4}, {2}, {2}}); // of targets 4 and 2
        double[] solution = SumConstrainedLeastSquares.nearestEqualShares(gram(design))
                .solveMoments(moments, new double[] {6})
                .data();
        assertThat(solution).containsExactly(new double[] {4, 1, 1}, within(1e-12));
    }

    @Test
    void nearestEqualShares_gramOfZeros_sharesEqually() {
        SumConstrainedLeastSquares nearest = SumConstrainedLeastSquares.nearestEqualShares(Matrix.zeros(4, 4));
        assertThat(nearest.solveMoments(Matrix.zeros(4, 1), new double[] {2}).data())
                .containsOnly(0.5);
        assertThat(nearest.condition()).isEqualTo(1);
    }

    /** With eigenvalues along (1, −1, 0) and (1, 1, −2), and one along what no coefficients of a given sum differ by. */
    private static Matrix ofEigenvalues(double first, double second, double along) {
        double[][] vectors = {{1, -1, 0}, {1, 1, -2}, {1, 1, 1}};
        double[] values = {first / 2, second / 6, along / 3};
        Matrix gram = Matrix.zeros(3, 3);
        for (int v = 0; v < 3; v++) {
            for (int i = 0; i < 9; i++) {
                gram.data()[i] += values[v] * vectors[v][i / 3] * vectors[v][i % 3];
            }
        }
        return gram;
    }

    @ParameterizedTest
    @CsvSource({"8, 0.5, 3", "0.5, 8, 100", "3e-7, 3e-7, 1", "1e6, 1e-2, 1"})
    void condition_knownEigenvalues_isTheirRatio(double first, double second, double along) {
        Matrix gram = ofEigenvalues(first, second, along);
        double ratio = Math.max(first / second, second / first);
        assertThat(SumConstrainedLeastSquares.nearestEqualShares(gram).condition())
                .isCloseTo(ratio, within(1e-6 * ratio));
        assertThat(SumConstrainedLeastSquares.ofGram(gram).condition()).isCloseTo(ratio, within(1e-6 * ratio));
    }

    /** A ten-thousand-millionth of the largest eigenvalue is rounding, in any unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1, 1e-6})
    void nearestEqualShares_eigenvalueThatIsRounding_determinesNothing(double unit) {
        Matrix gram = ofEigenvalues(unit, 1e-10 * unit, unit);
        SumConstrainedLeastSquares nearest = SumConstrainedLeastSquares.nearestEqualShares(gram);
        assertThat(nearest.condition()).isCloseTo(1, within(1e-9));
        // Moments of (5, 1, 0): what the first two differ by is known, their sum is taken for that of equal shares.
        double[] found = nearest.solveMoments(
                        Matrix.wrap(3, 1, new double[] {unit * 2, -unit * 2, 0}), new double[] {6})
                .data();
        assertThat(found).containsExactly(new double[] {4, 0, 2}, within(1e-8));
    }

    @Test
    void nearestEqualShares_notSquare_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SumConstrainedLeastSquares.nearestEqualShares(Matrix.zeros(2, 3)))
                .withMessageContaining("gram must be square");
    }

    private static Matrix gram(Matrix design) {
        return Matrix.wrap(design.columns(), design.columns(), Rows.gram(design, design.data()));
    }

    /** u = (1, −1, 0) / √2 and v = (1, 1, −2) / √6 with eigenvalues of their own, and any for (1, 1, 1). */
    private static Matrix gramWithEigenvalues(double alongU, double alongV, double alongOnes) {
        double[] cells = new double[9];
        double[][] vectors = {{1, -1, 0}, {1, 1, -2}, {1, 1, 1}};
        double[] shares = {alongU / 2, alongV / 6, alongOnes / 3};
        for (int i = 0; i < 9; i++) {
            for (int v = 0; v < 3; v++) {
                cells[i] += shares[v] * vectors[v][i / 3] * vectors[v][i % 3];
            }
        }
        return Matrix.wrap(3, 3, cells);
    }

    @ParameterizedTest
    @CsvSource({"4,2,1,2", "4,2,1000,2", "2,4,0,2", "1e-3,10,1,1e4", "4,0,1,1", "0,1e12,1,1", "1e-12,0,0,1"})
    void nearestEqualShares_condition_isThatOfTheDirectionsThatAreDetermined(
            double alongU, double alongV, double alongOnes, double expected) {
        SumConstrainedLeastSquares nearest =
                SumConstrainedLeastSquares.nearestEqualShares(gramWithEigenvalues(alongU, alongV, alongOnes));
        assertThat(nearest.condition()).isCloseTo(expected, within(1e-9 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1, 1e12})
    void nearestEqualShares_anyUnit_leavesUndeterminedDirectionsAlone(double unit) {
        // Along u the moments say 3; along v nothing is known, not even with the rounding of another basis.
        Matrix gram = gramWithEigenvalues(unit, 0, unit);
        Matrix moments = Matrix.of(new double[][] {{3 * unit}, {-3 * unit}, {0}});
        double[] solution = SumConstrainedLeastSquares.nearestEqualShares(gram)
                .solveMoments(moments, new double[] {6})
                .data();
        assertThat(solution).containsExactly(new double[] {5, -1, 2}, within(1e-9));
    }

    @Test
    void ofGram_smallColumnsAmongMany_areNoRounding() {
        int size = 200;
        Matrix gram = Matrix.zeros(size, size);
        for (int i = 0; i < size; i++) {
            gram.data()[i * size + i] = i / 2 == 50 ? 1e-8 : 1;
        }
        double total = size - 2 + 2e8; // of the inverse
        double[] shares = SumConstrainedLeastSquares.ofGram(gram).shares();
        for (int i = 0; i < size; i++) {
            assertThat(shares[i]).isCloseTo((i / 2 == 50 ? 1e8 : 1) / total, within(1e-9));
        }
    }

    @Test
    void nearestEqualShares_directionThatIsHardlyDetermined_stillAddsUp() {
        // Rounding of 1,000 along (1, 1, 1) is much beside 1e-8 along v.
        double[] inverse = SumConstrainedLeastSquares.nearestEqualShares(gramWithEigenvalues(1, 1e-8, 1000))
                .constrainedInverse()
                .data();
        double largest = Arrays.stream(inverse).map(Math::abs).max().orElseThrow();
        assertThat(largest).isGreaterThan(1e7);
        for (int i = 0; i < 3; i++) {
            assertThat(inverse[3 * i] + inverse[3 * i + 1] + inverse[3 * i + 2]).isCloseTo(0, within(1e-14 * largest));
        }
    }
}
