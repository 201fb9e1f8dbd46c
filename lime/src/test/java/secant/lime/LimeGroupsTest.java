package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

class LimeGroupsTest {

    private static final Schema SCHEMA = Schema.numeric("a", "b", "c", "d");
    private static final Matrix TRAINING = dependent(2000, 11);
    private static final double[] ROW = {0.2, -1.1, 0.7, -1.6};

    /** Columns b and d, which depend on each other, and are not side by side. */
    private static final FeatureGroups GROUPS =
            FeatureGroups.builder(SCHEMA).group("b and d", "b", "d").build();

    private static final Predictor BENT = Predictor.ofScore(
                    x -> 1 / (1 + Math.exp(-x[0] - 2 * x[1] * x[2] * x[3] - x[1])))
            .threadSafe();

    private static Matrix dependent(int rows, long seed) {
        Matrix matrix = Samples.normal(rows, 4, seed);
        for (int r = 0; r < rows; r++) {
            matrix.data()[4 * r + 3] += 1.5 * matrix.data()[4 * r + 1];
        }
        return matrix;
    }

    private static TrainingStatistics statistics(FeatureGroups groups) {
        return TrainingStatistics.of(SCHEMA, TRAINING, Discretizer.quartile(), groups);
    }

    private static OutputExplanation only(Explanation explanation) {
        return explanation.outputs().get(0);
    }

    // ---- closed forms

    /** The probability that a player agrees with the row under the kernel's law. */
    private static double matched(TrainingStatistics statistics, int player, double width) {
        PlayerStatistics group = statistics.player(player);
        double p = group.statistics.frequencies[group.cell(ROW)];
        return p / (p + (1 - p) * Math.exp(-1 / (2 * width * width)));
    }

