package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

class OwenShapTest {

    private static final Background BACKGROUND =
            Background.of(Matrix.of(new double[][] {{0, 1, 2, 3, 4, 0.5}, {-1, 0.5, 2, 0, 1, 1}}));

    private static final double[] ROW = {1, -2, 0.5, 4, 2, 3};

    private static final PlayerTree TREE = PlayerTree.group(
            PlayerTree.player("x3"),
            PlayerTree.group(PlayerTree.players("x0", "x5", "x2"), PlayerTree.player("x1")),
            PlayerTree.player("x4"));

    private static double tangled(double[] x) {
        return x[0] * x[1] * x[2] - Math.max(x[2], x[3]) * x[4] + x[5] * x[0] * x[3] + 3;
    }

    /** Every order of the tree's players in which groups stay together, each once. */
    private static List<int[]> orders(PlayerTree tree) {
        if (tree.isPlayer()) {
            return List.of(new int[] {Integer.parseInt(tree.name().substring(1))});
        }
        List<int[]> all = new ArrayList<>();
        permute(tree.children(), new int[0], all);
        return all;
    }

    private static void permute(List<PlayerTree> left, int[] before, List<int[]> all) {
        if (left.isEmpty()) {
            all.add(before);
        }
        for (PlayerTree next : left) {
            List<PlayerTree> rest = new ArrayList<>(left);
            rest.remove(next);
            for (int[] order : orders(next)) {
                int[] longer = Arrays.copyOf(before, before.length + order.length);
                System.arraycopy(order, 0, longer, before.length, order.length);
                permute(rest, longer, all);
            }
        }
    }

    private static double worth(ToDoubleFunction<double[]> model, boolean[] present) {
        double sum = 0;
        for (int b = 0; b < 2; b++) {
            double[] masked = BACKGROUND.rows().row(b);
            for (int c = 0; c < 6; c++) {
                masked[c] = present[c] ? ROW[c] : masked[c];
            }
            sum += model.applyAsDouble(masked) / 2;
        }
        return sum;
    }

    /** By the definition: the mean of marginals over all consistent orders. */
    private static double[] bruteForce(PlayerTree tree) {
        List<int[]> orders = orders(tree);
        double[] values = new double[6];
        for (int[] order : orders) {
            boolean[] present = new boolean[6];
            double before = worth(OwenShapTest::tangled, present);
            for (int player : order) {
                present[player] = true;
                double after = worth(OwenShapTest::tangled, present);
                values[player] += (after - before) / orders.size();
                before = after;
            }
        }
        return values;
    }

