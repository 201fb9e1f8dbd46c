package secant.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import secant.data.Matrix;
import secant.kernelshap.PlayerSelection;
import secant.kernelshap.RecordedRegression;
import secant.model.Link;

/** Replays cases of kind {@code kernelshap_core}: coalitions and their worths are given, the regression is ours. */
final class KernelCoreReplay {

    private static final double TOLERANCE = 1e-9; // of max |phi|

    /** Below this share of all coalitions shap's {@code auto} selects. */
    private static final double ENUMERATED_SHARE = 0.2;

    /** Up to this many players shap counts all coalitions. */
    private static final int MOST_COUNTED_PLAYERS = 30;

    private static final Pattern NUM_FEATURES = Pattern.compile("num_features\\(([1-9][0-9]{0,8})\\)");

    private KernelCoreReplay() {}

    static List<Outcome> replay(CaseValue file) {
        int columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
        List<Outcome> outcomes = new ArrayList<>();
        for (CaseValue run : file.get("runs").items()) {
            outcomes.add(check(file.caseName(), "run" + outcomes.size() + ".phi", run, columns));
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
        double[] values = RecordedRegression.solve(
                design,
                run.get("weights").vector(design.rows()),
                gains,
                total,
                selection(run.get("l1_reg"), players.length, design.rows()));
        double[] phi = new double[columns];
        for (int p = 0; p < players.length; p++) {
            phi[players[p]] = values[p];
        }
        return phi;
    }

    /**
     * What shap's option {@code l1_reg} asks for: nothing, {@code num_features(k)}, {@code aic}, {@code bic}, a penalty, or
     * {@code auto}, which is aic where less than a fifth of all coalitions was evaluated, else nothing.
     */
    private static PlayerSelection selection(CaseValue given, int players, int coalitions) {
        String text = given.node().asString().toLowerCase(Locale.ROOT);
        Matcher top = NUM_FEATURES.matcher(text);
        if (top.matches()) {
            return new PlayerSelection.Top(Integer.parseInt(top.group(1)));
        }
        return switch (text) {
            case "false", "0", "0.0" -> new PlayerSelection.All();
            case "aic" -> new PlayerSelection.Akaike();
            case "bic" -> new PlayerSelection.Bayesian();
            case "auto" ->
                coalitions < ENUMERATED_SHARE * allCoalitions(players)
                        ? new PlayerSelection.Akaike()
                        : new PlayerSelection.All();
            default -> new PlayerSelection.Lasso(penalty(given, text));
        };
    }

    private static double penalty(CaseValue given, String text) {
        try {
            double penalty = Double.parseDouble(text);
            if (penalty > 0 && Double.isFinite(penalty)) {
                return penalty;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw given.mustBe("false, auto, aic, bic, num_features(k) or a penalty above 0");
    }

    private static double allCoalitions(int players) {
        return players <= MOST_COUNTED_PLAYERS ? (1L << players) - 2 : 1L << MOST_COUNTED_PLAYERS;
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
