package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.data.Token;
import secant.data.Tokenizer;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.kernelshap.KernelShap;
import secant.lime.Discretizer;
import secant.lime.Lime;
import secant.lime.TextLime;
import secant.lime.TrainingStatistics;
import secant.model.Link;
import secant.model.Predictor;
import secant.model.PredictorException;
import secant.model.TextPredictor;
import secant.report.CsvWriter;
import secant.report.ExplanationJson;
import secant.report.HtmlWriter;
import secant.report.JsonWriter;
import secant.report.MarkdownWriter;
import secant.report.Report;
import secant.report.TextWriter;

/** Situations of the table of faults that no check of the kit has: each brings itself about and looks at what comes. */
final class FaultSituations {

    private static final Schema AB = Schema.numeric("a", "b");
    private static final String SCRIPT = "</script><script>alert(1)</script>";
    private static final String IMAGE = "\"><img src=x onerror=alert(1)>";
    private static final String FORMULA = "=cmd|'/c calc'!A1";
    private static final String CONTROLS = "nul\u0000 line\nend\u2028 turn\u202E";

    private FaultSituations() {}

    static List<FaultTable.Shown> every() {
        List<FaultTable.Shown> every = new ArrayList<>();
        rows(every);
        backgrounds(every);
        models(every);
        numbers(every);
        surrogates(every);
        texts(every);
        documents(every);
        files(every);
        return List.copyOf(every);
    }

    private static FaultTable.Shown shown(String area, String situation, String outcome, Executable shows) {
        return new FaultTable.Shown(area, situation, outcome, shows);
    }

    private static void rows(List<FaultTable.Shown> every) {
        every.add(shown(
                "row",
                "a NaN under `MissingValues.PASS`",
                "is a value of its own, equal to itself, and explained",
                FaultSituations::missingValues));
        every.add(shown(
                "row",
                "1e300, denormal numbers and −0.0 in a row",
                "finite values that add up to 1e-15",
                FaultSituations::extremeRows));
        every.add(shown(
                "row",
                "a column twice, beside a multiple of it",
                "the two share alike, all values add up",
                FaultSituations::repeatedColumns));
    }

