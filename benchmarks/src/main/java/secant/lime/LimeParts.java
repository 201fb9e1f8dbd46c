package secant.lime;

import secant.data.Matrix;

/** Opens those parts of LIME that reference cases have numbers for and users no need of. */
public final class LimeParts {

    private LimeParts() {}

    public static double[] edges(TrainingStatistics statistics, int column) {
        return statistics.column(column).edges;
    }

    public static double[] means(TrainingStatistics statistics, int column) {
        return statistics.column(column).means;
    }

    public static double[] deviations(TrainingStatistics statistics, int column) {
        return statistics.column(column).deviations;
    }

    public static double[] mins(TrainingStatistics statistics, int column) {
        return statistics.column(column).mins;
    }

    public static double[] maxs(TrainingStatistics statistics, int column) {
        return statistics.column(column).maxs;
    }

    public static double[] frequencies(TrainingStatistics statistics, int column) {
        return statistics.column(column).frequencies;
    }

    public static int cell(TrainingStatistics statistics, int column, double value) {
        return statistics.column(column).cell(value);
    }

    public static double mean(TrainingStatistics statistics, int column) {
        return statistics.column(column).mean;
    }

    public static double scale(TrainingStatistics statistics, int column) {
        return statistics.column(column).scale;
    }

    /** {@return the kernel's weight at a distance} */
    public static double kernel(double width, double distance) {
        return new ProximityKernel(width).weight(distance);
    }

    /** Fits a recorded neighbourhood of one output, row 0 the instance. */
    public static Fit fit(
            Matrix interpretable, Matrix targets, double[] weights, FeatureSelection selection, double alpha) {
        return new Fit(LocalFit.of(interpretable, targets, weights, selection, alpha));
    }

    /** The fit of the only output. */
    public static final class Fit {

        private final LocalFit fit;

        private Fit(LocalFit fit) {
            this.fit = fit;
        }

        public double coefficient(int feature) {
            return fit.coefficient(0, feature);
        }

        public double intercept() {
            return fit.intercept(0);
        }

        public double localPrediction() {
            return fit.localPrediction(0);
        }

        public double score() {
            return fit.score(0).orElse(Double.NaN);
        }
    }
}
