package secant.reference;

import java.util.List;
import secant.explanation.OutputExplanation;
import secant.kernelshap.BanzhafValues;

/** Replays a case of kind {@code banzhaf}. Errors are relative to max(1, |f(x)|). */
final class BanzhafReplay {

    private static final double TOLERANCE = 1e-9;

    private BanzhafReplay() {}

    static List<Outcome> replay(CaseValue file) {
        GameCase given = GameCase.read(file);
        return List.of(Outcome.check(given.name, "banzhaf", TOLERANCE, () -> error(given, file)));
    }

    private static double error(GameCase given, CaseValue file) {
        int[] outputs = file.get("output_indices").integers();
        List<CaseValue> rows = file.get("expected").get("banzhaf").items(given.rows.rows());
        BanzhafValues banzhaf =
                BanzhafValues.builder(given.model, given.background).build();
        LargestError error = new LargestError();
        for (int r = 0; r < rows.size(); r++) {
            List<OutputExplanation> found = banzhaf.explain(given.rows.row(r)).outputs();
            List<CaseValue> values = rows.get(r).items(outputs.length);
            for (int k = 0; k < outputs.length; k++) {
                double[] expected = values.get(k).vector(given.columns);
                OutputExplanation actual = found.get(outputs[k]);
                for (int c = 0; c < expected.length; c++) {
                    error.add(actual.values()[c], expected[c], GameCase.scale(actual.prediction()));
                }
            }
        }
        return error.value();
    }
}
