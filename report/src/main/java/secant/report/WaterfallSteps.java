package secant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.OutputExplanation;

/** The steps of a waterfall from the base value to the prediction: the largest first, the players not shown last. */
final class WaterfallSteps {

    /**
     * One step.
     *
     * @param label who makes it
     * @param from the value before it
     * @param to the value after it
     * @param value its size, to − from before rounding
     * @param standardError of {@code value}; 0 for the players not shown, whose errors are not independent
     * @param backgroundError of {@code value}; absent where it was not asked for, and for the players not shown
     */
    record Step(
            PlayerLabel label,
            double from,
            double to,
            double value,
            double standardError,
            OptionalDouble backgroundError) {

        String size() {
            return Rounded.signed(value, standardError);
        }
    }

    private final ReportSection.Waterfall section;
    private final OutputExplanation output;
    private final List<Step> steps;

    private WaterfallSteps(ReportSection.Waterfall section, OutputExplanation output, List<Step> steps) {
        this.section = section;
        this.output = output;
        this.steps = List.copyOf(steps);
    }

    static WaterfallSteps of(ReportSection.Waterfall section) {
        OutputExplanation output = section.explanation().output(section.output());
        List<Attribution> attributions = output.attributions();
        int[] ranked = IntStream.range(0, attributions.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        p -> -Math.abs(attributions.get(p).value())))
                .mapToInt(p -> p)
                .toArray();
        // A line 'one other player' would take the room of the player itself.
        int shown = ranked.length <= section.shown() + 1 ? ranked.length : section.shown();
        List<Step> steps = new ArrayList<>();
        double at = output.baseValue();
        for (int i = 0; i < shown; i++) {
            Attribution attribution = attributions.get(ranked[i]);
            PlayerLabel label = PlayerLabel.of(section.explanation(), ranked[i]);
            double to = Scale.finite(at + attribution.value());
            steps.add(new Step(
                    label, at, to, attribution.value(), attribution.standardError(), attribution.backgroundError()));
            at = to;
        }
        if (shown < ranked.length) {
            double rest = 0;
            for (int i = shown; i < ranked.length; i++) {
                rest += attributions.get(ranked[i]).value();
            }
            PlayerLabel label = PlayerLabel.of((ranked.length - shown) + " other players");
            steps.add(new Step(label, at, Scale.finite(at + rest), Scale.finite(rest), 0, OptionalDouble.empty()));
        }
        return new WaterfallSteps(section, output, steps);
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
        return LinkedScale.axis(section.output(), link());
    }

    /** What the picture says, in words. */
    String summary() {
        return "On average over the background the model answers " + LinkedScale.level(baseValue(), link())
                + "; for this row it answers " + LinkedScale.level(prediction(), link()) + ".";
    }

    /** {@link #summary} and how the picture shows errors, if it does. */
    String caption() {
        return summary() + (hasErrors() ? " Whiskers are 95 % intervals of the sampling error." : "");
    }

    private String link() {
        return section.explanation().provenance().link();
    }
}
