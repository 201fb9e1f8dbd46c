package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import secant.data.Feature;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.Fidelity.LocalSurrogate.Fit;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;
import secant.report.ReportSection.Card;
import secant.report.ReportSection.Card.Entry;

/** Gathers what a card says from the provenance and the fidelity of explanations. */
final class CardFacts {

    /** Distinct values of one fact that are spelt out; explanations by one explainer have one. */
    private static final int SPELT_OUT = 3;

    private static final int COLUMNS_SPELT_OUT = 24;
    private static final int CATEGORIES_SPELT_OUT = 8;

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
        if (Report.subject(explanations.get(0)).equals("row")) {
            addSchema(explanations.get(0).schema());
        }
        List<String> outputs = explanations.get(0).outputs().stream()
                .map(OutputExplanation::output)
                .toList();
        add(outputs.size() == 1 ? "Output" : "Outputs", named(outputs, COLUMNS_SPELT_OUT));
        add("Link", distinct(e -> e.provenance().link()));
        boolean background = explanations.stream().anyMatch(e -> e.provenance().backgroundSize() > 0);
        boolean local = explanations.stream().allMatch(CardFacts::isLocal);
        if (background && local) {
            add(
                    "Rows behind the statistics",
                    distinct(e -> Integer.toString(e.provenance().backgroundSize())));
            add("Statistics SHA-256", distinct(e -> e.provenance().backgroundFingerprint()));
        } else if (background) {
            add("Background rows", distinct(e -> Integer.toString(e.provenance().backgroundSize())));
            add("Background SHA-256", distinct(e -> e.provenance().backgroundFingerprint()));
        }
        if (!local) {
            add("Coalitions" + perRow(), total(Provenance::coalitions));
        }
        add("Model rows" + perRow(), total(Provenance::modelRows));
        add("Stopped because", distinct(e -> describe(e.provenance().stopReason())));
        if (!local) {
            addFidelity();
        }
        if (explanations.stream().anyMatch(CardFacts::isLocal)) {
            addLocalFidelity();
        }
        addBackgroundError();
        if (explanations.stream().anyMatch(e -> !e.interactions().isEmpty())) {
            add("Interactions", distinct(CardFacts::interactions));
        }
        add("Seed", distinct(e -> Long.toString(e.provenance().seed())));
        for (String option : options()) {
            add(
                    "Option “" + option + "”",
                    distinct(e -> e.provenance().options().getOrDefault(option, "not set")));
        }
        add("Secant version", distinct(e -> e.provenance().version()));
    }

    /** Says of what columns the rows are: a schema holds for all of one explainer's. */
    private void addSchema(Schema schema) {
        List<String> numbers = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        for (Feature feature : schema.features()) {
            if (feature instanceof Feature.Categorical categorical) {
                categories.add(feature.name() + " (" + named(categorical.categories(), CATEGORIES_SPELT_OUT) + ")");
            } else {
                numbers.add(feature.name());
            }
        }
        if (!numbers.isEmpty()) {
            add("Columns of numbers", numbers.size() + ": " + named(numbers, COLUMNS_SPELT_OUT));
        }
        if (!categories.isEmpty()) {
            add("Columns of categories", categories.size() + ": " + named(categories, COLUMNS_SPELT_OUT));
        }
    }

    /** Names in a row; where there are many, the first ones and how many others there are. */
    private static String named(List<String> names, int most) {
        int left = names.size() - most;
        return left <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + left + (left == 1 ? " other" : " others");
    }

    private static boolean isLocal(Explanation explanation) {
        return explanation.fidelity() instanceof Fidelity.LocalSurrogate;
    }

    private void addLocalFidelity() {
        String lowest = explanations.size() > 1 ? ", lowest" : "";
        String highest = explanations.size() > 1 ? ", highest" : "";
        double share = 1;
        double matched = 1;
        boolean bits = false;
        for (Explanation explanation : explanations) {
            if (explanation.fidelity() instanceof Fidelity.LocalSurrogate surrogate) {
                share = Math.min(share, surrogate.effectiveShare());
                matched = Math.min(matched, surrogate.matchedShare().orElse(1));
                bits |= surrogate.matchedShare().isPresent();
            }
        }
        int outputs = explanations.get(0).outputs().size();
        for (int k = 0; k < outputs; k++) {
            String of = outputs == 1
                    ? ""
                    : " of " + explanations.get(0).outputs().get(k).output();
            int output = k;
            add("Weighted R²" + of + lowest, lowestScore(output));
            add("Local prediction" + of + " misses by" + highest, magnitude(output, Fit::predictionGap));
        }
        add("Effective share of the samples" + lowest, Rounded.of(share, 0));
        if (bits) {
            add("Share that agrees with the row" + lowest, Rounded.of(matched, 0));
        }
        double shrinkage = largest(Fit::shrinkage);
        if (shrinkage > 0) {
            add("Taken away by the ridge penalty" + highest, Rounded.of(shrinkage, 0));
        }
        add("Condition number" + highest, Rounded.of(largest(Fit::condition), 0));
    }

    private List<Fit> fits(int output) {
        List<Fit> fits = new ArrayList<>();
        for (Explanation explanation : explanations) {
            if (explanation.fidelity() instanceof Fidelity.LocalSurrogate surrogate
                    && output < surrogate.fits().size()) {
                fits.add(surrogate.fits().get(output));
            }
        }
        return fits;
    }

    private String lowestScore(int output) {
        return fits(output).stream()
                .map(Fit::weightedR2)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .min(Double::compare)
                .map(score -> Rounded.of(score, 0))
                .orElse("undefined: the answers do not vary");
    }

    private String magnitude(int output, ToDoubleFunction<Fit> fact) {
        return Rounded.of(
                fits(output).stream().mapToDouble(fact).map(Math::abs).max().orElse(0), 0);
    }

    private double largest(ToDoubleFunction<Fit> fact) {
        double largest = 0;
        for (int k = 0; k < explanations.get(0).outputs().size(); k++) {
            largest = Math.max(largest, fits(k).stream().mapToDouble(fact).max().orElse(0));
        }
        return largest;
    }

    private void addFidelity() {
        double gap = 0;
        double condition = 1;
        double sumGap = 0;
        int notAdditive = 0;
        int exact = 0;
        for (Explanation explanation : explanations) {
            if (explanation.fidelity() instanceof Fidelity.Additive additive) {
                gap = Math.max(gap, additive.additivityGap());
                condition = Math.max(condition, additive.condition());
                exact += additive.exact() ? 1 : 0;
            } else if (explanation.fidelity() instanceof Fidelity.NotAdditive free) {
                sumGap = Math.max(sumGap, free.gap());
                notAdditive++;
                exact += free.exact() ? 1 : 0;
            }
        }
        boolean several = explanations.size() > 1;
        if (notAdditive < explanations.size()) {
            add(several ? "Largest additivity gap" : "Additivity gap", Rounded.of(gap, 0));
        }
        if (notAdditive > 0) {
            add(
                    "Adding up",
                    "not meant to; the sum misses the prediction by " + (several ? "up to " : "")
                            + Rounded.of(sumGap, 0));
        }
        add("Exact", exact(exact));
        if (condition > 1) {
            add(several ? "Largest condition number" : "Condition number", Rounded.of(condition, 0));
        }
    }

    private void addBackgroundError() {
        explanations.stream()
                .flatMap(explanation -> explanation.outputs().stream())
                .flatMap(output -> output.attributions().stream())
                .flatMapToDouble(attribution -> attribution.backgroundError().stream())
                .max()
                .ifPresent(largest -> add("Largest background error", Rounded.of(largest, 0)));
    }

    private static String interactions(Explanation explanation) {
        return explanation.interactions().isEmpty()
                ? "none"
                : explanation.interactions().get(0).index().title();
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
