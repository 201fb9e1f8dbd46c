package secant.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import secant.kernelshap.KernelShap;
import secant.model.Link;

/**
 * Sets Secant's error beside that of the shap package's KernelExplainer, on the runs of it that case files of kind
 * {@code kernelshap_core} have recorded: the same model, row, background and number of coalitions.
 *
 * <p>{@code ShapComparison DIR} prints a line a run: the case, the coalitions, shap's selection of features, the error of
 * the recorded run, and the median of Secant's over 20 seeds. An error is |φ − exact| / |exact|, lengths of vectors.
 */
public final class ShapComparison {

    private static final int SEEDS = 20;

    private ShapComparison() {}

    /**
     * Compares and prints.
     *
     * @param args the folder of the case files
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length != 1) {
            out.println("usage: ShapComparison DIR, the folder of the case files");
            return;
        }
        out.printf("%-28s %10s %-16s %10s %10s%n", "case", "coalitions", "shap's selection", "shap", "Secant");
        Path folder = Path.of(args[0]);
        for (Path path : CaseReplay.list(folder)) {
            CaseValue file = parse(path);
            if (file.get("kind").text().equals("kernelshap_core")) {
                Path source = folder.resolve(file.get("source_case").text() + ".json");
                compare(file, ShapleyCase.read(parse(source)), out);
            }
        }
    }

    private static CaseValue parse(Path path) throws IOException {
        return CaseValue.parse(path.getFileName().toString(), Files.readAllBytes(path));
    }

    private static void compare(CaseValue file, ShapleyCase source, PrintStream out) {
        int columns = file.get("n_features").integer();
        for (CaseValue run : file.get("runs").items()) {
            double[] exact = run.get("exact_phi").vector(columns);
            int coalitions = run.get("coalitions").integer();
            Link link = run.get("link").oneOf(EnumSet.allOf(Link.class));
            double[] errors = new double[SEEDS];
            for (int seed = 0; seed < SEEDS; seed++) {
                errors[seed] = error(explain(source, link, coalitions, seed), exact);
            }
            Arrays.sort(errors);
            out.printf(
                    Locale.ROOT,
                    "%-28s %10d %-16s %10.2g %10.2g%n",
                    file.caseName(),
                    coalitions,
                    run.get("l1_reg").text(),
                    error(run.get("phi").vector(columns), exact),
                    (errors[SEEDS / 2 - 1] + errors[SEEDS / 2]) / 2);
        }
    }

    /** The recorded runs are of the first row and the first output. */
    private static double[] explain(ShapleyCase source, Link link, int coalitions, int seed) {
        return KernelShap.builder(source.model, source.background)
                .link(link)
                .coalitions(coalitions)
                .seed(seed)
                .build()
                .explain(source.rows.row(0))
                .outputs()
                .get(0)
                .values();
    }

    private static double error(double[] values, double[] exact) {
        double squares = 0;
        double scale = 0;
        for (int i = 0; i < exact.length; i++) {
            squares += (values[i] - exact[i]) * (values[i] - exact[i]);
            scale += exact[i] * exact[i];
        }
        return Math.sqrt(squares / scale);
    }
}
