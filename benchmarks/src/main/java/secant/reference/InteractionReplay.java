package secant.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import secant.explanation.Explanation;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.kernelshap.BanzhafValues;
import secant.kernelshap.Interaction;
import secant.kernelshap.ShapInteractions;

/**
 * Replays a case of kind {@code interaction}: main effects and pairs of every index, through the public explainers, and
 * all sets' Möbius coefficients where they are given. Errors are relative to max(1, |v(N)|, |v(∅)|).
 */
final class InteractionReplay {

    private static final double TOLERANCE = 1e-9;

    /** The other tool's own error: its regression has a large, finite weight for the constraint. */
    private static final double REGRESSION_TOLERANCE = 1e-6;

    private static final int EVERY_COALITION = (1 << 24) - 2;

    private final CaseValue file;
    private final GameCase given;
    private final int output;
    private final double[] empty;
    private final double[] full;
    private final List<CaseValue> expected;
    private final List<Outcome> outcomes = new ArrayList<>();

    private InteractionReplay(CaseValue file) {
        this.file = file;
        this.given = GameCase.read(file);
        this.output = file.get("output_index").integer(0, given.model.outputs() - 1);
        this.empty = file.get("v_empty").vector(given.rows.rows());
        this.full = file.get("v_full").vector(given.rows.rows());
        this.expected = file.get("expected").get("rows").items(given.rows.rows());
    }

    static List<Outcome> replay(CaseValue file) {
        return new InteractionReplay(file).replay();
    }

    private List<Outcome> replay() {
        shapley(InteractionIndex.SII, "SV", TOLERANCE);
        shapley(InteractionIndex.SII, "SII", TOLERANCE);
        shapley(InteractionIndex.K_SII, "k-SII", TOLERANCE);
        shapley(InteractionIndex.STII, "STII", TOLERANCE);
        shapley(InteractionIndex.FSII, "FSII_closed_form", TOLERANCE);
        shapley(InteractionIndex.FSII, "FSII", REGRESSION_TOLERANCE);
        banzhaf(InteractionIndex.BII, "BV");
        banzhaf(InteractionIndex.BII, "BII");
        banzhaf(InteractionIndex.FBII, "FBII");
        if (expected.get(0).find("Moebius").isPresent()) {
            check("moebius", TOLERANCE, this::mobiusError);
        }
        return outcomes;
    }

    private void shapley(InteractionIndex index, String key, double tolerance) {
        check(key, tolerance, () -> {
            ShapInteractions shap = ShapInteractions.builder(given.model, given.background)
                    .index(index)
                    .coalitions(EVERY_COALITION)
                    .build();
            LargestError error = new LargestError();
            for (int r = 0; r < given.rows.rows(); r++) {
                compare(key, r, shap.explain(given.rows.row(r)), error);
            }
            return error.value();
        });
    }

    private void banzhaf(InteractionIndex index, String key) {
        // The faithful Banzhaf fit of the other tool is a regression, too, but without a constraint.
        check(key, TOLERANCE, () -> {
            BanzhafValues banzhaf = BanzhafValues.builder(given.model, given.background)
                    .interactions(index)
                    .coalitions(EVERY_COALITION)
                    .build();
            LargestError error = new LargestError();
            for (int r = 0; r < given.rows.rows(); r++) {
                compare(key, r, banzhaf.explain(given.rows.row(r)), error);
            }
            return error.value();
        });
    }

    private void compare(String key, int row, Explanation found, LargestError error) {
        CaseValue values = expected.get(row).get(key);
        double[] mains = values.get("order1").vector(given.columns);
        Interactions actual = found.interactions().get(output);
        double scale = scale(row);
        for (int i = 0; i < given.columns; i++) {
            error.add(actual.main(i), mains[i], scale);
        }
        if (values.find("order2").isPresent()) {
            List<CaseValue> pairs = values.get("order2").items(given.columns);
            for (int i = 0; i < given.columns; i++) {
                double[] line = pairs.get(i).vector(given.columns);
                for (int j = 0; j < given.columns; j++) {
                    if (i != j) {
                        error.add(actual.pair(i, j), line[j], scale);
                    }
                }
            }
        }
    }

    private double mobiusError() {
        ShapInteractions shap = ShapInteractions.builder(given.model, given.background)
                .index(InteractionIndex.STII)
                .coalitions(EVERY_COALITION)
                .build();
        LargestError error = new LargestError();
        for (int r = 0; r < given.rows.rows(); r++) {
            double[] coefficients = expected.get(r).get("Moebius").get("values").vector(1 << given.columns);
            double[] actual = new double[coefficients.length];
            actual[0] = coefficients[0]; // v(∅) is the base value, no interaction
            Map<String, List<Interaction>> found = shap.ofOrder(given.columns, given.rows.row(r));
            for (Interaction interaction :
                    found.values().stream().skip(output).findFirst().orElseThrow()) {
                int set = interaction.players().stream()
                        .mapToInt(player -> 1 << Integer.parseInt(player.substring(1)))
                        .sum();
                actual[set] = interaction.value();
            }
            double scale = scale(r);
            IntStream.range(0, actual.length).forEach(set -> error.add(actual[set], coefficients[set], scale));
        }
        return error.value();
    }

    private double scale(int row) {
        return GameCase.scale(empty[row], full[row]);
    }

    private void check(String quantity, double tolerance, DoubleSupplier error) {
        outcomes.add(Outcome.check(file.caseName(), quantity.toLowerCase(Locale.ROOT), tolerance, error));
    }
}
