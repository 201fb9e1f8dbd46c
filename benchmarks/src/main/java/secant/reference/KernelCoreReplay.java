package secant.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import secant.data.Matrix;
import secant.model.Link;
import secant.surrogate.SumConstrainedLeastSquares;

/** Replays cases of kind {@code kernelshap_core}: coalitions and their worths are given, the regression is ours. */
final class KernelCoreReplay {

    private static final double TOLERANCE = 1e-9; // of max |phi|

    private KernelCoreReplay() {}

    static List<Outcome> replay(CaseValue file) {
        int columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
        List<Outcome> outcomes = new ArrayList<>();
        for (CaseValue run : file.get("runs").items()) {
            String quantity = "run" + outcomes.size() + ".phi";
            String selection = run.get("l1_reg").node().asString();
            outcomes.add(
                    selection.equalsIgnoreCase("false")
                            ? check(file.caseName(), quantity, run, columns)
                            : new Outcome.Skipped(file.caseName(), quantity + ".l1_reg=" + selection));
        }
        return outcomes;
    }

    private static Outcome check(String caseName, String quantity, CaseValue run, int columns) {
        double[] expected = run.get("phi").vector(columns);
        double[] actual = solve(run, columns);
        double scale = 0;
        for (double phi : expected) {
            scale = Math.max(scale, Math.abs(phi));
        }
        LargestError error = new LargestError();
        for (int c = 0; c < columns; c++) {
            error.add(actual[c], expected[c], scale);
        }
        return new Outcome.Checked(caseName, quantity, error.value(), TOLERANCE, "");
    }

    private static double[] solve(CaseValue run, int columns) {
        CaseValue varying = run.get("varying_features");
        int[] players = varying.items().stream()
                .mapToInt(p -> p.integer(0, columns - 1))
                .toArray();
        Matrix design = readMasks(run.get("masks"), players.length);
        Link link = run.get("link").oneOf(EnumSet.of(Link.IDENTITY, Link.LOGIT));
        double base = link.apply(run.get("fnull").number());
        double total = link.apply(run.get("fx").number()) - base;
        double[] gains = run.get("ey").vector(design.rows());
        for (int i = 0; i < gains.length; i++) {
            gains[i] = link.apply(gains[i]) - base;
        }
        Matrix solution = SumConstrainedLeastSquares.of(
                        design, run.get("weights").vector(design.rows()))
                .solve(Matrix.wrap(gains.length, 1, gains), new double[] {total});
        double[] phi = new double[columns];
        for (int p = 0; p < players.length; p++) {
            phi[players[p]] = solution.get(p, 0);
        }
        return phi;
    }

    /** Each mask is a string of 0 and 1, one a player, the first player leftmost. */
    private static Matrix readMasks(CaseValue masks, int players) {
        List<CaseValue> given = masks.items();
        Matrix design = Matrix.zeros(given.size(), players);
        for (int i = 0; i < given.size(); i++) {
            String mask = given.get(i).text();
            if (mask.length() != players || !mask.matches("[01]*")) {
                throw given.get(i).mustBe("a string of " + players + " characters 0 or 1");
            }
            for (int p = 0; p < players; p++) {
                design.data()[i * players + p] = mask.charAt(p) - '0';
            }
        }
        return design;
    }
}