    private static int agrees(TrainingStatistics statistics, int player, double[] x) {
        return statistics.player(player).cell(x) == statistics.player(player).cell(ROW) ? 1 : 0;
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_indicatorOfAGroupAndAColumn_isTheOthersShare(LimeMode mode) {
        TrainingStatistics statistics = statistics(GROUPS);
        Predictor indicator = Predictor.ofScore(x -> agrees(statistics, 0, x) * agrees(statistics, 1, x));

        Explanation explanation = Lime.builder(indicator, statistics)
                .mode(mode)
                .ridge(0)
                .kernelWidth(1.1)
                .build()
                .explain(ROW);

        double[] expected = {matched(statistics, 1, 1.1), matched(statistics, 0, 1.1), 0};
        assertThat(explanation.players().names()).containsExactly("b and d", "a", "c");
        for (int p = 0; p < 3; p++) {
            Attribution attribution = only(explanation).attributions().get(p);
            assertThat(attribution.player()).isEqualTo(explanation.players().name(p));
            assertThat(Math.abs(attribution.value() - expected[p]))
                    .isLessThanOrEqualTo(5 * attribution.standardError() + 1e-12);
        }
        PlayerStatistics pair = statistics.player(0);
        assertThat(pair.statistics.frequencies[pair.cell(ROW)])
                .as("columns that depend on each other agree together")
                .isGreaterThan(2 * 0.25 * 0.25);
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_linearModel_givesDifferencesOfCombinationMeans(LimeMode mode) {
        TrainingStatistics statistics = statistics(GROUPS);
        double[] slopes = {3, -2, 0.5, 1};
        Predictor linear = Predictor.ofScore(
                x -> IntStream.range(0, 4).mapToDouble(c -> slopes[c] * x[c]).sum());

        Explanation explanation =
                Lime.builder(linear, statistics).mode(mode).ridge(0).build().explain(ROW);

        for (int p = 0; p < 3; p++) {
            PlayerStatistics player = statistics.player(p);
            int own = player.cell(ROW);
            double mine = 0;
            double others = 0;
            double weight = 0;
            for (int cell = 0; cell < player.statistics.frequencies.length; cell++) {
                double frequency = player.statistics.frequencies[cell];
                double mean = 0;
                for (int m = 0; frequency > 0 && m < player.columns.length; m++) {
                    int c = player.columns[m];
                    int bin = player.isGroup() ? player.combinations[cell][m] : cell;
                    mean += slopes[c] * Samples.truncatedMean(statistics.column(c), bin);
                }
                mine += cell == own ? mean : 0;
                others += cell == own ? 0 : frequency * mean;
                weight += cell == own ? 0 : frequency;
            }
            Attribution attribution = only(explanation).attributions().get(p);
            assertThat(Math.abs(attribution.value() - (mine - others / weight)))
                    .isLessThanOrEqualTo(5 * attribution.standardError() + 1e-12);
            assertThat(attribution.standardError()).isLessThan(0.5);
        }
    }

    @Test
    void standardErrors_overSeeds_coverTheLimit() {
        TrainingStatistics statistics = statistics(GROUPS);
        double[] limit = new double[3];
        for (int seed = 1000; seed < 1008; seed++) {
            double[] values = only(Lime.builder(BENT, statistics)
                            .samples(1 << 16)
                            .seed(seed)
                            .build()
                            .explain(ROW))
                    .values();
            for (int p = 0; p < 3; p++) {
                limit[p] += values[p] / 8;
            }
        }
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 250; seed++) {
            Explanation explanation = Lime.builder(BENT, statistics)
                    .samples(1024)
                    .seed(seed)
                    .build()
                    .explain(ROW);
            for (int p = 0; p < 3; p++) {
                Attribution attribution = only(explanation).attributions().get(p);
                covered += Math.abs(attribution.value() - limit[p]) <= 1.96 * attribution.standardError() ? 1 : 0;
                all++;
            }
        }
        assertThat(covered / (double) all).isBetween(0.92, 0.98);
    }

    // ---- samples

    @ParameterizedTest
    @CsvSource({"STABLE,SOBOL", "STABLE,RANDOM", "COMPATIBLE,RANDOM", "COMPATIBLE,LATIN_HYPERCUBE"})
    void explain_group_isDrawnAsItsColumnsOccurTogether(LimeMode mode, Points points) {
        TrainingStatistics statistics = statistics(GROUPS);
        PlayerStatistics group = statistics.player(0);
        int[] counts = new int[group.combinations.length + 1];
        Predictor counting = Predictor.ofScore(x -> {
            counts[group.cell(x)]++;
            return x[0] + x[1] * x[3];
        });

        Lime.builder(counting, statistics)
                .mode(mode)
                .points(points)
                .kernelWidth(1e6) // the kernel leaves frequencies as they are
                .samples(4000)
                .build()
                .explain(ROW);

        assertThat(counts[group.combinations.length])
                .as("combinations that do not occur")
                .isZero();
        double square = 0;
        for (int i = 0; i < group.combinations.length; i++) {
            double expected = 4000 * group.statistics.frequencies[i];
            square += Math.pow(counts[i] - expected, 2) / expected;
        }
        assertThat(square).isLessThan(39.25); // χ² of 16 combinations at 0.001, and the row itself
        assertThat(group.combinations.length).isBetween(10, 16);
    }

    private static final Schema ONE_HOT = Schema.numeric("home=own", "size", "home=rent", "home=free");

    private static final FeatureGroups HOME = FeatureGroups.builder(ONE_HOT)
            .group("home", "home=own", "home=rent", "home=free")
            .build();

    /** A one-hot block and a number, and the same with the block as one column of categories. */
    private static Matrix homes(boolean oneHot) {
        double[][] rows = new double[400][];
        for (int r = 0; r < rows.length; r++) {
            int home = r % 7 < 4 ? 0 : r % 7 < 6 ? 1 : 2;
            double size = Math.sin(r) + home;
            rows[r] = oneHot
                    ? new double[] {home == 0 ? 1 : 0, size, home == 1 ? 1 : 0, home == 2 ? 1 : 0}
                    : new double[] {home, size};
        }
        return Matrix.of(rows);
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_oneHotBlock_isAsAColumnOfCategories(LimeMode mode) {
        Schema categories = Schema.of(Feature.categorical("home", "own", "rent", "free"), Feature.numeric("size"));
        Predictor block = Predictor.ofScore(x -> {
            assertThat(x[0] + x[2] + x[3]).isEqualTo(1);
            assertThat(x[0] * x[2] + x[0] * x[3] + x[2] * x[3]).isZero();
            return (x[0] + 3 * x[2] - 2 * x[3]) * x[1];
        });
        Predictor column = Predictor.ofScore(x -> (x[0] == 0 ? 1 : x[0] == 1 ? 3 : -2) * x[1]);

        Explanation grouped = Lime.builder(
                        block, TrainingStatistics.of(ONE_HOT, homes(true), Discretizer.quartile(), HOME))
                .mode(mode)
                .samples(20_000)
                .build()
                .explain(0, 1.2, 1, 0);

        Explanation single = Lime.builder(column, categories, homes(false))
                .mode(mode)
                .samples(20_000)
                .build()
                .explain(1, 1.2);
        for (int p = 0; p < 2; p++) {
            Attribution mine = only(grouped).attributions().get(p);
            Attribution other = only(single).attributions().get(p);
            assertThat(mine.player()).isEqualTo(other.player());
            assertThat(mine.value())
                    .isCloseTo(other.value(), within(4 * Math.hypot(mine.standardError(), other.standardError())));
        }
        assertThat(grouped.condition(0)).hasValue("home=own <= 0.00, 0.00 < home=rent <= 1.00, home=free <= 0.00");
    }

    @Test
    void explain_fewCombinations_isExact() {
        Schema schema = Schema.of(
                Feature.categorical("p", "0", "1"),
                Feature.categorical("y", "s", "t"),
                Feature.categorical("q", "0", "1"));
        FeatureGroups groups =
                FeatureGroups.builder(schema).group("x", "p", "q").build();
        Matrix rows = Matrix.of(new double[][] {{0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 1, 1}, {0, 1, 0}, {1, 0, 0}});
        Set<List<Double>> asked = new HashSet<>();
        Predictor model = Predictor.ofScore(x -> {
            asked.add(List.of(x[0], x[1], x[2]));
            double category = x[0] + 2 * x[2];
            return category == 0 ? (x[1] == 1 ? 4 : 1) : category + x[1];
        });

        Explanation explanation = Lime.builder(
                        model, TrainingStatistics.of(schema, rows, Discretizer.quartile(), groups))
                .build()
                .explain(0, 1, 0);

        // independent players: the coefficient is E[f | own] − E[f | other] under the tilted law
        double c = Math.exp(-1 / (2 * 0.5625 * 2));
        double own = 0.5 / (0.5 + 0.5 * c);
        double t = (4 / 6.0) / (4 / 6.0 + 2 / 6.0 * c);
        double q = (2 / 6.0) / 0.5; // of the other combinations of x
        double first = 4 * t + 1 * (1 - t) - (q * (1 + t) + (1 - q) * (2 + t));
        double second = own * 4 + (1 - own) * (q * 2 + (1 - q) * 3) - (own * 1 + (1 - own) * (q * 1 + (1 - q) * 2));
        assertThat(only(explanation).values()).containsExactly(new double[] {first, second}, within(1e-12));
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(asked).hasSize(6).doesNotContain(List.of(1.0, 0.0, 1.0), List.of(1.0, 1.0, 1.0));
        assertThat(explanation.provenance().modelRows()).isEqualTo(8);
    }

    // ---- a group of one column is that column

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_groupsOfOneColumn_haveTheBitsOfTheirColumns(LimeMode mode) {
        FeatureGroups renamed =
                FeatureGroups.builder(SCHEMA).group("first", "a").build();
        for (Discretizer discretizer : List.of(Discretizer.quartile(), Discretizer.none())) {
            Explanation plain = Lime.builder(BENT, TrainingStatistics.of(SCHEMA, TRAINING, discretizer))
                    .mode(mode)
                    .build()
                    .explain(ROW);
            Explanation other = Lime.builder(BENT, TrainingStatistics.of(SCHEMA, TRAINING, discretizer, renamed))
                    .mode(mode)
                    .build()
                    .explain(ROW);
            assertThat(only(other).values()).isEqualTo(only(plain).values());
            assertThat(other.conditions()).isEqualTo(plain.conditions());
            assertThat(other.players().names()).containsExactly("first", "b", "c", "d");
        }
    }

    // ---- determinism

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_anyBatchesThreadsAndOrder_hasTheSameBits(LimeMode mode) {
        Matrix rows = dependent(6, 5);
        TrainingStatistics statistics = statistics(GROUPS);
        Explanations one = Lime.builder(BENT, statistics)
                .mode(mode)
                .samples(500)
                .parallelism(1)
                .build()
                .explain(rows)
                .orThrow();
        Lime other = Lime.builder(BENT, TrainingStatistics.fromJson(statistics.toJson()))
                .mode(mode)
                .samples(500)
                .batchRows(7)
                .parallelism(4)
                .build();
        assertThat(other.explain(rows).orThrow().all()).isEqualTo(one.all());
        assertThat(other.explain(rows.row(3))).isEqualTo(one.get(3));
        assertThat(Lime.builder(BENT, statistics)
                        .mode(mode)
                        .samples(500)
                        .seed(1)
                        .build()
                        .explain(rows.row(3)))
                .isNotEqualTo(one.get(3));
    }

    @Test
    void samples_keptOrMadeAgain_haveTheSameBits() {
        TrainingStatistics statistics = statistics(GROUPS);
        Lime lime = Lime.builder(BENT, statistics).samples(500).build();
        ColumnLaw[] laws = new NeighbourhoodLaw(lime, ROW, new double[] {1, 1, 1}).columns();
        List<double[]> found = new ArrayList<>();
        for (SampleStore store : Arrays.asList(lime.store, null)) {
            NeighbourhoodSamples samples =
                    new NeighbourhoodSamples(lime.design, statistics, store, laws, ROW, new double[] {1, 1, 1}, false);
            double[] cells = new double[500 * 4];
            samples.rows(0, 137, cells);
            double[] rest = new double[363 * 4];
            samples.rows(137, 363, rest);
            System.arraycopy(rest, 0, cells, 137 * 4, rest.length);
            found.add(cells);
        }
        assertThat(lime.store).isNotNull();
        assertThat(found.get(1)).isEqualTo(found.get(0));
    }

    // ---- options

    @Test
    void kernelWidthAndSamples_countPlayers() {
        TrainingStatistics statistics = statistics(GROUPS);
        Explanation explanation = Lime.builder(BENT, statistics).build().explain(ROW);
        assertThat(explanation.provenance().options().get("kernel width"))
                .isEqualTo(0.75 * Math.sqrt(3) + " (0.75 · √players)");
        FeatureGroups halves = FeatureGroups.builder(Schema.unnamed(12))
                .group("left", 0, 1, 2, 3, 4, 5)
                .build();
        TrainingStatistics many =
                TrainingStatistics.of(halves.schema(), Samples.normal(50, 12, 1), Discretizer.quartile(), halves);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(BENT, many).samples(13).build())
                .withMessage("samples must be at least 10 and 2 × players, in multiples of 4, which is 16, but is 13");
        assertThat(Lime.builder(BENT, statistics)
                        .kernelWidth(KernelWidth.matchedShare(0.6))
                        .build()
                        .explain(ROW)
                        .fidelity())
                .isInstanceOfSatisfying(
                        Fidelity.LocalSurrogate.class,
                        fidelity -> assertThat(fidelity.matchedShare()).hasValueCloseTo(0.6, within(0.002)));
    }

    // ---- faults

    @Test
    void of_groupsThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.of(SCHEMA, TRAINING, Discretizer.none(), GROUPS))
                .withMessage("columns of group 'b and d' must be cut into bins or have categories but 'b' is a number"
                        + " without bins; take a discretizer that cuts it, declare its categories, or leave it out of the"
                        + " group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.of(SCHEMA, TRAINING, Discretizer.quartile(), HOME))
                .withMessageStartingWith(
                        "groups must be over the training rows' schema, of columns [a, b, c, d], but are");
        String[] names = IntStream.range(0, 256).mapToObj(i -> "n" + i).toArray(String[]::new);
        Schema wide = Schema.of(Feature.categorical("x", names), Feature.categorical("y", names));
        FeatureGroups both = FeatureGroups.builder(wide).group("both", "x", "y").build();
        double[] all = new double[2 * 65_536];
        for (int r = 0; r < 65_536; r++) {
            all[2 * r] = r >> 8;
            all[2 * r + 1] = r % 256;
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TrainingStatistics.of(wide, Matrix.wrap(65_536, 2, all), Discretizer.quartile(), both))
                .withMessage(
                        "combinations of bins and categories in group 'both' must be at most 65535 but are 65536; put"
                                + " fewer columns into it, or cut them into wider bins");
    }

