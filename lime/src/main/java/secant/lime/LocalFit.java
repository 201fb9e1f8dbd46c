package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import secant.data.Matrix;
import secant.explanation.Fidelity;

/**
 * The local model: a weighted ridge fit of every output on the interpretable features of a neighbourhood, with standard
 * errors, from groups of samples.
 *
 * <p>Coefficients come from all samples together. Standard errors are the delete-a-group jackknife's: the fit is repeated
 * without each group in turn, with the features that were selected from all. They are multiplied by t₀.₉₇₅(groups − 1) /
 * 1.96, so that ± 1.96 of them is a 95 % interval however few groups there are. What is in a group need not be independent.
 *
 * <p>Groups that are parts of one sequence, evenly spread, balance each other: they differ more than sequences do, and their
 * jackknife is too large. With W the mean square of a part about the mean of its sequence, and B that of a
 * sequence's sum about the mean of sequences, s = B / (parts · W) is 1 where parts are independent, and the jackknife's
 * expected variance is to be multiplied by s (groups − 1) / (sequences · (parts − 1) + (sequences − 1) s). Here a part's
 * value is how much it pulls at each coefficient. Two sequences tell little of s, so that it is taken from all features
 * together, as many as there are, and from {@value #INDEPENDENT_FEATURES} more for which it is 1. Immutable.
 */
final class LocalFit {

    /** Groups that independent samples are dealt into. */
    static final int GROUPS = 20;

    private static final double NORMAL_QUANTILE = 1.959963984540054; // of 0.975

    /** By how much Student's quantile of 0.975 is larger, for each number of groups. */
    private static final double[] STUDENT = IntStream.rangeClosed(0, GROUPS)
            .mapToDouble(groups -> groups < 2
                    ? Double.POSITIVE_INFINITY
                    : new TDistribution(null, groups - 1.0).inverseCumulativeProbability(0.975) / NORMAL_QUANTILE)
            .toArray();

    /** Answers that differ by less than this share of their size differ by rounding alone. */
    private static final double SMALLEST_SPREAD = 1e-14;

    /**
     * As many features are supposed to have groups that do not balance each other. Without them 79 % of the intervals of four
     * columns covered; see docs/decisions/0011.
     */
    private static final int INDEPENDENT_FEATURES = 2;

    private final double[] instance;
    private final double[] answers;
    private final double[] means;
    private final List<Output> outputs;
    private final double effectiveSamples;
    private final long samples;

    private LocalFit(
            double[] instance,
            double[] answers,
            double[] means,
            List<Output> outputs,
            double effectiveSamples,
            long samples) {
        this.instance = instance;
        this.answers = answers;
        this.means = means;
        this.outputs = List.copyOf(outputs);
        this.effectiveSamples = effectiveSamples;
        this.samples = samples;
    }

    /** The fit of one output. */
    private static final class Output {

        private final double[] coefficients;
        private final double[] errors;
        private final double intercept;
        private final double score;
        private final double condition;
        private final double shrinkage;

        Output(
                double[] coefficients,
                double[] errors,
                double intercept,
                double score,
                double condition,
                double shrinkage) {
            this.coefficients = coefficients;
            this.errors = errors;
            this.intercept = intercept;
            this.score = score;
            this.condition = condition;
            this.shrinkage = shrinkage;
        }
    }

    /**
     * Fits samples that are held in arrays, dealt into {@value #GROUPS} groups in turn.
     *
     * @param interpretable n × features, row 0 the instance
     * @param targets n × outputs, row 0 the answer for the instance
     * @param weights one a sample, 0 or more
     * @param selection which features may be used
     * @param alpha the ridge penalty, 0 or more
     * @return the fit
     * @throws secant.surrogate.SingularSystemException if α is 0 and the samples do not determine the coefficients
     */
    static LocalFit of(
            Matrix interpretable, Matrix targets, double[] weights, FeatureSelection selection, double alpha) {
        WeightedMoments first = new WeightedMoments(interpretable.row(0), targets.row(0));
        List<WeightedMoments> groups = new ArrayList<>();
        for (int g = 0; g < Math.min(GROUPS, interpretable.rows()); g++) {
            groups.add(g == 0 ? first : first.fresh());
        }
        for (int r = 0; r < interpretable.rows(); r++) {
            groups.get(r % groups.size())
                    .add(
                            interpretable.data(),
                            r * interpretable.columns(),
                            targets.data(),
                            r * targets.columns(),
                            weights[r]);
        }
        return of(groups, selection, alpha);
    }