    private static double[] values(PlayerTree tree, double... row) {
        return OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND, tree)
                .build()
                .explain(row)
                .outputs()
                .get(0)
                .values();
    }

    @Test
    void explain_nestedGroups_isTheMeanOverConsistentOrders() {
        assertThat(orders(TREE)).hasSize(6 * 2 * 6);
        assertThat(values(TREE, ROW)).containsExactly(bruteForce(TREE), within(1e-13));
    }

    /** Which players vary decides which groups are left: rows with as many of them have plans of their own. */
    @Test
    void explain_rowsWithOtherVaryingPlayers_areRightInAnyOrder() {
        OwenShap shap = OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND, TREE)
                .build();
        Background one = Background.of(Matrix.ofRow(BACKGROUND.rows().row(0)));
        OwenShap alone = OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), one, TREE)
                .build();
        List<Explanation> before = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int c = 0; c < 6; c++) {
                double[] row = ROW.clone();
                row[c] = one.rows().get(0, c);
                Explanation explanation = alone.explain(row);
                assertThat(explanation.provenance().options()).containsEntry("varying players", "5");
                assertThat(explanation.outputs().get(0).values()[c]).isZero();
                before.add(explanation);
            }
        }
        assertThat(before.subList(0, 6)).isEqualTo(before.subList(6, 12));
        assertThat(before.get(0).outputs()).isNotEqualTo(before.get(1).outputs());
        assertThat(shap.explain(ROW).outputs().get(0).values()).containsExactly(bruteForce(TREE), within(1e-13));
    }

    @Test
    void explain_oneGroup_isShapley() {
        PlayerTree flat = PlayerTree.players("x0", "x1", "x2", "x3", "x4", "x5");
        double[] expected = ExactShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND)
                .build()
                .explain(ROW)
                .outputs()
                .get(0)
                .values();
        assertThat(values(flat, ROW)).containsExactly(expected, within(1e-13));
    }

    @Test
    void explain_groupsAndSiblingsReordered_changesNoValue() {
        PlayerTree other = PlayerTree.group(
                PlayerTree.group(PlayerTree.player("x1"), PlayerTree.players("x2", "x5", "x0")),
                PlayerTree.player("x4"),
                PlayerTree.player("x3"));
        assertThat(values(other, ROW)).containsExactly(values(TREE, ROW), within(1e-13));
    }

    @Test
    void explain_playersThatDoNotVary_leaveTheOthersTheirValues() {
        // x2 is 2 in both background rows: it does not vary.
        double[] row = {1, -2, 2, 4, 2, 3};
        Explanation why = OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND, TREE)
                .build()
                .explain(row);
        Background plain = Background.of(Matrix.of(new double[][] {{0, 1, 3, 4, 0.5}, {-1, 0.5, 0, 1, 1}}));
        PlayerTree without = PlayerTree.group(
                PlayerTree.player("x2"),
                PlayerTree.group(PlayerTree.players("x0", "x4"), PlayerTree.player("x1")),
                PlayerTree.player("x3"));
        double[] expected = OwenShap.builder(
                        Predictor.ofScore(x -> tangled(new double[] {x[0], x[1], 2, x[2], x[3], x[4]})), plain, without)
                .build()
                .explain(1, -2, 4, 2, 3)
                .outputs()
                .get(0)
                .values();
        double[] values = why.outputs().get(0).values();
        assertThat(values[2]).isZero();
        assertThat(new double[] {values[0], values[1], values[3], values[4], values[5]})
                .containsExactly(expected, within(1e-13));
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.EXACT);
    }

    @Test
    void coalitions_ofANesting_areAsManyAsAreEvaluated() {
        Explanation why = OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND, TREE)
                .build()
                .explain(ROW);
        // Root: 2³ − 2, and 2² for each part of the group of four: 2² − 2 and 2 for each of the 2³ − 2 parts of three.
        assertThat(why.provenance().coalitions()).isEqualTo(6 + 4 * (2 + 2 * 6));
    }

    /** With a budget for three orders: unbiased over 500 seeds to 4 standard errors, intervals hold 92 to 98 %. */
    @Test
    void explain_sampledOrders_isUnbiasedAndCalibrated() {
        double[] expected = values(TREE, ROW);
        double[] mean = new double[6];
        double[] square = new double[6];
        double covered = 0;
        int seeds = 500;
        for (int seed = 0; seed < seeds; seed++) {
            Explanation why = OwenShap.builder(Predictor.ofScore(OwenShapTest::tangled), BACKGROUND, TREE)
                    .coalitions(59)
                    .seed(seed)
                    .build()
                    .explain(ROW);
            assertThat(why.provenance().coalitions()).isEqualTo(50);
            for (int i = 0; i < 6; i++) {
                Attribution found = why.outputs().get(0).attributions().get(i);
                double error = found.value() - expected[i];
                mean[i] += error / seeds;
                square[i] += error * error / seeds;
                covered += Math.abs(error) <= 1.96 * found.standardError() + 1e-14 ? 1 : 0;
            }
        }
        for (int i = 0; i < 6; i++) {
            assertThat(Math.abs(mean[i])).isLessThanOrEqualTo(4 * Math.sqrt(square[i] / seeds) + 1e-14);
        }
        assertThat(covered / (6 * seeds)).isBetween(0.85, 1.0);
    }

    @Test
    void build_treeOfOtherPlayers_namesThem() {
        assertThatThrownBy(() -> OwenShap.builder(Predictor.ofScore(x -> 0), BACKGROUND, PlayerTree.players("x0", "x1"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the tree must have every player but has no 'x2': (x0, x1)");
        assertThatThrownBy(() -> OwenShap.builder(
                                Predictor.ofScore(x -> 0), BACKGROUND, PlayerTree.group(TREE, PlayerTree.player("x9")))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the tree must have no player but [x0, x1, x2, x3, x4, x5] but has also [x9]");
    }

    @Test
    void group_badChildren_isRefused() {
        assertThatThrownBy(() -> PlayerTree.players("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a group must have 2 children or more but has 1");
        assertThatThrownBy(() -> PlayerTree.group(PlayerTree.players("a", "b"), PlayerTree.player("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a player must be in a tree once but 'b' is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PEARSON", "SPEARMAN"})
    void ofCorrelations_relatedColumns_joinFirst(Correlation correlation) {
        RandomGenerator random = Game.random(1);
        double[][] rows = new double[200][];
        for (int r = 0; r < 200; r++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            rows[r] = new double[] {a, b, -a + 0.1 * random.nextGaussian(), 7, 1e9 * (b + 0.5 * random.nextGaussian())};
        }
        PlayerTree tree = PlayerTree.ofCorrelations(Background.of(Matrix.of(rows)), correlation);
        assertThat(tree.toString()).isIn("(((x0, x2), (x1, x4)), x3)", "((x0, x2), (x1, x4), x3)");
    }

    @Test
    void ofCorrelations_monotoneAndNotStraight_ranksSeeIt() {
        double[][] rows = new double[60][];
        for (int r = 0; r < 60; r++) {
            double noise = (r * 7 % 60) / 3.0;
            rows[r] = new double[] {r, Math.exp(r), r + noise};
        }
        Background background = Background.of(Matrix.of(rows));
        assertThat(PlayerTree.ofCorrelations(background, Correlation.SPEARMAN)).hasToString("((x0, x1), x2)");
        assertThat(PlayerTree.ofCorrelations(background, Correlation.PEARSON)).hasToString("((x0, x2), x1)");
    }

    @Test
    void ofCorrelations_weights_countAsCopies() {
        double[][] rows = {{1, 5, 2}, {2, 1, 8}, {4, 4, 3}, {0, 2, 2}, {3, 9, 1}};
        double[][] copied = {{1, 5, 2}, {2, 1, 8}, {2, 1, 8}, {2, 1, 8}, {4, 4, 3}, {0, 2, 2}, {3, 9, 1}};
        Background weighted = Background.builder(Schema.unnamed(3), Matrix.of(rows))
                .weights(1, 3, 1, 1, 1)
                .build();
        for (Correlation correlation : Correlation.values()) {
            assertThat(PlayerTree.ofCorrelations(weighted, correlation))
                    .isEqualTo(PlayerTree.ofCorrelations(Background.of(Matrix.of(copied)), correlation));
        }
    }

    @Test
    void ofCorrelations_categoricalOrMissing_isRefusedWithTheWayOut() {
        Schema schema = Schema.of(Feature.numeric("a"), Feature.categorical("home", "rent", "own"));
        Matrix rows = Matrix.of(new double[][] {{1, 0}, {2, 1}});
        assertThatThrownBy(() -> PlayerTree.ofCorrelations(Background.of(schema, rows), Correlation.PEARSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'home' is categorical, whose correlation with others is not defined; give the tree"
                        + " by PlayerTree.group instead");
        Background missing = Background.builder(Schema.unnamed(2), Matrix.of(new double[][] {{1, 0}, {2, Double.NaN}}))
                .missing(MissingValues.PASS)
                .build();
        assertThatThrownBy(() -> PlayerTree.ofCorrelations(missing, Correlation.PEARSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column 'x1' has a missing value in background row 1");
    }

    /** x0, and in a group beside it x1, and in a group beside that x2, and so on. */
    private static PlayerTree chain(int players) {
        PlayerTree tree = PlayerTree.player("x" + (players - 1));
        for (int p = players - 2; p >= 0; p--) {
            tree = PlayerTree.distinct(List.of(PlayerTree.player("x" + p), tree));
        }
        return tree;
    }

    @Test
    void chain_of20000Levels_takesNoStack() {
        PlayerTree tree = chain(20_000);
        PlayerTree same = chain(20_000);
        assertThat(tree.players()).hasSize(20_000).startsWith("x0", "x1").endsWith("x19998", "x19999");
        assertThat(tree.equals(same)).isTrue();
        assertThat(tree.equals(chain(19_999))).isFalse();
        assertThat(tree.hashCode()).isEqualTo(same.hashCode());
        assertThat(tree.toString()).startsWith("(x0, (x1, (x2, ").endsWith("(x19998, x19999)" + ")".repeat(19_998));
        Map<String, Integer> indices = new HashMap<>();
        tree.players().forEach(name -> indices.put(name, indices.size()));
        PlayerNesting nesting = PlayerNesting.of(tree, indices);
        assertThat(nesting).isNotNull();
        assertThat(nesting.coalitions()).isInfinite();
        assertThat(Arrays.stream(nesting.draw(Game.random(1))).distinct()).hasSize(20_000);
    }

    @Test
    void explain_deepChain_addsUp() {
        int players = 3000;
        double[] row = new double[players];
        Arrays.setAll(row, i -> i % 7);
        PlayerTree tree = PlayerTree.group(chain(players).children());
        Explanation why = OwenShap.builder(
                        Predictor.ofScore(x -> Arrays.stream(x).sum()),
                        Background.of(Matrix.of(new double[][] {new double[players]})),
                        tree)
                .build()
                .explain(row);
        assertThat(why.outputs().get(0).values()).containsExactly(row, within(1e-9));
    }

    /** Columns that go with one factor the less the further right they are join one by one. */
    @Test
    void ofCorrelations_500Columns_areNestedHoweverDeep() {
        RandomGenerator random = Game.random(1);
        double[][] rows = new double[50][500];
        for (double[] row : rows) {
            double factor = random.nextGaussian();
            for (int c = 0; c < row.length; c++) {
                row[c] = factor + 1e-3 * c * random.nextGaussian();
            }
        }
        PlayerTree tree = PlayerTree.ofCorrelations(Background.of(Matrix.of(rows)), Correlation.PEARSON);
        assertThat(tree.players()).hasSize(500).doesNotHaveDuplicates();
        int deepest = 0;
        int depth = 0;
        for (char c : tree.toString().toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        assertThat(deepest).isGreaterThan(100);
    }
}