    @Test
    void explain_combinationThatDoesNotOccur_warnsThatItsCoefficientSaysNothing() {
        double[][] rows = new double[3000][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = new double[] {r % 2, r % 2, r == 0 ? 1 : 0, r == 0 ? 1 : r % 3};
        }
        Schema schema = Schema.of(
                Feature.categorical("p", "0", "1"),
                Feature.categorical("q", "0", "1"),
                Feature.categorical("r", "0", "1"),
                Feature.numeric("s"));
        FeatureGroups groups = FeatureGroups.builder(schema)
                .group("same", "p", "q")
                .group("rare", "r", "s")
                .build();
        Lime lime = Lime.builder(
                        Predictor.ofScore(x -> x[0] + x[1] * x[3]),
                        TrainingStatistics.of(schema, Matrix.of(rows), Discretizer.quartile(), groups))
                .points(Points.RANDOM)
                .build();

        Explanation unseen = lime.explain(0, 1, 0, 1);

        assertThat(unseen.provenance().warnings())
                .contains(
                        "no training row has p = 0, q = 1: no sample agrees with it, and its coefficient says nothing; put"
                                + " fewer columns into 'same', or cut them into wider bins");
        assertThat(only(unseen).values()[0]).isZero();
    }

    @Test
    void explain_combinationThatIsRare_warnsOfIt() {
        Matrix rows = Samples.normal(20_000, 4, 3);
        FeatureGroups all =
                FeatureGroups.builder(SCHEMA).group("all", "a", "b", "c").build();
        Explanation explanation = Lime.builder(BENT, TrainingStatistics.of(SCHEMA, rows, Discretizer.decile(), all))
                .samples(2000)
                .build()
                .explain(ROW);
        assertThat(explanation.provenance().warnings())
                .singleElement()
                .asString()
                .startsWith("only about ")
                .contains("of 2000 samples agree with ")
                .endsWith(
                        "too few for its coefficient; ask for more samples; put fewer columns into 'all', or cut them into"
                                + " wider bins");
    }