    /**
     * Fits groups of samples.
     *
     * @param groups independent of each other, at least 1, all with the same origin; one alone has infinite errors
     * @param selection which features may be used
     * @param alpha the ridge penalty, 0 or more
     * @return the fit
     * @throws secant.surrogate.SingularSystemException if α is 0 and the samples do not determine the coefficients
     */
    static LocalFit of(List<WeightedMoments> groups, FeatureSelection selection, double alpha) {
        return of(groups, 1, selection, alpha);
    }

    /**
     * Fits groups of samples, some of which belong together.
     *
     * @param groups at least 1, all with the same origin; one alone has infinite errors
     * @param perSequence how many successive groups are parts of one sequence, equally large; sequences are independent of
     *     each other, and at least 2 if this is not 1
     * @param selection which features may be used
     * @param alpha the ridge penalty, 0 or more
     * @return the fit
     * @throws secant.surrogate.SingularSystemException if α is 0 and the samples do not determine the coefficients
     */
    static LocalFit of(List<WeightedMoments> groups, int perSequence, FeatureSelection selection, double alpha) {
        WeightedMoments all = groups.get(0).fresh();
        groups.forEach(group -> all.merge(group, 1));
        List<WeightedMoments> others = new ArrayList<>(groups.size());
        for (WeightedMoments group : groups) {
            others.add(all.without(group));
        }
        List<Output> outputs = new ArrayList<>();
        boolean shared = selection instanceof FeatureSelection.None;
        Jackknife jackknife = null;
        for (int k = 0; k < all.outputs(); k++) {
            if (jackknife == null || !shared) {
                int[] features = SelectedFeatures.of(all, k, selection);
                jackknife = new Jackknife(all, groups, perSequence, others, features, alpha);
            }
            outputs.add(jackknife.output(k));
        }
        double[] instance = new double[all.features()];
        Arrays.setAll(instance, all::instance);
        double[] answers = new double[all.outputs()];
        Arrays.setAll(answers, all::instanceTarget);
        double[] means = new double[all.features()];
        Arrays.setAll(means, all::mean);
        return new LocalFit(instance, answers, means, outputs, all.effectiveSamples(), all.samples());
    }

    /**
     * Fits a neighbourhood that is known completely, so that there are no errors.
     *
     * @param moments of all of it
     * @param selection which features may be used
     * @param alpha the ridge penalty, 0 or more
     * @return the fit
     * @throws secant.surrogate.SingularSystemException if α is 0 and a feature is a combination of others
     */
    static LocalFit exact(WeightedMoments moments, FeatureSelection selection, double alpha) {
        LocalFit fit = of(List.of(moments), selection, alpha);
        fit.outputs.forEach(output -> Arrays.fill(output.errors, 0));
        return new LocalFit(fit.instance, fit.answers, fit.means, fit.outputs, fit.samples, fit.samples);
    }

    /** The fits of some features to all samples and to all but each group. */
    private static final class Jackknife {

        private final WeightedMoments all;
        private final List<WeightedMoments> groups;
        private final int perSequence;
        private final StandardisedRidge ridge;
        private final List<StandardisedRidge> without = new ArrayList<>();
        private final double condition;
        private final double shrinkage;

        Jackknife(
                WeightedMoments all,
                List<WeightedMoments> groups,
                int perSequence,
                List<WeightedMoments> others,
                int[] features,
                double alpha) {
            this.all = all;
            this.groups = groups;
            this.perSequence = perSequence;
            this.ridge = StandardisedRidge.of(all, features, alpha);
            this.condition = ridge.condition();
            this.shrinkage = ridge.shrinkage();
            if (others.size() > 1) {
                others.forEach(rest -> without.add(StandardisedRidge.of(rest, features, alpha)));
            }
        }

        Output output(int k) {
            int d = all.features();
            double rounding = SMALLEST_SPREAD * all.instanceTarget(k);
            if (!(all.targetSquare(k) > rounding * rounding * all.weight())) {
                return new Output(
                        new double[d], new double[d], all.instanceTarget(k), Double.NaN, condition, shrinkage);
            }
            double[] coefficients = ridge.coefficients(k);
            double intercept = all.targetMean(k);
            for (int i = 0; i < d; i++) {
                intercept -= coefficients[i] * all.mean(i);
            }
            double[] errors = errors(k);
            if (perSequence > 1) {
                double factor = Math.sqrt(balance(k, coefficients));
                for (int i = 0; i < d; i++) {
                    errors[i] *= factor;
                }
            }
            return new Output(coefficients, errors, intercept, ridge.score(k, coefficients), condition, shrinkage);
        }

