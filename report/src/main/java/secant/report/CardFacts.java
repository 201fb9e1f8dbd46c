package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.Provenance;
import secant.explanation.StopReason;
import secant.report.ReportSection.Card;
import secant.report.ReportSection.Card.Entry;

/** Gathers what a card says from the provenance and the fidelity of explanations. */
final class CardFacts {

    /** Distinct values of one fact that are spelt out; explanations by one explainer have one. */
    private static final int SPELT_OUT = 3;

    private static final String ONE_ROW_BACKGROUND =
            "The background is a single row: what is reported here can give its values away.";

    private final List<Explanation> explanations;
    private final List<String> shared;
    private final List<Entry> entries = new ArrayList<>();

    private CardFacts(List<Explanation> explanations, List<String> shared) {
        this.explanations = explanations;
        this.shared = shared;
    }

    /**
     * Makes the card of explanations.
     *
     * @param shared warnings that are of no row in particular
     */
    static Card card(List<Explanation> explanations, List<String> shared) {
        CardFacts facts = new CardFacts(explanations, shared);
        facts.gather();
        return new Card("How this was made", facts.entries, facts.warnings());
    }

    private void gather() {
        add("Method", distinct(Explanation::method));
        add("Rows explained", Integer.toString(explanations.size()));
        add("Players", distinct(e -> Integer.toString(e.players().players())));
        add("Link", distinct(e -> e.provenance().link()));
        add("Background rows", distinct(e -> Integer.toString(e.provenance().backgroundSize())));
        add("Background SHA-256", distinct(e -> e.provenance().backgroundFingerprint()));
        add("Coalitions" + perRow(), total(Provenance::coalitions));
        add("Model rows" + perRow(), total(Provenance::modelRows));
        add("Stopped because", distinct(e -> describe(e.provenance().stopReason())));
        addFidelity();
        add("Seed", distinct(e -> Long.toString(e.provenance().seed())));
        for (String option : options()) {
            add(
                    "Option “" + option + "”",
                    distinct(e -> e.provenance().options().getOrDefault(option, "not set")));
        }
        add("Secant version", distinct(e -> e.provenance().version()));
    }

    private void addFidelity() {
        double gap = 0;
        double condition = 1;
        int exact = 0;
        for (Explanation explanation : explanations) {
            if (explanation.fidelity() instanceof Fidelity.Additive additive) {
                gap = Math.max(gap, additive.additivityGap());
                condition = Math.max(condition, additive.condition());
                exact += additive.exact() ? 1 : 0;
            }
        }
        boolean several = explanations.size() > 1;
        add(several ? "Largest additivity gap" : "Additivity gap", Rounded.of(gap, 0));
        add("Exact", exact(exact));
        if (condition > 1) {
            add(several ? "Largest condition number" : "Condition number", Rounded.of(condition, 0));
        }
    }

    private String exact(int rows) {
        if (rows == explanations.size()) {
            return "yes";
        }
        return rows == 0 ? "no, estimated by sampling" : rows + " rows; the others are estimated by sampling";
    }

    private List<String> warnings() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (Explanation explanation : explanations) {
            for (String warning : new LinkedHashSet<>(explanation.provenance().warnings())) {
                rows.merge(warning, 1, Integer::sum);
            }
        }
        List<String> warnings = new ArrayList<>(shared);
        if (explanations.stream().anyMatch(e -> e.provenance().backgroundSize() == 1)) {
            warnings.add(ONE_ROW_BACKGROUND);
        }
        rows.forEach((warning, count) -> warnings.add(
                explanations.size() == 1 ? warning : warning + " (" + count + " of " + explanations.size() + " rows)"));
        return warnings;
    }

    private Set<String> options() {
        Set<String> options = new LinkedHashSet<>();
        for (Explanation explanation : explanations) {
            options.addAll(explanation.provenance().options().keySet());
        }
        return options;
    }

    private String perRow() {
        return explanations.size() > 1 ? ", all rows together" : "";
    }

    private String total(ToLongFunction<Provenance> fact) {
        return Long.toString(explanations.stream()
                .map(Explanation::provenance)
                .mapToLong(fact)
                .sum());
    }

    private String distinct(Function<Explanation, String> fact) {
        List<String> values = explanations.stream().map(fact).distinct().toList();
        String spelt = String.join("; ", values.subList(0, Math.min(SPELT_OUT, values.size())));
        return values.size() <= SPELT_OUT ? spelt : spelt + "; and " + (values.size() - SPELT_OUT) + " others";
    }

    private void add(String name, String value) {
        entries.add(new Entry(name, value));
    }

    private static String describe(StopReason reason) {
        return switch (reason) {
            case EXACT -> "nothing was left to evaluate";
            case ADDITIVE -> "the values add up to every coalition tried, which makes them exact";
            case PRECISION -> "the standard errors are as small as asked for";
            case BUDGET -> "the budget was spent";
            case TIME -> "the time was over";
            case RUNNING -> "it has not stopped yet";
        };
    }
}
