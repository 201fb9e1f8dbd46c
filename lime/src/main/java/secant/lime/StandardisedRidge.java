package secant.lime;

import java.util.Arrays;
import secant.surrogate.SingularSystemException;

/**
 * A ridge fit of some features from their moments, centred and standardised before it is solved, so that units do not
 * matter to its digits: min Σ w (y − c − x·β)² + α |β|², β in the features' own units, the intercept not penalised.
 *
 * <p>Solved by Cholesky's factorization of the correlation matrix, α / Σ w (x − mean)² added to its diagonal. A feature that
 * does not vary has the coefficient 0. Cost: p³ / 6 to factor, p² an output. Immutable.
 */
final class StandardisedRidge {

    /** A pivot of a correlation matrix below this is rounding, not information. */
    private static final double SMALLEST_PIVOT = 1e-11;

    /** A scatter below this share of the squares that it was made of is rounding. */
    private static final double SMALLEST_SCATTER = 1e-13;

    private static final int POWER_ITERATIONS = 60;

    /** An iteration that changes the condition by less than this share is the last one. */
    private static final double POWER_CHANGE = 1e-3;

    private final WeightedMoments moments;
    private final int[] features;
    private final double[] scales;
    private final double alpha;
    private final double[] factor;

    private StandardisedRidge(WeightedMoments moments, int[] features, double[] scales, double alpha, double[] factor) {
        this.moments = moments;
        this.features = features;
        this.scales = scales;
        this.alpha = alpha;
        this.factor = factor;
    }

    /**
     * Factors.
     *
     * @param moments of the samples
     * @param chosen the features that may be used; those that do not vary are left out
     * @param alpha the penalty, 0 or more
     * @throws SingularSystemException if α is 0 and a feature is a combination of others
     */
    static StandardisedRidge of(WeightedMoments moments, int[] chosen, double alpha) {
        int[] features = new int[chosen.length];
        int p = 0;
        for (int feature : chosen) {
            if (varies(moments, feature)) {
                features[p++] = feature;
            }
        }
        features = Arrays.copyOf(features, p);
        double[] scales = new double[p];
        for (int i = 0; i < p; i++) {
            scales[i] = Math.sqrt(moments.scatter(features[i], features[i]));
        }
        StandardisedRidge ridge = new StandardisedRidge(moments, features, scales, alpha, new double[p * p]);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                ridge.factor[i * p + j] = ridge.cell(i, j);
            }
        }
        ridge.factor();
        return ridge;
    }

    static boolean varies(WeightedMoments moments, int feature) {
        double scatter = moments.scatter(feature, feature);
        return scatter > SMALLEST_SCATTER * moments.square(feature) && scatter > 0;
    }

    /** The correlation of two features, 1 and the penalty on the diagonal. */
    private double cell(int i, int j) {
        if (i == j) {
            return 1 + penalty(i);
        }
        return moments.scatter(features[i], features[j]) / scales[i] / scales[j];
    }

    private double penalty(int i) {
        return alpha / scales[i] / scales[i];
    }

    private void factor() {
        int p = scales.length;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[i * p + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * p + k] * factor[j * p + k];
                }
                if (i > j) {
                    factor[i * p + j] = sum / factor[j * p + j];
                } else if (sum >= SMALLEST_PIVOT) {
                    factor[i * p + i] = Math.sqrt(sum);
                } else {
                    throw new SingularSystemException("the local fit of " + p + " features is singular: feature "
                            + features[i] + " is a combination of others among the samples; take more samples, select"
                            + " features, or raise the ridge alpha, which is " + alpha);
                }
            }
        }
    }

    /** {@return the features that vary, whose coefficients the answers of this are} */
    int[] features() {
        return features;
    }

    /** {@return the coefficients of an output in the features' own units, one for each of all features} */
    double[] coefficients(int output) {
        int p = scales.length;
        double[] solution = new double[p];
        for (int i = 0; i < p; i++) {
            solution[i] = moments.targetScatter(features[i], output) / scales[i];
        }
        solve(solution);
        double[] coefficients = new double[moments.features()];
        for (int i = 0; i < p; i++) {
            coefficients[features[i]] = solution[i] / scales[i];
        }
        return coefficients;
    }

    private void solve(double[] b) {
        int p = scales.length;
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= factor[i * p + k] * b[k];
            }
            b[i] /= factor[i * p + i];
        }
        for (int i = p - 1; i >= 0; i--) {
            b[i] /= factor[i * p + i];
            for (int k = 0; k < i; k++) {
                b[k] -= factor[i * p + k] * b[i];
            }
        }
    }

    /** {@return the weighted R² of an output that varies} */
    double score(int output, double[] coefficients) {
        double spread = moments.targetSpread(output);
        double explained = 0;
        for (int f : features) {
            double product = 2 * moments.targetScatter(f, output);
            for (int g : features) {
                product -= moments.scatter(f, g) * coefficients[g];
            }
            explained += coefficients[f] * product;
        }
        return Math.min(1, explained / spread); // rounding may exceed 1
    }

    /**
     * {@return the condition number of the matrix that was factored, from below by power iteration; 1 without features; each
     * tenfold costs a digit}
     */
    double condition() {
        int p = scales.length;
        double[] forward = new double[p];
        double[] backward = new double[p];
        for (int i = 0; i < p; i++) {
            forward[i] = StrictMath.sin(1 + i);
            backward[i] = forward[i];
        }
        double largest = p == 0 ? 1 : normalise(forward);
        double smallest = p == 0 ? 1 : normalise(backward);
        double change = p == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < POWER_ITERATIONS && change > POWER_CHANGE; iteration++) {
            double before = largest * smallest;
            forward = multiply(forward);
            largest = normalise(forward);
            solve(backward);
            smallest = normalise(backward);
            change = Math.abs(largest * smallest / before - 1);
        }
        return Math.max(1, largest * smallest);
    }

    /** L (Lᵀ v). */
    private double[] multiply(double[] v) {
        int p = v.length;
        double[] image = new double[p];
        for (int i = 0; i < p; i++) {
            for (int k = 0; k <= i; k++) {
                image[k] += factor[i * p + k] * v[i];
            }
        }
        for (int i = p - 1; i >= 0; i--) {
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += factor[i * p + k] * image[k];
            }
            image[i] = sum;
        }
        return image;
    }

    private static double normalise(double[] v) {
        double squares = 0;
        for (double value : v) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < v.length; i++) {
            v[i] /= length;
        }
        return length;
    }

    /**
     * {@return how much the penalty takes away: 1 − effective degrees of freedom / features, the mean over the principal
     * directions of α / (scatter + α); 0 without a penalty}
     */
    double shrinkage() {
        int p = scales.length;
        if (alpha == 0 || p == 0) {
            return 0;
        }
        double taken = 0; // trace of the inverse times the penalties
        for (int i = 0; i < p; i++) {
            taken += penalty(i) * inverseDiagonal(i);
        }
        return Math.min(1, taken / p);
    }

    /** Cell (i, i) of (L Lᵀ)⁻¹: the squared length of L⁻¹ eᵢ. */
    private double inverseDiagonal(int i) {
        int p = scales.length;
        double[] column = new double[p];
        double squares = 0;
        for (int r = i; r < p; r++) {
            double sum = r == i ? 1 : 0;
            for (int k = i; k < r; k++) {
                sum -= factor[r * p + k] * column[k];
            }
            column[r] = sum / factor[r * p + r];
            squares += column[r] * column[r];
        }
        return squares;
    }
}