    // ---- JSON

    @Test
    void json_writtenAndRead_isTheSame() {
        FeatureGroups moved = FeatureGroups.builder(SCHEMA)
                .group("pair", "b", "d")
                .group("c", "c")
                .build();
        for (FeatureGroups groups : List.of(GROUPS, moved, FeatureGroups.singles(SCHEMA))) {
            TrainingStatistics written = statistics(groups);

            TrainingStatistics read = TrainingStatistics.fromJson(written.toJson());

            assertThat(read.toJson()).isEqualTo(written.toJson());
            assertThat(read.groups()).isEqualTo(groups);
            assertThat(read.player(0).combinations).isDeepEqualTo(written.player(0).combinations);
            assertThat(read.player(0).statistics.frequencies).isEqualTo(written.player(0).statistics.frequencies);
        }
        assertThat(statistics(FeatureGroups.singles(SCHEMA)).toJson())
                .isEqualTo(TrainingStatistics.of(SCHEMA, TRAINING).toJson())
                .startsWith("{\"format\":\"secant-lime-statistics/1\"");
        assertThat(statistics(GROUPS).toJson()).startsWith("{\"format\":\"secant-lime-statistics/2\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "statistics/2|statistics/1|/format must be \"secant-lime-statistics/2\", as there are groups",
                "\"groups\":|\"group\":|unknown field 'group' in the document",
                "\"columns\":[\"p\",\"q\"]|\"columns\":[\"q\",\"p\"]|/groups/0/columns must be names of columns, in their order",
                "\"columns\":[\"p\",\"q\"]|\"columns\":[\"p\",\"z\"]|/groups/0/columns must be names of columns",
                "\"columns\":[\"p\",\"q\"]|\"columns\":[\"p\"]|/groups/0/columns must be 2 columns or more",
                "\"columns\":[\"r\"]|\"columns\":[]|/groups/1/columns must be 1 column, as there are no combinations",
                "\"columns\":[\"r\"]|\"columns\":[\"q\"]|column 'q' must belong to one group but is in 'x' and in 'y'",
                "[[0,0],|[[0,2],|/groups/0/combinations/0 must be the numbers of a bin or category of each column",
                "[[0,0],|[[0,0.5],|/groups/0/combinations/0 must be the numbers of a bin or category of each column",
                "[[0,0],|[[0,0,0],|/groups/0/combinations/0 must be an array of 2 numbers",
                "[[0,0],[1,1]]|[[1,1],[0,0]]|/groups/0/combinations/1 must be after the combination before it",
                "[[0,0],[1,1]]|[[0,1],[1,0]]|/groups/0/frequencies must be in agreement with those of the group's columns",
                "[[0,0],[1,1]]|[[0,0]]|/groups/0/frequencies must be an array of 1 numbers",
            })
    void fromJson_groupsThatDoNotFit_areRefusedWithTheirPlace(String part, String other, String message) {
        Schema schema = Schema.of(
                Feature.categorical("p", "0", "1"),
                Feature.categorical("q", "0", "1"),
                Feature.categorical("r", "0", "1"));
        FeatureGroups groups = FeatureGroups.builder(schema)
                .group("x", "p", "q")
                .group("y", "r")
                .build();
        double[][] rows = {{0, 0, 1}, {0, 0, 0}, {1, 1, 0}, {0, 0, 0}, {1, 1, 1}};
        String json = TrainingStatistics.of(schema, Matrix.of(rows), Discretizer.quartile(), groups)
                .toJson();
        assertThat(json).containsOnlyOnce(part);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(json.replace(part, other)))
                .withMessageContaining(message);
    }

    @Test
    void fromJson_noGroupsWhereTheFormatHasThem_isRefused() {
        String json = TrainingStatistics.of(SCHEMA, TRAINING).toJson();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(json.replace("statistics/1", "statistics/2")))
                .withMessageContaining("/format must be \"secant-lime-statistics/1\" but is secant-lime-statistics/2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(
                        json.replace("statistics/1", "statistics/2").replaceAll("}$", ",\"groups\":[]}")))
                .withMessageContaining("/groups must be an array of at least 1 group but is an array of 0");
    }
}
