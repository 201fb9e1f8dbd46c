package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;

/**
 * The steps of a waterfall from the base value to the prediction: the largest first, the players not shown last.
 *
 * <p>Coefficients of a local surrogate do not lead from anywhere to the prediction: each of their steps begins at 0, and
 * those not shown are not added up.
 */
final class WaterfallSteps {

    static final String LOCAL_PREDICTION = "Local prediction g(x)";

    /**
     * One step.
     *
     * @param label who makes it
     * @param from the value before it
     * @param to the value after it
     * @param value its size, to − from before rounding
     * @param standardError of {@code value}; 0 for the players not shown, whose errors are not independent
     * @param backgroundError of {@code value}; absent where it was not asked for, and for the players not shown
     * @param numbers how it is written
     */
    record Step(
            PlayerLabel label,
            double from,
            double to,
            double value,
            double standardError,
            OptionalDouble backgroundError,
            NumberFormat numbers) {

        String size() {
            return numbers.signed(value, standardError);
        }
    }

    private final ReportSection.Waterfall section;
    private final OutputExplanation output;
    private final Optional<Fidelity.LocalSurrogate.Fit> fit;
    private final List<Step> steps;
    private final int others;

    private WaterfallSteps(
            ReportSection.Waterfall section,
            OutputExplanation output,
            Optional<Fidelity.LocalSurrogate.Fit> fit,
            List<Step> steps,
            int others) {
        this.section = section;
        this.output = output;
        this.fit = fit;
        this.steps = List.copyOf(steps);
        this.others = others;
    }

