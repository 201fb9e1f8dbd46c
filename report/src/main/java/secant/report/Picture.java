package secant.report;

import java.util.Optional;

/**
 * What a section shows, worked out once: drawn at any size, told as text, and written as a table for those who cannot see
 * it.
 */
interface Picture {

    /** What the picture says, in words. */
    String summary();

    /** The numbers behind it, or those of them that a reader would look up. */
    DataTable table();

    /** Draws it as a whole SVG document. */
    String draw(Canvas canvas);

    /** Tells it in lines of characters. */
    void write(TextPage page);

    /** The picture of a section, if it has one. */
    static Optional<Picture> of(ReportSection section) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            return Optional.of(new WaterfallPicture(waterfall));
        }
        if (section instanceof ReportSection.Importance importance) {
            return Optional.of(new ImportancePicture(importance));
        }
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            return Optional.of(new BeeswarmPicture(beeswarm));
        }
        if (section instanceof ReportSection.Force force) {
            return Optional.of(new ForcePicture(force));
        }
        if (section instanceof ReportSection.StackedForce stack) {
            return Optional.of(new StackedForcePicture(stack));
        }
        if (section instanceof ReportSection.Bars bars) {
            return Optional.of(new BarsPicture(bars));
        }
        if (section instanceof ReportSection.Text text) {
            return Optional.of(new TextPicture(text));
        }
        if (section instanceof ReportSection.Image image) {
            return Optional.of(new ImagePicture(image));
        }
        if (section instanceof ReportSection.Violin violin) {
            return Optional.of(new ViolinPicture(violin));
        }
        if (section instanceof ReportSection.Dependence dependence) {
            return Optional.of(new DependencePicture(dependence));
        }
        if (section instanceof ReportSection.Heatmap heatmap) {
            return Optional.of(new HeatmapPicture(heatmap));
        }
        if (section instanceof ReportSection.Decision decision) {
            return Optional.of(new DecisionPicture(decision));
        }
        if (section instanceof ReportSection.Cohorts cohorts) {
            return Optional.of(new CohortsPicture(cohorts));
        }
        if (section instanceof ReportSection.Comparison comparison) {
            return Optional.of(new ComparisonPicture(comparison));
        }
        if (section instanceof ReportSection.InteractionMatrix matrix) {
            return Optional.of(new InteractionPicture(matrix));
        }
        if (section instanceof ReportSection.Picks picks) {
            return Optional.of(new PicksPicture(picks));
        }
        return Optional.empty();
    }
}
