package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/** How well an explanation accounts for the prediction that it explains. */
public sealed interface Fidelity {

    /**
     * The fidelity of attributions that are to add up to prediction − base value.
     *
     * @param additivityGap the largest |base value + Σ attributions − prediction| over the outputs, after the link
     * @param exact whether every coalition was evaluated, so that the values carry rounding errors only
     * @param condition the condition number of the regression that was solved, 1 where none was; each tenfold costs a
     *     digit
     */
    record Additive(double additivityGap, boolean exact, double condition) implements Fidelity {

        public Additive {
            if (!(additivityGap >= 0)) {
                throw new IllegalArgumentException("additivity gap must be 0 or more but is " + additivityGap);
            }
            if (!(condition >= 1)) {
                throw new IllegalArgumentException("condition must be 1 or more but is " + condition);
            }
        }
    }

    /**
     * The fidelity of attributions that are not meant to add up, such as Banzhaf values: each says what its player
     * changes, and their sum says nothing.
     *
     * @param gap the largest |base value + Σ attributions − prediction| over the outputs, after the link; for information,
     *     since no size of it is wrong
     * @param exact whether the values carry rounding errors only
     */
    record NotAdditive(double gap, boolean exact) implements Fidelity {

        public NotAdditive {
            if (!(gap >= 0)) {
                throw new IllegalArgumentException("gap must be 0 or more but is " + gap);
            }
        }
    }

    /**
     * The fidelity of coefficients of a linear model that stands for the real one in the neighbourhood of what is
     * explained. The attributions are the coefficients, the base values the intercepts; they need not add up to the
     * prediction.
     *
     * @param fits one an output, in the order of the outputs
     * @param effectiveShare the effective sample size (Σ w)² / Σ w² of the neighbourhood as a share of its samples, above 0
     *     and at most 1
     * @param matchedShare how much of an interpretable feature's weight is on samples that agree with the instance, on
     *     average over the features: the more, the more local; nothing where features are numbers
     */
    record LocalSurrogate(List<Fit> fits, double effectiveShare, OptionalDouble matchedShare) implements Fidelity {

        public LocalSurrogate {
            fits = List.copyOf(fits);
            if (!(effectiveShare > 0 && effectiveShare <= 1)) {
                throw new IllegalArgumentException(
                        "effective share must be above 0 and at most 1 but is " + effectiveShare);
            }
            requireNonNull(matchedShare, "matchedShare");
            if (matchedShare.isPresent() && !(matchedShare.getAsDouble() >= 0 && matchedShare.getAsDouble() <= 1)) {
                throw new IllegalArgumentException(
                        "matched share must be from 0 to 1 but is " + matchedShare.getAsDouble());
            }
        }

        /**
         * The fit of one output.
         *
         * @param weightedR2 how much of the weighted variance of the answers in the neighbourhood the linear model
         *     explains, at most 1; nothing where the answers do not vary, which leaves it undefined
         * @param localPrediction the linear model's value for what is explained
         * @param predictionGap prediction − local prediction
         * @param condition the condition number of the standardised regression that was solved, 1 or more; each tenfold
         *     costs a digit
         * @param shrinkage how much of the coefficients the ridge penalty takes away: 1 − effective degrees of freedom /
         *     features, from 0 to 1
         */
        public record Fit(
                OptionalDouble weightedR2,
                double localPrediction,
                double predictionGap,
                double condition,
                double shrinkage) {

            public Fit {
                requireNonNull(weightedR2, "weightedR2");
                if (weightedR2.isPresent() && !(weightedR2.getAsDouble() <= 1)) {
                    throw new IllegalArgumentException(
                            "weighted R² must be at most 1 but is " + weightedR2.getAsDouble());
                }
                if (!Double.isFinite(localPrediction) || !Double.isFinite(predictionGap)) {
                    throw new IllegalArgumentException("local prediction and its gap must be finite but are "
                            + localPrediction + " and " + predictionGap);
                }
                if (!(condition >= 1)) {
                    throw new IllegalArgumentException("condition must be 1 or more but is " + condition);
                }
                if (!(shrinkage >= 0 && shrinkage <= 1)) {
                    throw new IllegalArgumentException("shrinkage must be from 0 to 1 but is " + shrinkage);
                }
            }
        }
    }
}
