package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;

class CorrelationClustersTest {

    /** Columns in a group, and how it is written. */
    private record Cluster(List<Integer> columns, String name) {}

    /** Σ of weights that are less, and half of those that are equal. */
    private static double[] ranks(double[] values, double[] weights) {
        double[] ranks = new double[values.length];
        for (int r = 0; r < values.length; r++) {
            for (int s = 0; s < values.length; s++) {
                ranks[r] += weights[s] * (values[s] < values[r] ? 1 : values[s] == values[r] ? 0.5 : 0);
            }
        }
        return ranks;
    }

    private static double covariance(double[] a, double[] b, double[] weights) {
        double meanA = 0;
        double meanB = 0;
        for (int r = 0; r < a.length; r++) {
            meanA += weights[r] * a[r];
            meanB += weights[r] * b[r];
        }
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            sum += weights[r] * (a[r] - meanA) * (b[r] - meanB);
        }
        return sum;
    }

    /** 1 less the absolute correlation, which is 0 if a column is constant. */
    private static double distance(double[] a, double[] b, double[] weights) {
        double scale = Math.sqrt(covariance(a, a, weights) * covariance(b, b, weights));
        return scale < 1e-12 ? 1 : 1 - Math.abs(covariance(a, b, weights) / scale);
    }

    /** Joins whichever two groups have the least mean distance between a column of one and a column of the other. */
    private static String byHand(double[][] columns, double[] weights) {
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            clusters.add(new Cluster(List.of(c), "x" + c));
        }
        while (clusters.size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            Cluster first = clusters.get(0);
            Cluster second = clusters.get(1);
            for (int i = 0; i < clusters.size(); i++) {
                for (int j = i + 1; j < clusters.size(); j++) {
                    double mean = mean(clusters.get(i), clusters.get(j), columns, weights);
                    if (mean < least) {
                        least = mean;
                        first = clusters.get(i);
                        second = clusters.get(j);
                    }
                }
            }
            List<Integer> joined = new ArrayList<>(first.columns());
            joined.addAll(second.columns());
            clusters.set(clusters.indexOf(first), new Cluster(joined, "(" + first.name() + ", " + second.name() + ")"));
            clusters.remove(second);
        }
        return clusters.get(0).name();
    }

    private static double mean(Cluster some, Cluster others, double[][] columns, double[] weights) {
        double sum = 0;
        for (int a : some.columns()) {
            for (int b : others.columns()) {
                sum += distance(columns[a], columns[b], weights);
            }
        }
        return sum / (some.columns().size() * others.columns().size());
    }

    /** Whole numbers, so that there are ties, at scales of their own and far from 0. */
    private static double[][] rows(int count, int columns, RandomGenerator random) {
        double[][] rows = new double[count][columns];
        for (double[] row : rows) {
            for (int c = 0; c < columns; c++) {
                double with = c == 0 ? 0 : row[random.nextInt(c)] / 100;
                row[c] = 100 * (c + random.nextInt(6)) + Math.rint(with) * 10;
            }
        }
        return rows;
    }

    private static double[][] columns(double[][] rows, double[] weights, Correlation correlation) {
        double[][] columns = new double[rows[0].length][];
        for (int c = 0; c < columns.length; c++) {
            int column = c;
            double[] values =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
            columns[c] = correlation == Correlation.SPEARMAN ? ranks(values, weights) : values;
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource(Correlation.class)
    void tree_anyColumns_isThatOfMeanDistancesByHand(Correlation correlation) {
        RandomGenerator random = Game.random(1);
        for (int round = 0; round < 100; round++) {
            double[][] rows = rows(9, 7, random);
            double[] weights = random.doubles(9, 0.2, 3).toArray();
            Background background = Background.builder(Schema.unnamed(7), Matrix.of(rows))
                    .weights(weights)
                    .build();
            double[] shares = background.weights();
            assertThat(new CorrelationClusters(background, correlation).tree())
                    .hasToString(byHand(columns(rows, shares, correlation), shares));
        }
    }

    /** Differences of such numbers overflow, or are below the normal numbers. */
    @ParameterizedTest
    @ValueSource(ints = {-1070, -500, 500, 1015, 1016})
    void tree_numbersAtTheEndsOfTheRange_isThatOfTheSameAroundOne(int exponent) {
        RandomGenerator random = Game.random(2);
        for (int round = 0; round < 20; round++) {
            double[][] rows = new double[8][5];
            double[][] scaled = new double[8][5];
            for (int r = 0; r < 8; r++) {
                for (int c = 0; c < 5; c++) {
                    rows[r][c] = random.nextInt(-255, 256);
                    scaled[r][c] = Math.scalb(rows[r][c], exponent);
                }
            }
            assertThat(new CorrelationClusters(Background.of(Matrix.of(scaled)), Correlation.PEARSON).tree())
                    .isEqualTo(new CorrelationClusters(Background.of(Matrix.of(rows)), Correlation.PEARSON).tree());
        }
    }

    /** Shifts take nothing away, since differences of whole numbers below 2^53 are exact. */
    @Test
    void tree_numbersFarFromZero_isThatOfTheSameAroundIt() {
        RandomGenerator random = Game.random(3);
        for (int round = 0; round < 20; round++) {
            double[][] rows = new double[8][5];
            double[][] shifted = new double[8][5];
            for (int r = 0; r < 8; r++) {
                for (int c = 0; c < 5; c++) {
                    rows[r][c] = random.nextInt(-9, 10);
                    shifted[r][c] = rows[r][c] + 0x1p52;
                }
            }
            assertThat(new CorrelationClusters(Background.of(Matrix.of(shifted)), Correlation.PEARSON).tree())
                    .isEqualTo(new CorrelationClusters(Background.of(Matrix.of(rows)), Correlation.PEARSON).tree());
        }
    }

    /** All are equally near to each other: those that come first are joined first. */
    @ParameterizedTest
    @EnumSource(Correlation.class)
    void tree_equalColumns_joinsInTheirOrder(Correlation correlation) {
        double[][] rows = {{1, 1, 1, 1}, {3, 3, 3, 3}, {4, 4, 4, 4}, {9, 9, 9, 9}};
        assertThat(new CorrelationClusters(Background.of(Matrix.of(rows)), correlation).tree())
                .hasToString("(((x0, x1), x2), x3)");
    }

    /** It goes with no other: it is as far from all of them, and comes last. */
    @ParameterizedTest
    @EnumSource(Correlation.class)
    void tree_constantColumn_joinsLast(Correlation correlation) {
        double[][] rows = {{1, 4, 7, 2}, {2, 4, 1, 5}, {3, 4, 5, 7}, {4, 4, 6, 7}};
        assertThat(new CorrelationClusters(Background.of(Matrix.of(rows)), correlation).tree())
                .hasToString("(((x0, x3), x2), x1)");
    }

    @Test
    void new_oneColumn_isRefused() {
        assertThatThrownBy(() ->
                        new CorrelationClusters(Background.of(Matrix.of(new double[][] {{1}})), Correlation.PEARSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns must be 2 or more to be grouped but are 1");
    }
}