        /** By what the jackknife's variance is to be multiplied, as the parts of a sequence balance each other. */
        private double balance(int k, double[] coefficients) {
            int sequences = groups.size() / perSequence;
            double between = 0;
            double within = 0;
            double[][] pulls = new double[groups.size()][];
            Arrays.setAll(pulls, g -> groups.get(g).pulls(all, k, coefficients));
            double largest = Arrays.stream(pulls)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            if (!(largest > 0 && largest <= Double.MAX_VALUE)) {
                return 1; // no residuals, or none that a number can hold
            }
            double unit =
                    Math.scalb(1.0, -Math.getExponent(largest)); // a power of two, so that squares keep their bits
            double[] sums = new double[sequences];
            for (int i : ridge.features()) {
                Arrays.fill(sums, 0);
                for (int g = 0; g < pulls.length; g++) {
                    pulls[g][i] *= unit;
                    sums[g / perSequence] += pulls[g][i];
                }
                double mean = Arrays.stream(sums).sum() / sequences;
                double scatter = all.scatter(i, i);
                for (double sum : sums) {
                    between += (sum - mean) * (sum - mean) / scatter;
                }
                for (int g = 0; g < pulls.length; g++) {
                    double difference = pulls[g][i] - sums[g / perSequence] / perSequence;
                    within += difference * difference / scatter;
                }
            }
            double parts = within / (sequences * (perSequence - 1)) * perSequence;
            if (!(parts > 0)) {
                return 1; // no feature, or halves that are the same
            }
            int features = ridge.features().length;
            double ratio = between / (sequences - 1) / parts;
            double pooled = (features * ratio + INDEPENDENT_FEATURES) / (features + INDEPENDENT_FEATURES);
            return pooled * (groups.size() - 1) / (sequences * (perSequence - 1) + (sequences - 1) * pooled);
        }

        private double[] errors(int k) {
            int groups = without.size();
            double[] errors = new double[all.features()];
            if (groups == 0) {
                for (int feature : ridge.features()) {
                    errors[feature] = Double.POSITIVE_INFINITY;
                }
                return errors;
            }
            double[] mean = new double[errors.length];
            double[] squares = new double[errors.length];
            int seen = 0;
            for (StandardisedRidge rest : without) {
                double[] coefficients = rest.coefficients(k);
                seen++;
                for (int i = 0; i < errors.length; i++) { // Welford's, which needs no second pass
                    double difference = coefficients[i] - mean[i];
                    mean[i] += difference / seen;
                    squares[i] += difference * (coefficients[i] - mean[i]);
                }
            }
            double student = STUDENT[groups];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = student * Math.sqrt(squares[i] * (groups - 1) / groups);
            }
            return errors;
        }
    }

    /** {@return the number of outputs} */
    int outputs() {
        return outputs.size();
    }

    /** {@return a coefficient in the units of the output for one unit of the interpretable feature; 0 if not selected} */
    double coefficient(int output, int feature) {
        return outputs.get(output).coefficients[feature];
    }

    /** {@return the standard error of a coefficient} */
    double standardError(int output, int feature) {
        return outputs.get(output).errors[feature];
    }

    double intercept(int output) {
        return outputs.get(output).intercept;
    }

    /** {@return the weighted R² over the samples, or nothing where the answers do not vary} */
    OptionalDouble score(int output) {
        double score = outputs.get(output).score;
        return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /** {@return the local model's value for the instance} */
    double localPrediction(int output) {
        double prediction = intercept(output);
        for (int i = 0; i < instance.length; i++) {
            prediction += coefficient(output, i) * instance[i];
        }
        return prediction;
    }

    private Fidelity.LocalSurrogate.Fit fit(int output) {
        Output fit = outputs.get(output);
        double prediction = localPrediction(output);
        return new Fidelity.LocalSurrogate.Fit(
                score(output), prediction, answers[output] - prediction, fit.condition, fit.shrinkage);
    }

    /** {@return (Σ w)² / Σ w²: how many samples of equal weight say as much} */
    double effectiveSamples() {
        return effectiveSamples;
    }

    /** {@return the number of samples} */
    long samples() {
        return samples;
    }

    /** {@return the effective samples as a share of all, above 0 and at most 1} */
    double effectiveShare() {
        return Math.min(1, effectiveSamples / samples);
    }

    /** {@return a feature's weighted mean: for bits, the share of the weight on samples that agree with the instance} */
    double mean(int feature) {
        return means[feature];
    }

    /** {@return the fidelity of all outputs, of features that are bits} */
    Fidelity.LocalSurrogate fidelity() {
        return fidelity(
                OptionalDouble.of(Math.min(1, Arrays.stream(means).average().orElse(0))));
    }

    /** {@return the fidelity of all outputs} */
    Fidelity.LocalSurrogate fidelity(OptionalDouble matchedShare) {
        List<Fidelity.LocalSurrogate.Fit> fits = new ArrayList<>();
        for (int k = 0; k < outputs(); k++) {
            fits.add(fit(k));
        }
        return new Fidelity.LocalSurrogate(fits, effectiveShare(), matchedShare);
    }
}
