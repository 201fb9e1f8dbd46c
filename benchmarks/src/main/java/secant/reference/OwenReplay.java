package secant.reference;

import java.util.ArrayList;
import java.util.List;
import secant.explanation.OutputExplanation;
import secant.kernelshap.OwenShap;
import secant.kernelshap.PlayerTree;

/** Replays a case of kind {@code owen}. Errors are relative to max(1, |f(x)|, |base value|). */
final class OwenReplay {

    private static final double TOLERANCE = 1e-9;
    private static final int EVERY_COALITION = 1 << 24;

    private OwenReplay() {}

    static List<Outcome> replay(CaseValue file) {
        GameCase given = GameCase.read(file);
        return List.of(Outcome.check(given.name, "owen", TOLERANCE, () -> error(given, file)));
    }

    private static double error(GameCase given, CaseValue file) {
        int output = file.get("output_index").integer(0, given.model.outputs() - 1);
        CaseValue expected = file.get("expected");
        double base = expected.get("base_value").number();
        double[] fx = expected.get("fx").vector(given.rows.rows());
        List<CaseValue> rows = expected.get("owen").items(given.rows.rows());
        OwenShap owen = OwenShap.builder(given.model, given.background, tree(given, file.get("clustering")))
                .coalitions(EVERY_COALITION)
                .build();
        LargestError error = new LargestError();
        for (int r = 0; r < rows.size(); r++) {
            OutputExplanation found = owen.explain(given.rows.row(r)).outputs().get(output);
            double scale = GameCase.scale(fx[r], base);
            error.add(found.baseValue(), base, scale);
            error.add(found.prediction(), fx[r], scale);
            double[] values = rows.get(r).vector(given.columns);
            for (int c = 0; c < values.length; c++) {
                error.add(found.values()[c], values[c], scale);
            }
        }
        return error.value();
    }

    /** Row k of a linkage joins two nodes into node columns + k. */
    private static PlayerTree tree(GameCase given, CaseValue linkage) {
        List<PlayerTree> nodes = new ArrayList<>();
        for (String name : given.background.schema().names()) {
            nodes.add(PlayerTree.player(name));
        }
        for (CaseValue joint : linkage.items(given.columns - 1)) {
            List<CaseValue> parts = joint.items(4);
            int last = nodes.size() - 1;
            nodes.add(PlayerTree.group(
                    nodes.get(parts.get(0).integer(0, last)),
                    nodes.get(parts.get(1).integer(0, last))));
        }
        return nodes.get(nodes.size() - 1);
    }
}
