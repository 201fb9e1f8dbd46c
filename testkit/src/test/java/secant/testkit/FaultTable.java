package secant.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
import secant.lime.TrainingStatistics;
import secant.model.Link;
import secant.model.Predictor;
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
}
