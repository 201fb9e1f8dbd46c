package secant.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.report.ExplanationJson;

/** A small batch of the explainers that differ most in what they compute, as one hash: the same on every machine, or somebody is to be told. */
public final class FixedBatch {

    private static final int ROWS = 3;

    private FixedBatch() {}

    /**
     * Prints the hash.
     *
     * @param arguments how many rows are explained at the same time
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(hash(Integer.parseInt(arguments[0])));
    }

    static String hash(int parallelism) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Map<String, Subject> subjects = Explainers.every();
        for (String name : List.of(
                "KernelShap",
                "KernelShap, least squares",
                "ExactShap",
                "PermutationShap",
                "OwenShap, nested",
                "BanzhafValues",
                "ShapInteractions",
                "Lime, stable",
                "Lime, compatible, numbers")) {
            Subject subject = subjects.get(name);
            Explainer explainer =
                    subject.explainer(DeterminismChecks.tableTrial(subject).parallelism(parallelism));
            Matrix table = DeterminismChecks.table(subject, ROWS);
            String json = ExplanationJson.write(explainer.explain(table).orThrow());
            // The version is the jar's, which classes in a folder do not have.
            digest.update(json.replaceAll("\"version\" *: *\"[^\"]*\"", "").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
