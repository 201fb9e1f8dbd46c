package secant.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;

class LassoPathTest {

    /** Where scikit-learn ends a path. */
    private static final double FLOAT_EPSILON = 0x1p-23;

    private static final int ALL = 500;

    /** The golden cases: name to key to the lines of that key. */
    private static final Map<String, Map<String, List<double[]>>> GOLDEN = read();

    private static Map<String, Map<String, List<double[]>>> read() {
        Map<String, Map<String, List<double[]>>> cases = new LinkedHashMap<>();
        try (InputStream in = LassoPathTest.class.getResourceAsStream("lasso.csv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", -1);
                double[] numbers = Arrays.stream(cells)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                cases.computeIfAbsent(cells[0], name -> new LinkedHashMap<>())
                        .computeIfAbsent(cells[1], key -> new ArrayList<>())
                        .add(numbers);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static double[] golden(String name, String key) {
        return GOLDEN.get(name).get(key).get(0);
    }

    private static Matrix design(String name) {
        int rows = (int) golden(name, "rows")[0];
        double[] cells = golden(name, "design");
        return Matrix.wrap(rows, cells.length / rows, cells);
    }

    private static int[] indices(double[] numbers) {
        return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
    }

    private static Matrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] targets(Matrix design, long seed) {
        Random random = new Random(seed);
        double[] targets = new double[design.rows()];
        for (int r = 0; r < targets.length; r++) {
            targets[r] = random.nextGaussian();
            for (int c = 0; c < design.columns(); c++) {
                targets[r] += (c % 3 - 1) * design.get(r, c);
            }
        }
        return targets;
    }

    /** The conditions of Karush, Kuhn and Tucker, which hold for the lasso's solution and no other. */
    private static void assertOptimal(Matrix design, double[] targets, double penalty, double[] slopes, double slack) {
        for (int c = 0; c < slopes.length; c++) {
            double correlation = 0;
            for (int r = 0; r < targets.length; r++) {
                double residual = targets[r];
                for (int j = 0; j < slopes.length; j++) {
                    residual -= design.get(r, j) * slopes[j];
                }
                correlation += design.get(r, c) * residual / targets.length;
            }
            if (slopes[c] == 0) {
                assertThat(Math.abs(correlation)).isLessThanOrEqualTo(penalty + slack);
            } else {
                assertThat(correlation).isCloseTo(Math.signum(slopes[c]) * penalty, within(slack));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "drops", "near_collinear", "wide", "binary"})
    void of_goldenCase_hasTheKnotsOfScikitLearn(String name) {
        Matrix design = design(name);
        LassoPath path = LassoPath.of(design, golden(name, "targets"), ALL, FLOAT_EPSILON);
        double[] penalties = golden(name, "penalties");
        double[] coefficients = golden(name, "coefficients");
        double tolerance = name.equals("near_collinear") ? 1e-5 : 1e-9; // condition 1e8, by either program's products
        assertThat(path.knots()).isEqualTo(penalties.length);
        for (int knot = 0; knot < penalties.length; knot++) {
            assertThat(path.penalty(knot)).isCloseTo(penalties[knot], within(1e-9));
            assertThat(path.coefficients(knot))
                    .containsExactly(
                            Arrays.copyOfRange(coefficients, knot * design.columns(), (knot + 1) * design.columns()),
                            within(tolerance));
        }
        assertThat(path.active(path.knots() - 1)).containsExactly(indices(golden(name, "active")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "drops", "near_collinear", "wide", "binary"})
    void of_threeSteps_stopsWithTheColumnsOfScikitLearn(String name) {
        LassoPath path = LassoPath.of(design(name), golden(name, "targets"), 3, FLOAT_EPSILON);
        assertThat(path.knots()).isEqualTo(4);
        assertThat(path.active(3)).containsExactly(indices(golden(name, "three_steps_active")));
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian,true,AKAIKE,aic_centred",
        "gaussian,true,BAYESIAN,bic_centred",
        "gaussian,false,AKAIKE,aic_origin",
        "gaussian,false,BAYESIAN,bic_origin",
        "drops,true,AKAIKE,aic_centred",
        "drops,true,BAYESIAN,bic_centred",
        "drops,false,AKAIKE,aic_origin",
        "drops,false,BAYESIAN,bic_origin",
        "binary,true,AKAIKE,aic_centred",
        "binary,true,BAYESIAN,bic_centred",
        "binary,false,AKAIKE,aic_origin",
        "binary,false,BAYESIAN,bic_origin",
    })
    void least_goldenCase_isTheKnotOfLassoLarsIC(
            String name, boolean intercept, LassoPath.Criterion criterion, String key) {
        LassoPath path = intercept
                ? LassoPath.withIntercept(design(name), golden(name, "targets"), ALL, FLOAT_EPSILON)
                : LassoPath.of(design(name), golden(name, "targets"), ALL, FLOAT_EPSILON);
        int knot = path.least(criterion);
        double[] expected = golden(name, key);
        assertThat(path.penalty(knot)).isCloseTo(expected[0], within(1e-9));
        assertThat(path.coefficients(knot))
                .containsExactly(Arrays.copyOfRange(expected, 1, expected.length), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "drops", "binary"})
    void at_goldenPenalties_equalsCoordinateDescent(String name) {
        LassoPath path = LassoPath.withIntercept(design(name), golden(name, "targets"), ALL, FLOAT_EPSILON);
        for (double[] expected : GOLDEN.get(name).get("lasso_centred")) {
            assertThat(path.at(expected[0]))
                    .containsExactly(Arrays.copyOfRange(expected, 1, expected.length), within(1e-8));
        }
    }

    @ParameterizedTest
    @CsvSource({"40,6", "12,30", "25,25", "200,40", "1,3", "3,1"})
    void at_anyPenalty_isOptimal(int rows, int columns) {
        Matrix design = gaussian(rows, columns, rows);
        double[] targets = targets(design, columns);
        LassoPath path = LassoPath.of(design, targets, ALL, 0);
        for (int knot = 0; knot < path.knots(); knot++) {
            assertOptimal(design, targets, path.penalty(knot), path.coefficients(knot), 1e-9);
        }
        double first = path.penalty(0);
        for (double share : new double[] {1.5, 0.9, 0.5, 0.2, 0.05, 0.001, 0}) {
            assertOptimal(design, targets, share * first, path.at(share * first), 1e-9);
        }
    }

    @Test
    void of_repeatedColumns_takesTheFirstAndIsOptimal() {
        Matrix single = gaussian(30, 4, 5);
        double[] targets = targets(single, 6);
        Matrix repeated = Matrix.zeros(30, 7);
        for (int r = 0; r < 30; r++) {
            for (int c = 0; c < 4; c++) {
                repeated.data()[r * 7 + c] = single.get(r, c);
            }
            repeated.data()[r * 7 + 4] = single.get(r, 0);
            repeated.data()[r * 7 + 5] = -single.get(r, 2);
            repeated.data()[r * 7 + 6] = 0;
        }
        LassoPath expected = LassoPath.of(single, targets, ALL, 0);
        LassoPath path = LassoPath.of(repeated, targets, ALL, 0);
        double[] last = path.coefficients(path.knots() - 1);
        assertThat(Arrays.copyOf(last, 4)).containsExactly(expected.coefficients(expected.knots() - 1), within(1e-10));
        assertThat(Arrays.copyOfRange(last, 4, 7)).containsOnly(0);
        for (int knot = 0; knot < path.knots(); knot++) {
            assertOptimal(repeated, targets, path.penalty(knot), path.coefficients(knot), 1e-9);
        }
    }

    @Test
    void of_tiedColumns_takesThemInTheirOrder() {
        Matrix design = Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        LassoPath path = LassoPath.of(design, new double[] {2, -2, 1}, ALL, 0);
        assertThat(path.active(path.knots() - 1)).containsExactly(0, 1, 2);
        assertThat(path.at(1.0 / 3)).containsExactly(new double[] {1, -1, 0}, within(1e-15));
        assertThat(path.coefficients(path.knots() - 1)).containsExactly(new double[] {2, -2, 1}, within(1e-15));
    }

    @Test
    void of_targetsOfAnyUnit_scalesWithThem() {
        Matrix design = gaussian(30, 8, 1);
        double[] targets = targets(design, 2);
        LassoPath path = LassoPath.of(design, targets, ALL, 0);
        for (int exponent : new int[] {-200, 200}) {
            double[] scaled =
                    Arrays.stream(targets).map(y -> Math.scalb(y, exponent)).toArray();
            LassoPath other = LassoPath.of(design, scaled, ALL, 0);
            assertThat(other.knots()).isEqualTo(path.knots());
            for (int knot = 0; knot < path.knots(); knot++) {
                double[] expected = Arrays.stream(path.coefficients(knot))
                        .map(b -> Math.scalb(b, exponent))
                        .toArray();
                assertThat(other.coefficients(knot)).containsExactly(expected);
            }
        }
    }

    @Test
    void of_targetsOfZero_isOneKnot() {
        LassoPath path = LassoPath.of(gaussian(5, 2, 1), new double[5], ALL, 0);
        assertThat(path.knots()).isEqualTo(1);
        assertThat(path.penalty(0)).isZero();
        assertThat(path.at(0)).containsOnly(0);
        assertThat(path.active(0)).isEmpty();
    }

    @Test
    void least_exactLine_takesItsColumns() {
        Matrix design = gaussian(30, 5, 3);
        double[] targets = new double[30];
        Arrays.setAll(targets, r -> 1 + 2 * design.get(r, 1) - design.get(r, 4));
        LassoPath path = LassoPath.withIntercept(design, targets, ALL, 0);
        double[] slopes = path.coefficients(path.least(LassoPath.Criterion.BAYESIAN));
        assertThat(slopes).containsExactly(new double[] {0, 2, 0, 0, -1}, within(1e-10));
    }

    @Test
    void least_noMoreRowsThanCoefficients_isRefused() {
        LassoPath path = LassoPath.withIntercept(gaussian(6, 5, 3), new double[] {1, 2, 3, 4, 5, 7}, ALL, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path.least(LassoPath.Criterion.AKAIKE))
                .withMessageContaining("more rows than coefficients");
    }

    @Test
    void at_beyondTheLastStep_isRefused() {
        Matrix design = gaussian(30, 8, 1);
        LassoPath path = LassoPath.of(design, targets(design, 2), 2, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path.at(0))
                .withMessageContaining("where the path was stopped");
    }

    @Test
    void of_badArguments_areRefused() {
        Matrix design = gaussian(3, 2, 1);
        double[] targets = {1, 2, 3};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(Matrix.zeros(0, 2), new double[0], 1, 0))
                .withMessageContaining("at least 1 row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, new double[2], 1, 0))
                .withMessage("targets must be one for each of 3 rows but are 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, targets, 0, 0))
                .withMessage("steps must be 1 or more but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, targets, 1, Double.NaN))
                .withMessage("smallest penalty must be 0 or more and finite but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, new double[] {1, Double.NaN, 2}, 1, 0))
                .withMessage("targets must be finite but row 1 has NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, targets, ALL, 0).at(-1))
                .withMessage("penalty must be 0 or more and finite but is -1.0");
    }

    /** Two columns at right angles, which the path takes up at penalties 3 and 1. */
    private static final Matrix SQUARE = Matrix.of(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}});

    private static final double[] CORNERS = {4, 2, -2, -4}; // 3 of the one and 1 of the other

    @ParameterizedTest
    @CsvSource({"3,1", "2.9,2", "1,2", "0.5,3", "0,3"})
    void of_smallestPenalty_isWhereThePathStops(double smallest, int knots) {
        LassoPath path = LassoPath.of(SQUARE, CORNERS, ALL, smallest);
        assertThat(path.knots()).isEqualTo(knots);
        double[] penalties = {3, 1, 0};
        for (int knot = 0; knot < knots; knot++) {
            assertThat(path.penalty(knot)).isCloseTo(penalties[knot], within(1e-14));
        }
    }

    @Test
    void at_wherePathWasStopped_isTheLastKnot() {
        LassoPath path = LassoPath.of(SQUARE, CORNERS, 1, 0);
        assertThat(path.knots()).isEqualTo(2);
        assertThat(path.at(path.penalty(1))).containsExactly(path.coefficients(1));
        assertThat(path.at(path.penalty(1))).containsExactly(new double[] {2, 0}, within(1e-14));
    }

    /** A column counts as another's repetition if less than 1e-12 of its squared length is left beside that. */
    @ParameterizedTest
    @CsvSource({"1e-9,1e-7", "1,1e-7", "1e9,1e-7", "1e-9,1e-4", "1,1e-4", "1e9,1e-4"})
    void of_nearlyRepeatedColumnInAnyPlaceAndUnit_isTakenUpIfSomethingIsLeftOfIt(double unit, double own) {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}};
        for (long seed = 0; seed < 20; seed++) {
            Matrix base = gaussian(12, 3, seed);
            double[] targets = new double[12];
            Random random = new Random(seed);
            Arrays.setAll(targets, r -> base.get(r, 1) - base.get(r, 0) + random.nextGaussian());
            for (int r = 0; r < 12; r++) {
                double second = base.get(r, 1);
                base.data()[3 * r] = unit * (base.get(r, 0) - second); // against the second one
                base.data()[3 * r + 1] = unit * second;
                base.data()[3 * r + 2] = unit * (second + own * base.get(r, 2)); // nearly the second one
            }
            for (int[] order : orders) {
                Matrix design = Matrix.zeros(12, 3);
                for (int i = 0; i < 36; i++) {
                    design.data()[i] = base.get(i / 3, order[i % 3]);
                }
                LassoPath path = LassoPath.of(design, targets, ALL, 0);
                for (int knot = 0; knot < path.knots(); knot++) {
                    assertOptimal(design, targets, path.penalty(knot), path.coefficients(knot), 1e-6 * unit);
                }
                assertThat(path.penalty(path.knots() - 1)).isLessThan(1e-12 * path.penalty(0));
                assertThat(path.active(path.knots() - 1)).hasSize(own * own < 1e-12 ? 2 : 3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-7})
    void of_columnThatFollowsFromOthers_isOptimalAfterOneOfThemIsDropped(double own) {
        for (long seed = 0; seed < 300; seed++) {
            Matrix design = gaussian(8, 6, seed);
            for (int r = 0; r < 8; r++) {
                design.data()[6 * r + 3] =
                        design.get(r, 0) + design.get(r, 1) - design.get(r, 2) + own * design.get(r, 3);
            }
            double[] targets = targets(design, seed);
            LassoPath path = LassoPath.of(design, targets, ALL, 0);
            for (int knot = 0; knot < path.knots(); knot++) {
                assertOptimal(design, targets, path.penalty(knot), path.coefficients(knot), 1e-6);
            }
        }
    }

    @Test
    void least_knotsOfTheSameCoefficients_isTheFirst() {
        // Both columns tie, so that the second knot takes up the other one and moves nothing; the rest is noise.
        LassoPath path = LassoPath.of(SQUARE, new double[] {3.2, -3, -3, 2.8}, ALL, 0);
        assertThat(path.knots()).isEqualTo(3);
        assertThat(path.coefficients(1)).containsExactly(path.coefficients(0));
        assertThat(path.least(LassoPath.Criterion.BAYESIAN)).isZero();
    }

    @Test
    void least_noResidualAtAll_isTheKnotThatLeavesNone() {
        Matrix column = Matrix.of(new double[][] {{3}, {4}});
        LassoPath path = LassoPath.of(column, new double[] {6, 8}, ALL, 0);
        assertThat(LeastSquaresResidual.of(column, new double[] {6, 8})).containsOnly(0); // to the last bit
        assertThat(path.least(LassoPath.Criterion.AKAIKE)).isEqualTo(1);
        assertThat(path.coefficients(1)).containsExactly(2);
    }

    @Test
    void of_numbersThatAreNotFinite_areNamed() {
        double[] targets = {1, 2, 3};
        Matrix design = gaussian(3, 2, 1);
        design.data()[3] = Double.NEGATIVE_INFINITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(design, targets, 1, 0))
                .withMessage("design must be finite but row 1 has -Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LassoPath.of(gaussian(3, 2, 1), targets, 1, Double.POSITIVE_INFINITY))
                .withMessage("smallest penalty must be 0 or more and finite but is Infinity");
    }
}