    private static void missingValues() {
        Background background = Background.builder(AB, Matrix.of(new double[][] {{1, 1}, {Double.NaN, 1}}))
                .missing(MissingValues.PASS)
                .build();
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> (Double.isNaN(x[0]) ? 5 : x[0]) + 2 * x[1]), background)
                .build();
        OutputExplanation missing = shap.explain(Double.NaN, 4).outputs().get(0);
        assertThat(missing.baseValue()).isEqualTo(5);
        assertThat(missing.values()).containsExactly(2, 6);
        assertThat(shap.explain(1, 1).outputs().get(0).values()).containsExactly(-2, 0);
        KernelShap own = KernelShap.builder(
                        Predictor.ofScore(x -> Double.isNaN(x[0]) ? 5 : x[0]),
                        Background.builder(AB, Matrix.ofRow(Double.NaN, 1))
                                .missing(MissingValues.PASS)
                                .build())
                .build();
        assertThat(own.explain(Double.NaN, 1).outputs().get(0).values()).containsExactly(0, 0);
    }

    private static void extremeRows() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> Math.signum(x[0]) + Math.tanh(x[1])),
                        Background.of(Matrix.of(new double[][] {{0, 0}, {-0.0, 1}})))
                .build();
        for (double[] row : new double[][] {{1e300, -1e300}, {Double.MIN_VALUE, -Double.MIN_VALUE}, {-0.0, 0.0}}) {
            addsUp(shap.explain(row), 1e-15);
        }
        double[] tiny = shap.explain(Double.MIN_VALUE, 1).outputs().get(0).values();
        assertThat(tiny[0]).isEqualTo(1);
    }

    private static void addsUp(Explanation explanation, double gap) {
        OutputExplanation output = explanation.outputs().get(0);
        assertThat(output.values()).doesNotContain(Double.NaN);
        assertThat(output.baseValue() + Arrays.stream(output.values()).sum())
                .isCloseTo(output.prediction(), within(gap));
    }

    private static void repeatedColumns() {
        Matrix rows = Fixture.rows(5, 4, 1);
        for (int r = 0; r < rows.rows(); r++) {
            rows.data()[4 * r + 1] = rows.get(r, 0);
            rows.data()[4 * r + 2] = -3 * rows.get(r, 0);
        }
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] * x[1] * x[3] + x[0] + x[1] - x[2] * x[3]), Background.of(rows))
                .build()
                .explain(2, 2, -6, 1.5);
        double[] values = explanation.outputs().get(0).values();
        assertThat(values[0]).isNotZero().isCloseTo(values[1], within(1e-14));
        assertThat(values[2]).isNotZero();
        addsUp(explanation, 1e-13);
    }

    private static void backgrounds(List<FaultTable.Shown> every) {
        every.add(shown(
                "background",
                "one row",
                "is what the explained row is compared with",
                () -> assertThat(KernelShap.builder(
                                        Predictor.ofScore(x -> x[0] * x[1]), Background.of(Matrix.ofRow(0, 3)))
                                .build()
                                .explain(2, 5)
                                .outputs()
                                .get(0)
                                .values())
                        .containsExactly(8, 2)));
        every.add(shown(
                "background",
                "weights that do not sum to 1",
                "are divided by their sum, and every explanation notes it",
                () -> {
                    Background background = weighted(1, 3);
                    String note = "background weights summed to 4.0 and were divided by it";
                    assertThat(background.weights()).containsExactly(0.25, 0.75);
                    assertThat(background.notes()).containsExactly(note);
                    assertThat(difference(background).provenance().warnings()).contains(note);
                    assertThat(difference(background).outputs().get(0).baseValue())
                            .isEqualTo(0.75);
                }));
        every.add(shown("background", "a row of weight 0", "is left out, and every explanation notes it", () -> {
            Background background = weighted(0.25, 0, 0.75, 0);
            String note = "left out 2 background rows of weight 0";
            assertThat(background.size()).isEqualTo(2);
            assertThat(background.rows().data()).containsExactly(0, 0, 2, 1);
            assertThat(background.notes()).containsExactly(note);
            assertThat(difference(background).provenance().warnings()).contains(note);
        }));
    }

    private static Background weighted(double... weights) {
        double[] data = new double[2 * weights.length];
        for (int r = 0; r < weights.length; r++) {
            data[2 * r] = r;
            data[2 * r + 1] = r % 3 == 2 ? 1 : 0;
        }
        return Background.builder(AB, Matrix.wrap(weights.length, 2, data))
                .weights(weights)
                .build();
    }

    private static Explanation difference(Background background) {
        return KernelShap.builder(Predictor.ofScore(x -> x[0] - x[1]), background)
                .build()
                .explain(3, 4);
    }

    private static void models(List<FaultTable.Shown> every) {
        every.add(shown(
                "model",
                "keeps the rows that it got, and overwrites them later",
                "sees rows that were written anew for each call",
                FaultSituations::keptRows));
        every.add(shown(
                "model",
                "asks its own explainer from within a prediction",
                "is answered, and nothing waits for itself",
                FaultSituations::reentrantModel));
        every.add(shown(
                "model",
                "answers differently when asked twice for the explained row",
                "is warned of with how far each output moved",
                FaultSituations::driftingModel));
    }

    private static void keptRows() {
        List<Matrix> kept = new ArrayList<>();
        Predictor keeper = rows -> {
            double[] answers = Fixture.model().predict(rows).data().clone();
            kept.add(rows);
            kept.forEach(each -> Arrays.fill(each.data(), 1e9));
            return Matrix.wrap(answers.length, 1, answers);
        };
        Background background = Background.of(Fixture.SCHEMA, Fixture.rows(7, 6, 11));
        Background copy = Background.of(Fixture.SCHEMA, Fixture.rows(7, 6, 11));
        Explanation found =
                KernelShap.builder(keeper, background).batchRows(10).build().explain(Fixture.row());
        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(background.rows().data()).containsExactly(copy.rows().data());
        assertThat(found.outputs())
                .isEqualTo(KernelShap.builder(Fixture.model(), copy)
                        .batchRows(10)
                        .build()
                        .explain(Fixture.row())
                        .outputs());
    }

    private static void reentrantModel() {
        List<KernelShap> self = new ArrayList<>();
        List<Explanation> within = new ArrayList<>();
        Predictor asking = rows -> {
            if (!self.isEmpty() && within.isEmpty()) {
                within.add(self.remove(0).explain(Fixture.row()));
            }
            return Fixture.model().predict(rows);
        };
        KernelShap shap = KernelShap.builder(asking, Background.of(Fixture.SCHEMA, Fixture.rows(7, 6, 11)))
                .build();
        self.add(shap);
        Explanation outer = shap.explain(Fixture.row());
        assertThat(within).hasSize(1);
        assertThat(within.get(0).outputs()).isEqualTo(outer.outputs());
    }

    private static void driftingModel() {
        int[] asked = {0}; // how often for the explained row: 0.25 more each time
        Predictor drifting = Predictor.ofRow(x -> new double[] {x[0], x[0] == 2 ? x[0] + 0.25 * asked[0]++ : x[0]})
                .withOutputNames("steady", "drifting");
        Explanation explanation = KernelShap.builder(drifting, Background.of(Matrix.ofRow(0)))
                .build()
                .explain(2);
        assertThat(asked[0]).isEqualTo(2);
        assertThat(explanation.provenance().warnings())
                .containsExactly("the model is not deterministic: asked twice for the explained row, output 'drifting'"
                        + " moved by 0.25");
    }

    private static void numbers(List<FaultTable.Shown> every) {
        every.add(shown("link", "a probability of exactly 0 under the logit", "is clipped, and said to be", () -> {
            Explanation explanation = KernelShap.builder(
                            Predictor.ofScore(x -> x[0] > 0 ? 0.5 : 0), Background.of(Matrix.ofRow(-1)))
                    .link(Link.LOGIT)
                    .build()
                    .explain(1);
            OutputExplanation output = explanation.outputs().get(0);
            assertThat(output.baseValue())
                    .isEqualTo(Link.LOGIT.apply(Link.CLIP))
                    .isLessThan(-34);
            assertThat(output.prediction()).isZero();
            assertThat(output.values()).containsExactly(-output.baseValue());
            assertThat(explanation.provenance().warnings())
                    .anySatisfy(warning -> assertThat(warning).startsWith("link LOGIT clipped 1 prob"));
        }));
        every.add(shown(
                "budget",
                "50,000 coalitions of 100,000 background rows each, whose product is beyond an int",
                "are asked for batch by batch",
                FaultSituations::rowsBeyondAnInt));
        every.add(shown(
                "budget",
                "2,147,483,647 coalitions of 7 background rows each, whose product is beyond an int",
                "is as much as all coalitions",
                () -> {
                    Explanation explanation = KernelShap.builder(
                                    Fixture.model(), Background.of(Fixture.SCHEMA, Fixture.rows(7, 6, 11)))
                            .coalitions(Integer.MAX_VALUE)
                            .build()
                            .explain(Fixture.row());
                    assertThat(explanation.provenance().coalitions()).isEqualTo(62);
                    assertThat(explanation.provenance().modelRows()).isBetween(62L * 7, 62L * 7 + 9);
                    addsUp(explanation, 1e-13);
                }));
    }

    /** 5e9 model rows, of which the first are asked for. */
    private static void rowsBeyondAnInt() {
        long[] asked = {0};
        Predictor failing = rows -> {
            assertThat(rows.rows()).isPositive();
            asked[0] += rows.rows();
            if (asked[0] > 200_000) { // some after those of the background
                throw new IllegalStateException("enough");
            }
            return Matrix.zeros(rows.rows(), 1);
        };
        KernelShap shap = KernelShap.builder(failing, Background.of(Matrix.zeros(100_000, 20)))
                .coalitions(50_000)
                .build();
        double[] row = new double[20];
        Arrays.fill(row, 1);
        assertThatThrownBy(() -> shap.explain(row))
                .isInstanceOf(PredictorException.class)
                .hasMessageContaining("the call was for coalitions from number")
                .hasRootCauseMessage("enough");
    }

    static Lime.Builder twelveSamples(long seed) {
        TrainingStatistics statistics =
                TrainingStatistics.of(Schema.unnamed(6), Fixture.rows(200, 6, 3), Discretizer.decile());
        return Lime.builder(Predictor.ofScore(x -> x[0] * x[1]), statistics)
                .samples(12)
                .seed(seed);
    }

    private static Fidelity.LocalSurrogate.Fit fit(Explanation explanation) {
        return ((Fidelity.LocalSurrogate) explanation.fidelity()).fits().get(0);
    }

    private static void surrogates(List<FaultTable.Shown> every) {
        every.add(shown(
                "surrogate",
                "a regression that its samples hardly determine",
                "is solved, with its condition number in the result",
                () -> {
                    TrainingStatistics statistics =
                            TrainingStatistics.of(Schema.unnamed(6), Fixture.rows(200, 6, 3), Discretizer.none());
                    Lime.Builder lime = Lime.builder(Predictor.ofScore(x -> x[0] * x[1]), statistics)
                            .seed(179); // of 300, the worst
                    assertThat(fit(lime.samples(13).build().explain(Fixture.row()))
                                    .condition())
                            .isBetween(200.0, 400.0);
                    assertThat(fit(lime.samples(5000).build().explain(Fixture.row()))
                                    .condition())
                            .isBetween(1.0, 2.0);
                }));
        every.add(shown("surrogate", "probabilities that do not sum to 1", "are explained one by one", () -> {
            TrainingStatistics statistics =
                    TrainingStatistics.of(Fixture.SCHEMA, Fixture.rows(200, 6, 11), Discretizer.quartile());
            Explanation explanation = Lime.builder(Predictor.ofRow(x -> new double[] {x[0], x[0] + 3}), statistics)
                    .build()
                    .explain(Fixture.row());
            double[] first = explanation.output("output 0").values();
            assertThat(first[0]).isNotZero();
            assertThat(explanation.output("output 1").values()).containsExactly(first, within(1e-12));
            assertThat(explanation.output("output 1").baseValue())
                    .isCloseTo(explanation.output("output 0").baseValue() + 3, within(1e-12));
        }));
    }

    private static void texts(List<FaultTable.Shown> every) {
        String thumb = "\uD83D\uDC4D\uD83C\uDFFD"; // with a skin tone
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"; // three joined
        String cafe = "cafe\u0301";
        String text = cafe + " " + thumb + family;
        every.add(shown("text", "emoji of several code points, combining marks", "no token cuts a character", () -> {
            TextPredictor model = texts -> texts.stream()
                    .map(t -> new double[] {(t.contains(thumb) ? 2 : 0) - (t.contains(cafe) ? 3 : 0)})
                    .toArray(double[][]::new);
            OutputExplanation output =
                    TextLime.builder(model).build().explain(text).outputs().get(0);
            assertThat(output.attributions()).extracting(Attribution::player).containsExactly(cafe, thumb, family);
            assertThat(output.values()).containsExactly(new double[] {-3, 2, 0}, within(1e-10));
            List<String> characters = Tokenizer.characters().tokenize(text).stream()
                    .map((Token token) -> text.substring(token.start(), token.end()))
                    .toList();
            assertThat(characters).containsExactly("c", "a", "f", "e\u0301", thumb, family);
        }));
    }

    private static Explanation hostile() {
        Schema schema = Schema.numeric(SCRIPT, IMAGE, FORMULA, CONTROLS);
        return KernelShap.builder(
                        Predictor.ofScore(x -> x[0] + 2 * x[1] + 3 * x[2] + 4 * x[3]),
                        Background.of(schema, Matrix.ofRow(0, 0, 0, 0)))
                .build()
                .explain(1, 1, 1, 1);
    }

    private static void documents(List<FaultTable.Shown> every) {
        every.add(shown("document", "names with tags and quotes in HTML", "are text, and make no element", () -> {
            String page = new HtmlWriter().write(Report.of(hostile()));
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)", "&lt;img src=x onerror=alert(1)")
                    .contains("Content-Security-Policy")
                    .doesNotContain("<script>alert", "<img", "\u0000", "\u202E");
        }));
        every.add(shown("document", "names with formulas in CSV", "are text with an apostrophe before it", () -> {
            String csv = new CsvWriter().write(hostile());
            assertThat(csv).contains(",'" + FORMULA + ",").doesNotContain("," + FORMULA, "\u0000");
            assertThat(csv.lines()).hasSize(1 + 4);
        }));
        every.add(shown(
                "document",
                "names with quotes, tags and control characters in JSON",
                "are escaped, and read back as they were",
                () -> {
                    Explanation explanation = hostile();
                    String json = ExplanationJson.write(explanation);
                    assertThat(json).doesNotContain("\u0000", "\u2028", "</script>");
                    assertThat(ExplanationJson.read(json)).isEqualTo(explanation);
                    assertThat(new JsonWriter().write(Report.of(explanation)))
                            .doesNotContain("\u0000", "\u2028", "</script>");
                }));
    }

    private static void files(List<FaultTable.Shown> every) {
        every.add(shown(
                "file",
                "a document written into a directory that is missing",
                "is refused, and the directory is not made",
                () -> inFolder(FaultSituations::missingFolder)));
        every.add(shown(
                "file",
                "a document written to where nothing can be written",
                "`UncheckedIOException`: could not write, an existing file is as it was, what to check",
                () -> inFolder(FaultSituations::failingWrites)));
        every.add(shown(
                "file",
                "a document written over a file that is there",
                "replaces it whole, with nothing beside it",
                () -> inFolder(FaultSituations::replacedFiles)));
    }

    private interface InFolder {
        void run(Path folder) throws IOException;
    }

    private static void inFolder(InFolder body) throws IOException {
        Path folder = Files.createTempDirectory("secant");
        try {
            body.run(folder);
        } finally {
            for (Path file : list(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private record FileWriter(String written, Consumer<Path> to) {

        static List<FileWriter> every() {
            Explanation explanation = hostile();
            Report report = Report.of(explanation);
            return List.of(
                    new FileWriter(new HtmlWriter().write(report), file -> new HtmlWriter().write(report, file)),
                    new FileWriter(
                            new MarkdownWriter().write(report), file -> new MarkdownWriter().write(report, file)),
                    new FileWriter(new TextWriter().write(report), file -> new TextWriter().write(report, file)),
                    new FileWriter(new JsonWriter().write(report), file -> new JsonWriter().write(report, file)),
                    new FileWriter(
                            new CsvWriter().write(explanation), file -> new CsvWriter().write(explanation, file)),
                    new FileWriter(
                            ExplanationJson.write(explanation), file -> ExplanationJson.write(explanation, file)));
        }
    }

    private static void missingFolder(Path folder) throws IOException {
        Path file = folder.resolve("nowhere").resolve("why");
        for (FileWriter writer : FileWriter.every()) {
            assertThatThrownBy(() -> writer.to().accept(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must exist but " + file.getParent() + " does not; create it");
        }
        assertThat(list(folder)).isEmpty();
    }

    /** A name that no file system takes and, on Linux, a folder in which not even root can write. */
    private static void failingWrites(Path folder) throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "as it was");
        Path proc = Path.of("/proc/version");
        List<Path> failing = new ArrayList<>(List.of(folder.resolve("x".repeat(256))));
        String version = "";
        if (Files.exists(proc)) {
            failing.add(proc);
            version = Files.readString(proc);
        }
        for (FileWriter writer : FileWriter.every()) {
            for (Path file : failing) {
                assertThatThrownBy(() -> writer.to().accept(file))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageStartingWith("could not write " + file)
                        .hasMessageEndingWith(
                                "an existing file is as it was; check that the directory is writable and has room");
            }
        }
        assertThat(list(folder)).containsExactly(old);
        assertThat(old).hasContent("as it was");
        if (Files.exists(proc)) {
            assertThat(Files.readString(proc)).isEqualTo(version);
        }
    }

    private static void replacedFiles(Path folder) throws IOException {
        Path file = folder.resolve("why");
        for (FileWriter writer : FileWriter.every()) {
            Files.writeString(file, "old ".repeat(100_000));
            writer.to().accept(file);
            assertThat(Files.readString(file)).isEqualTo(writer.written());
            assertThat(list(folder)).containsExactly(file);
        }
    }
}
