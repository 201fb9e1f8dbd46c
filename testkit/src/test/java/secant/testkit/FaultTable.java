package secant.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.function.Executable;
import secant.data.Background;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.kernelshap.Estimator;
import secant.kernelshap.ExactShap;
import secant.kernelshap.KernelShap;
import secant.kernelshap.PermutationShap;
import secant.kernelshap.PlayerTree;
import secant.kernelshap.PrecisionUnit;
import secant.lime.Discretizer;
import secant.lime.KernelWidth;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.TextLime;
import secant.lime.TrainingStatistics;
import secant.model.Link;
import secant.model.Predictor;
import secant.model.TextPredictor;
import secant.report.ExplanationJson;

/** What can go wrong, where it is found, and what must be said: the table that tests run and that the guide shows. */
final class FaultTable {

    private static final Matrix FOUR = Fixture.rows(4, 6, 1);

    /**
     * A fault.
     *
     * @param area what is at fault
     * @param situation what is done, in words
     * @param type what must be thrown
     * @param says what the message must hold
     * @param provoke does it
     */
    record Entry(
            String area, String situation, Class<? extends Throwable> type, List<String> says, Callable<?> provoke) {

        @Override
        public String toString() {
            return area + ": " + situation;
        }
    }

    private FaultTable() {}

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        rows(entries);
        backgrounds(entries);
        models(entries);
        links(entries);
        budgets(entries);
        surrogates(entries);
        documents(entries);
        formats(entries);
        threads(entries);
        return List.copyOf(entries);
    }

    private static Entry refused(String area, String situation, Callable<?> provoke, String... says) {
        return new Entry(area, situation, IllegalArgumentException.class, List.of(says), provoke);
    }

    /** The faults that the kit tries on every explainer, here on Kernel SHAP. */
    private static void kit(List<Entry> entries, String area, String prefix) {
        Subject kernel = Explainers.every().get("KernelShap");
        for (FaultChecks.Fault fault : FaultChecks.faults()) {
            if (fault.name().startsWith(prefix)) {
                entries.add(new Entry(area, fault.situation(), fault.type(), fault.says(), () -> {
                    return fault.provoke().run(kernel);
                }));
            }
        }
    }

    private static void rows(List<Entry> entries) {
        kit(entries, "row", "row-");
        kit(entries, "row", "table-");
        entries.add(refused(
                "row",
                "rows of different lengths in one table",
                () -> Matrix.of(new double[][] {{1, 2}, {3}}),
                "row 0 has 2",
                "row 1 has 1"));
        entries.add(refused(
                "row",
                "an array that is not rows × columns",
                () -> Matrix.wrap(2, 3, new double[5]),
                "2 × 3",
                "6 values",
                "has 5"));
        entries.add(refused(
                "row",
                "a table larger than an array",
                () -> Matrix.zeros(100_000, 100_000),
                "10000000000 cells",
                "split it"));
        entries.add(refused("row", "a schema without columns", () -> Schema.unnamed(0), "at least 1 feature", "0"));
        entries.add(refused(
                "row",
                "two columns of one name",
                () -> Schema.numeric("a", "b", "a"),
                "distinct",
                "columns 0 and 2",
                "'a'"));
        entries.add(refused(
                "row",
                "a column in two groups",
                () -> FeatureGroups.builder(Schema.numeric("a", "b", "c"))
                        .group("g", "a", "b")
                        .group("h", "b"),
                "'b'",
                "one group",
                "'g'",
                "'h'"));
        entries.add(refused(
                "row",
                "an unknown column in a group",
                () -> FeatureGroups.builder(Schema.numeric("a", "b")).group("g", "z"),
                "'z'",
                "[a, b]"));
    }

    private static Background.Builder weighted(double... weights) {
        return Background.builder(Fixture.SCHEMA, FOUR).weights(weights);
    }

    private static void backgrounds(List<Entry> entries) {
        String area = "background";
        entries.add(refused(
                area, "no row", () -> Background.of(Fixture.SCHEMA, Matrix.zeros(0, 6)), "at least 1 row", "has 0"));
        entries.add(refused(
                area,
                "too few columns",
                () -> Background.of(Fixture.SCHEMA, Matrix.zeros(2, 5)),
                "6 columns",
                "has 5",
                "'score'"));
        entries.add(refused(
                area,
                "too many columns",
                () -> Background.of(Fixture.SCHEMA, Matrix.zeros(2, 7)),
                "6 columns",
                "has 7"));
        entries.add(refused(
                area,
                "a NaN",
                () -> Background.of(Fixture.SCHEMA, holding(Double.NaN)),
                "column 3 ('tenure')",
                "row 1 of the background",
                "NaN",
                "MissingValues.PASS"));
        entries.add(refused(
                area,
                "an infinity, even where missing values pass",
                () -> Background.builder(Fixture.SCHEMA, holding(Double.POSITIVE_INFINITY))
                        .missing(MissingValues.PASS)
                        .build(),
                "column 3 ('tenure')",
                "row 1 of the background",
                "Infinity"));
        entries.add(refused(area, "too few weights", () -> weighted(1, 2).build(), "each of 4 rows", "are 2"));
        entries.add(refused(
                area, "a negative weight", () -> weighted(1, -2, 1, 1).build(), "weight 1 is -2.0", "0 or more"));
        entries.add(refused(
                area,
                "a weight that is NaN",
                () -> weighted(1, 1, Double.NaN, 1).build(),
                "weight 2 is NaN"));
        entries.add(refused(
                area, "weights that are all 0", () -> weighted(0, 0, 0, 0).build(), "not all be 0"));
        entries.add(refused(
                area,
                "weights whose sum overflows",
                () -> weighted(1e308, 1e308, 1, 1).build(),
                "finite sum",
                "overflows"));
        entries.add(refused(
                area,
                "a sample larger than it is",
                () -> weighted(1, 1, 1, 1).build().sample(9, 1),
                "from 1 to the 4 rows",
                "is 9"));
        entries.add(refused(
                area,
                "a category that is none",
                () -> Background.of(
                        Schema.of(Feature.categorical("home", "rent", "owner")), Matrix.of(new double[][] {{0.5}})),
                "'home'",
                "0 to 1",
                "0.5"));
    }

    private static Matrix holding(double value) {
        Matrix rows = FOUR.copy();
        rows.data()[9] = value;
        return rows;
    }

    private static void models(List<Entry> entries) {
        kit(entries, "model", "model-");
        entries.add(new Entry(
                "model",
                "an Error, such as a stack overflow, which passes through",
                StackOverflowError.class,
                List.of("deep"),
                () -> KernelShap.builder(
                                Predictor.ofScore(x -> {
                                    throw new StackOverflowError("deep");
                                }),
                                Background.of(FOUR))
                        .build()));
        entries.add(refused(
                "model",
                "two outputs of one name",
                () -> Fixture.twoOutputs().withOutputNames("yes", "yes"),
                "distinct",
                "[yes, yes]"));
        entries.add(new Entry(
                "model",
                "names for another number of outputs",
                secant.model.PredictorException.class,
                List.of("names 2 outputs", "returned 1", "call 1"),
                () -> KernelShap.builder(Fixture.model().withOutputNames("no", "yes"), Background.of(FOUR))
                        .build()));
        entries.add(refused(
                "model",
                "parallel rows for a model that is not declared thread-safe",
                () -> KernelShap.builder(Predictor.ofScore(x -> 0), Background.of(FOUR))
                        .parallelism(4),
                "parallelism 4",
                "predictor.threadSafe()"));
        entries.add(new Entry(
                "model",
                "NaN for one mixture of explained row and background",
                secant.model.PredictorException.class,
                List.of("NaN", "columns [a, c] from the explained row", "the others from row 1 of the background"),
                () -> KernelShap.builder(
                                Predictor.ofScore(x -> x[0] == 9 && x[1] == 1 && x[2] == 9 ? Double.NaN : x[0]),
                                Background.of(Schema.numeric("a", "b", "c"), Matrix.of(new double[][] {
                                    {0, 0, 0}, {0, 1, 0}
                                })))
                        .build()
                        .explain(9, 8, 9)));
        entries.add(new Entry(
                "model",
                "answers whose differences overflow",
                secant.model.PredictorException.class,
                List.of("output 0", "overflow", "scale the model's output"),
                () -> KernelShap.builder(Predictor.ofScore(x -> x[0] == 1.5 ? 1.5e308 : -1.5e308), Background.of(FOUR))
                        .build()
                        .explain(Fixture.row())));
    }

    private static void links(List<Entry> entries) {
        entries.add(new Entry(
                "link",
                "the logit of 2.0",
                secant.model.PredictorException.class,
                List.of("LOGIT", "probability from 0 to 1", "2.0", "another link"),
                () -> KernelShap.builder(Predictor.ofScore(x -> x[0] == 1.5 ? 2 : 0.5), Background.of(FOUR))
                        .link(Link.LOGIT)
                        .build()
                        .explain(Fixture.row())));
        entries.add(new Entry(
                "link",
                "the logarithm of 0",
                secant.model.PredictorException.class,
                List.of("LOG", "number above 0", "0.0"),
                () -> KernelShap.builder(Predictor.ofScore(x -> 0), Background.of(FOUR))
                        .link(Link.LOG)
                        .build()));
    }

    private static KernelShap.Builder ten() {
        UnanimityGame game = Fixture.tenPlayers(1);
        return KernelShap.builder(game.predictor(), game.absent());
    }

    private static void budgets(List<Entry> entries) {
        kit(entries, "budget", "budget-");
        entries.add(refused(
                "budget",
                "fewer coalitions than the regression needs",
                () -> ten().coalitions(6).build(),
                "at least 20",
                "10 players",
                "is 6"));
        entries.add(refused(
                "budget",
                "more coalitions than one array holds",
                () -> KernelShap.builder(rows -> Matrix.zeros(rows.rows(), 1), Background.of(Matrix.zeros(1, 100)))
                        .coalitions(42_949_674)
                        .build(),
                "at most 42949672",
                "100 players",
                "one array",
                "is 42949674"));
        entries.add(refused(
                "budget",
                "too few for one order of all players",
                () -> PermutationShap.builder(
                                Fixture.tenPlayers(1).predictor(),
                                Fixture.tenPlayers(1).absent())
                        .coalitions(5)
                        .build(),
                "at least 18",
                "is 5"));
        entries.add(refused(
                "budget",
                "2^20 coalitions by accident",
                () -> {
                    UnanimityGame game = UnanimityGame.linear(20, 1);
                    return ExactShap.builder(game.predictor(), game.absent())
                            .build()
                            .explain(game.present());
                },
                "at most 16",
                "are 20",
                "1048574 coalitions",
                "maxPlayers",
                "groups"));
        entries.add(refused(
                "budget",
                "exact values of 40 players",
                () -> {
                    UnanimityGame game = UnanimityGame.linear(40, 1);
                    return KernelShap.builder(game.predictor(), game.absent())
                            .estimator(Estimator.exact())
                            .build()
                            .explain(game.present());
                },
                "40"));
        entries.add(refused(
                "budget", "a precision of 0", () -> ten().precision(0, PrecisionUnit.RELATIVE), "above 0", "0.0"));
        entries.add(refused("budget", "no time", () -> ten().time(java.time.Duration.ZERO), "above 0", "PT0S"));
        entries.add(refused(
                "budget",
                "fewer model rows than the least",
                () -> ten().modelRows(7).build().explain(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}),
                "at least",
                "10 players",
                "is 7"));
        entries.add(refused(
                "budget",
                "a tree without one of the players",
                () -> secant.kernelshap.OwenShap.builder(
                                Fixture.model(),
                                Background.of(Fixture.SCHEMA, FOUR),
                                PlayerTree.players("age", "income"))
                        .build(),
                "'debt'",
                "(age, income)"));
    }

    private static Lime.Builder lime() {
        return Lime.builder(
                Fixture.model(), TrainingStatistics.of(Fixture.SCHEMA, Fixture.rows(200, 6, 11), Discretizer.none()));
    }

    private static void surrogates(List<Entry> entries) {
        String area = "surrogate";
        double[] far = Fixture.row();
        far[1] = 1e6;
        entries.add(refused(
                area,
                "a row at 1e6 from the data",
                () -> lime().build().explain(far),
                "'income'",
                "standard deviations",
                "width"));
        entries.add(refused(
                area,
                "the same by the lime package's formulas",
                () -> lime().mode(LimeMode.COMPATIBLE).build().explain(far),
                "effective samples",
                "width",
                "'income'"));
        entries.add(refused(
                area,
                "a kernel width of 0.01",
                () -> lime().mode(LimeMode.COMPATIBLE).kernelWidth(0.01).build().explain(Fixture.row()),
                "at least 12 effective samples",
                "width of 0.01",
                "try a width of"));
        entries.add(refused(area, "a kernel width of 0", () -> KernelWidth.of(0), "0"));
        entries.add(refused(area, "one sample", () -> lime().samples(1).build(), "at least 10", "12", "is 1"));
        entries.add(refused(area, "a negative penalty", () -> lime().ridge(-1), "0 or more", "-1.0"));
        entries.add(refused(
                area,
                "an output that the model does not have",
                () -> lime().outputs("good").build().explain(Fixture.row()),
                "'good'",
                "[output]"));
        entries.add(refused(
                area, "a missing value", () -> lime().build().explain(1, 2, Double.NaN, 4, 5, 6), "'debt'", "NaN"));
        entries.add(new Entry(
                area,
                "samples that do not determine the regression, without a penalty",
                secant.surrogate.SingularSystemException.class,
                List.of(
                        "the local fit of 6 features is singular",
                        "a combination of others among the samples",
                        "take more samples, select features, or raise the ridge alpha, which is 0.0"),
                () -> FaultSituations.twelveSamples(5).build().explain(Fixture.row())));
        TextPredictor lengths = texts ->
                texts.stream().map(text -> new double[] {text.length()}).toArray(double[][]::new);
        entries.add(refused(
                area,
                "a kernel that leaves nothing of a text but the whole",
                () -> TextLime.builder(lengths).kernelWidth(0.01).build().explain("as narrow as can be"),
                "kernel width must leave weight",
                "is 0.01",
                "try a width of"));
        entries.add(refused(
                "text",
                "a text without a word",
                () -> TextLime.builder(lengths).build().explain(""),
                "at least 1 token",
                "0 characters",
                "another text"));
        FeatureGroups money = FeatureGroups.builder(Fixture.SCHEMA)
                .group("money", "income", "debt")
                .build();
        entries.add(refused(
                area,
                "a group of numbers without bins",
                () -> TrainingStatistics.of(Fixture.SCHEMA, Fixture.rows(200, 6, 11), Discretizer.none(), money),
                "'money'",
                "'income'",
                "a number without bins",
                "leave it out of the group"));
        entries.add(refused(
                area,
                "groups of other columns",
                () -> TrainingStatistics.of(
                        Schema.numeric("a", "b"), Fixture.rows(200, 2, 11), Discretizer.quartile(), money),
                "[a, b]",
                "[age, income, debt, tenure, rate, score]"));
        entries.add(refused(
                area, "statistics that are cut off", () -> TrainingStatistics.fromJson("{\"format\":"), "JSON"));
    }

    private static void documents(List<Entry> entries) {
        String area = "document";
        entries.add(refused(
                area, "a JSON document that is cut off", () -> ExplanationJson.read("{\"format\": \"sec"), "JSON"));
        entries.add(refused(
                area,
                "a file name that is a directory",
                () -> {
                    Path folder = Files.createTempDirectory("secant");
                    folder.toFile().deleteOnExit();
                    ExplanationJson.write(
                            Explainers.every()
                                    .get("KernelShap")
                                    .explainer(Trial.of(Fixture.model(), Background.of(FOUR)))
                                    .explain(Fixture.row()),
                            folder);
                    return folder;
                },
                "is a directory",
                "file name"));
        entries.add(refused(
                area,
                "a file in a directory that is missing",
                () -> {
                    Path file = Path.of("no such directory", "why.json");
                    ExplanationJson.write(
                            Explainers.every()
                                    .get("KernelShap")
                                    .explainer(Trial.of(Fixture.model(), Background.of(FOUR)))
                                    .explain(Fixture.row()),
                            file);
                    return file;
                },
                "directory",
                "must exist",
                "no such directory"));
    }

    private static String json() {
        return ExplanationJson.write(Explainers.every()
                .get("KernelShap")
                .explainer(Trial.of(Fixture.model(), Background.of(FOUR)))
                .explain(Fixture.row()));
    }

    private static String statistics() {
        return TrainingStatistics.of(Fixture.SCHEMA, Fixture.rows(20, 6, 11), Discretizer.none())
                .toJson();
    }

    private static void formats(List<Entry> entries) {
        String area = "document";
        entries.add(refused(area, "an empty text", () -> ExplanationJson.read(""), "JSON", "empty"));
        entries.add(refused(
                area,
                "a field that the format does not have",
                () -> ExplanationJson.read(json().replaceFirst("\\{", "{\"extra\":1,")),
                "extra"));
        entries.add(refused(
                area,
                "a field twice",
                () -> ExplanationJson.read(json().replaceFirst("\\{", "{\"format\":\"x\",")),
                "not JSON",
                "format"));
        entries.add(refused(
                area,
                "arrays in arrays, 10,000 deep",
                () -> ExplanationJson.read("[".repeat(10_000)),
                "not JSON",
                "nesting depth"));
        entries.add(refused(
                area,
                "a number of 1e999",
                () -> ExplanationJson.read(json().replaceFirst("\"prediction\" *: *[-0-9.E]+", "\"prediction\":1e999")),
                "prediction"));
        entries.add(refused(area, "something after the end", () -> ExplanationJson.read("{} {}"), "not JSON"));
        entries.add(refused(
                area,
                "statistics with a field that the format does not have",
                () -> TrainingStatistics.fromJson(statistics().replaceFirst("\\{", "{\"extra\":1,")),
                "unknown field 'extra'"));
        entries.add(refused(
                area,
                "statistics with arrays in arrays, 10,000 deep",
                () -> TrainingStatistics.fromJson("[".repeat(10_000)),
                "column 10",
                "at most 8 levels"));
        entries.add(refused(
                area,
                "statistics with a number of 1e999",
                () -> TrainingStatistics.fromJson(
                        statistics().replaceFirst("\"mean\" *: *[-0-9.E]+", "\"mean\":1e999")),
                "column 101",
                "within the range of doubles"));
    }

    private static KernelShap buildInterrupted() {
        Thread.currentThread().interrupt();
        try {
            return KernelShap.builder(Fixture.model(), Background.of(FOUR)).build();
        } catch (java.util.concurrent.CancellationException e) {
            if (!Thread.interrupted()) { // which also clears it for whoever comes next
                throw new AssertionError("the interrupt flag must be set", e);
            }
            throw e;
        }
    }

    private static void threads(List<Entry> entries) {
        entries.add(new Entry(
                "threads",
                "an executor that takes no work, whose own exception passes through",
                java.util.concurrent.RejectedExecutionException.class,
                List.of("the pool is full"),
                () -> KernelShap.builder(Fixture.model(), Background.of(FOUR))
                        .parallelism(4)
                        .executor(task -> {
                            throw new java.util.concurrent.RejectedExecutionException("the pool is full");
                        })
                        .build()
                        .explain(Fixture.table(5))));
        entries.add(new Entry(
                "threads",
                "an interrupt, after which the flag is set",
                java.util.concurrent.CancellationException.class,
                List.of("interrupted between model calls"),
                FaultTable::buildInterrupted));
        entries.add(refused(
                "threads",
                "a parallelism of 0",
                () -> KernelShap.builder(Fixture.model(), Background.of(FOUR)).parallelism(0),
                "parallelism",
                "0"));
        entries.add(new Entry(
                "model",
                "an OutOfMemoryError, which passes through",
                OutOfMemoryError.class,
                List.of("no more"),
                () -> KernelShap.builder(
                                Predictor.ofScore(x -> {
                                    throw new OutOfMemoryError("no more");
                                }),
                                Background.of(FOUR))
                        .build()));
        entries.add(refused(
                "budget",
                "batches larger than an array",
                () -> KernelShap.builder(Fixture.model(), Background.of(FOUR)).batchRows(Integer.MAX_VALUE),
                "batch rows",
                "2147483647"));
    }

    /**
     * A situation that is no reason to refuse.
     *
     * @param area what is unusual
     * @param situation what is done, in words
     * @param outcome what comes of it
     * @param subject the explainer that it is tried on
     * @param checks the kit's checks that hold it
     */
    record Handled(String area, String situation, String outcome, String subject, List<String> checks) {

        @Override
        public String toString() {
            return area + ": " + situation;
        }
    }

    private static Handled handled(String area, String situation, String outcome, String... checks) {
        return new Handled(area, situation, outcome, "KernelShap", List.of(checks));
    }

    private static Handled surrogate(String area, String situation, String outcome, String... checks) {
        return new Handled(area, situation, outcome, "Lime, stable, numbers", List.of(checks));
    }

    /**
     * A situation that is no reason to refuse and that no check of the kit has.
     *
     * @param area what is unusual
     * @param situation what is done, in words
     * @param outcome what comes of it
     * @param shows does it, and looks at what comes
     */
    record Shown(String area, String situation, String outcome, Executable shows) {

        @Override
        public String toString() {
            return area + ": " + situation;
        }
    }

    /** What looks like a fault, is none, and is shown by the row itself. */
    static List<Shown> shown() {
        return FaultSituations.every();
    }

    /** What looks like a fault and is none. */
    static List<Handled> handled() {
        return List.of(
                handled("row", "1 to 12 players", "closed forms are met to 1e-11 of their size", "A2-unanimity"),
                handled(
                        "row",
                        "1 to 128 players, around the words of a bit mask; up to 2,000 in the full form of the kit",
                        "linear models get their closed form to 1e-10 of its size",
                        "A3-linear"),
                handled("row", "answers of 1e300", "the values of the model divided by 1e300, times 1e300", "A9-huge"),
                handled(
                        "row",
                        "answers of 1e-12 and of 1e12",
                        "values scale to the bit, for there is no absolute tolerance",
                        "A9-scale",
                        "A9-sampled-scale"),
                handled("row", "−0.0 where the background has 0.0", "another value", "A16-signed-zero"),
                handled(
                        "row",
                        "time stamps of 1.7e9 and columns of 5e-9",
                        "equal to the background is bitwise, so that they keep their values",
                        "A16-bitwise"),
                handled(
                        "row",
                        "the caller's arrays are changed afterwards, or by the model",
                        "are copied",
                        "inputs-unchanged"),
                handled("row", "a bad row in a table", "fails alone, with its number", "one-bad-row"),
                handled("row", "a table without rows", "no explanations", "empty-table"),
                handled("background", "the explained row alone", "zeros", "A15-own-background"),
                handled("background", "an offset of 1e12 in the answers", "costs no digits", "A10-offset"),
                handled("background", "rows that come several times", "weigh as often", "A13-copies"),
                handled("model", "writes to the rows that it gets", "sees a copy", "inputs-unchanged"),
                handled(
                        "model",
                        "returns the same array each time",
                        "is read before the next call",
                        "model-same-array"),
                handled("model", "answers differently when asked twice", "is warned of", "model-not-deterministic"),
                handled(
                        "model",
                        "is not declared thread-safe and explained by several threads",
                        "is called by one at a time",
                        "model-not-shared"),
                handled(
                        "model",
                        "fails on one call of a table",
                        "fails that row alone, its exception is the cause",
                        "one-failed-call",
                        "model-cause"),
                handled("model", "is constant", "zeros", "constant"),
                handled("model", "is slow", "may be waited for with a deadline", "deadline"),
                handled(
                        "link",
                        "a probability of exactly 1 under the logit",
                        "is clipped, and said to be",
                        "link-clip"),
                handled("budget", "a budget for all coalitions and more", "exact values", "sampled-becomes-exact"),
                handled(
                        "budget",
                        "any budget that is enough",
                        "is never exceeded, and what was spent is reported",
                        "budget-kept",
                        "cost-reported"),
                surrogate("surrogate", "a constant model", "zeros and an R² that is undefined", "S-constant"),
                surrogate("surrogate", "a column that never varies", "a coefficient of 0", "S-constant-column"),
                surrogate(
                        "surrogate",
                        "columns in units of 1e9 and of 1e-9",
                        "the same standardised coefficients",
                        "S-units",
                        "S-small-units"),
                handled("threads", "64 threads on one explainer", "the bits of one thread", "threads-share"),
                handled(
                        "threads",
                        "an interrupt",
                        "ends within 100 ms of the model's return, flag set",
                        "interrupt",
                        "interrupt-before"),
                handled("threads", "an interrupt within a table", "finished rows are returned", "interrupt-table"),
                handled("threads", "a pool of one busy thread", "the caller does the work", "pool-of-one"),
                handled(
                        "threads",
                        "the caller's pool",
                        "is left open, no thread is left behind",
                        "pool-left-open",
                        "no-leaked-thread"),
                handled("threads", "a listener that throws", "is warned of and not called again", "listener-throws"),
                handled(
                        "machine",
                        "another default locale and time zone",
                        "the same bits",
                        "same-locale",
                        "no-global-state"));
    }
}