    static WaterfallSteps of(ReportSection.Waterfall section) {
        OutputExplanation output = section.explanation().output(section.output());
        Optional<Fidelity.LocalSurrogate.Fit> fit = fit(section.explanation(), output);
        List<Attribution> attributions = output.attributions();
        int[] ranked = IntStream.range(0, attributions.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        p -> -Math.abs(attributions.get(p).value())))
                .mapToInt(p -> p)
                .toArray();
        // A line 'one other player' would take the room of the player itself.
        PictureOptions options = section.options();
        int shown = ranked.length <= options.shown() + 1 ? ranked.length : options.shown();
        int[] players = options.order()
                .arrange(Arrays.copyOf(ranked, shown), p -> attributions.get(p).value());
        List<Step> steps = new ArrayList<>();
        double at = fit.isPresent() ? 0 : output.baseValue();
        for (int player : players) {
            Attribution attribution = attributions.get(player);
            PlayerLabel label = PlayerLabel.of(section.explanation(), player);
            double to = Scale.finite(at + attribution.value());
            steps.add(new Step(
                    label,
                    at,
                    to,
                    attribution.value(),
                    attribution.standardError(),
                    attribution.backgroundError(),
                    options.numbers()));
            at = fit.isPresent() ? 0 : to;
        }
        if (shown < ranked.length && fit.isEmpty()) {
            double rest = 0;
            for (int i = shown; i < ranked.length; i++) {
                rest += attributions.get(ranked[i]).value();
            }
            PlayerLabel label = PlayerLabel.of((ranked.length - shown) + " other players");
            steps.add(new Step(
                    label,
                    at,
                    Scale.finite(at + rest),
                    Scale.finite(rest),
                    0,
                    OptionalDouble.empty(),
                    options.numbers()));
        }
        return new WaterfallSteps(section, output, fit, steps, ranked.length - shown);
    }

    private static Optional<Fidelity.LocalSurrogate.Fit> fit(Explanation explanation, OutputExplanation output) {
        return explanation.fidelity() instanceof Fidelity.LocalSurrogate surrogate
                ? Optional.of(surrogate.fits().get(explanation.outputs().indexOf(output)))
                : Optional.empty();
    }

    /** Whether the steps are coefficients, which do not lead from the base value to the prediction. */
    boolean isLocal() {
        return fit.isPresent();
    }

    OptionalDouble localPrediction() {
        return fit.isPresent() ? OptionalDouble.of(fit.get().localPrediction()) : OptionalDouble.empty();
    }

    /** Names the base value. */
    String start() {
        if (isLocal()) {
            return "Intercept";
        }
        return isRow() ? "Average answer E[f(x)]" : "Everything hidden f(∅)";
    }

    /** Names the prediction. */
    String end() {
        return "This " + subject() + " f(x)";
    }

    private boolean isRow() {
        return subject().equals("row");
    }

    /** A row, a text or a picture. */
    private String subject() {
        return Report.subject(section.explanation());
    }

    /** Names the steps. */
    String what() {
        return isLocal() ? "Coefficient" : "Attribution";
    }

    List<Step> steps() {
        return steps;
    }

    double baseValue() {
        return output.baseValue();
    }

    double prediction() {
        return output.prediction();
    }

    boolean hasErrors() {
        return steps.stream().anyMatch(step -> Rounded.supports(step.standardError()));
    }

    String axis() {
        return (isLocal() ? "coefficient in the local model of " : "") + LinkedScale.axis(section.output(), link());
    }

    /** What the picture says, in words. */
    String summary() {
        return fit.map(this::localSummary).orElseGet(this::additiveSummary);
    }

    private String localSummary(Fidelity.LocalSurrogate.Fit local) {
        String explained = local.weightedR2().isPresent()
                ? "explains " + numbers().of(100 * local.weightedR2().getAsDouble(), 0)
                        + " % of how the model's answers vary around this " + subject() + " (weighted R²)"
                : "has nothing to explain: the model's answers around this " + subject() + " do not vary";
        String rest = others == 0 ? "" : " " + others + " smaller coefficients are not shown.";
        return "The linear model " + explained + ". For this " + subject() + " it says "
                + LinkedScale.level(local.localPrediction(), link(), numbers()) + ", the model itself "
                + LinkedScale.level(prediction(), link(), numbers()) + "; the coefficients need not add up to either."
                + rest;
    }

    /** Says when the model answers the base value. */
    String known() {
        return isRow() ? "On average over the background" : "With everything hidden";
    }

    private String additiveSummary() {
        return known() + " the model answers " + LinkedScale.level(baseValue(), link(), levels()) + "; for this "
                + subject() + " it answers " + LinkedScale.level(prediction(), link(), levels()) + ".";
    }

    /** {@link #summary} and how the picture shows errors, if it does. */
    String caption() {
        return summary()
                + (hasErrors() ? " Whiskers are 95 % intervals of the sampling error." : "")
                + tieNote("A line beside the labels joins");
    }

    /** Says what the mark of a tie means, if there is one. */
    String tieNote(String mark) {
        return ties().isEmpty() ? "" : " " + mark + " players that are tied: their intervals overlap.";
    }

    /**
     * Players whose order the errors leave open: each one's 95 % interval of |value| overlaps with the next one's.
     *
     * @param first the first one's step
     * @param last the last one's step
     */
    record Tie(int first, int last) {

        String sentence() {
            return "Ranks " + (first + 1) + " to " + (last + 1) + " are tied: their 95 % intervals overlap.";
        }
    }

    /** The ties; none where the steps stand in another order than that of their magnitudes. */
    List<Tie> ties() {
        List<Tie> ties = new ArrayList<>();
        if (!section.options().isRanked()) {
            return ties;
        }
        int players = others > 0 && !isLocal() ? steps.size() - 1 : steps.size();
        for (int i = 0; i + 1 < players; i++) {
            int first = i;
            while (i + 1 < players && overlap(steps.get(i), steps.get(i + 1))) {
                i++;
            }
            if (i > first) {
                ties.add(new Tie(first, i));
            }
        }
        return ties;
    }

    boolean isTied(int step) {
        return ties().stream().anyMatch(tie -> step >= tie.first() && step <= tie.last());
    }

    private static boolean overlap(Step larger, Step smaller) {
        double errors = larger.standardError() + smaller.standardError();
        return Rounded.supports(errors)
                && Math.abs(larger.value()) - Math.abs(smaller.value()) < Rounded.INTERVAL * errors;
    }

    NumberFormat numbers() {
        return section.options().numbers();
    }

    /** How the base value and the prediction are written. */
    NumberFormat levels() {
        return isLocal() ? numbers() : numbers().telling(baseValue(), prediction());
    }

    String link() {
        return section.explanation().provenance().link();
    }
}
