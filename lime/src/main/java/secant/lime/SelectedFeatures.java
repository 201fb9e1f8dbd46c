package secant.lime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.surrogate.LassoPath;

/** The features that a {@link FeatureSelection} takes for one output, from the moments of the samples alone. */
final class SelectedFeatures {

    /** Of the ridge fit that {@link FeatureSelection.HighestWeights} ranks by; the lime package's. */
    private static final double RANKING_ALPHA = 0.01;

    /** What is left of a feature's scatter below this share is rounding: it repeats the features already taken. */
    private static final double SMALLEST_REST = 1e-11;

    /** Of the lasso's path; features hardly ever come and go as often. */
    private static final int STEPS_PER_FEATURE = 8;

    private final WeightedMoments moments;
    private final int output;

    private SelectedFeatures(WeightedMoments moments, int output) {
        this.moments = moments;
        this.output = output;
    }

    /** {@return the indices of the features, ascending} */
    static int[] of(WeightedMoments moments, int output, FeatureSelection selection) {
        SelectedFeatures selected = new SelectedFeatures(moments, output);
        int[] features;
        if (selection instanceof FeatureSelection.Forward forward) {
            features = selected.forward(forward.features());
        } else if (selection instanceof FeatureSelection.HighestWeights highest) {
            features = selected.highest(highest.features());
        } else if (selection instanceof FeatureSelection.Lasso lasso) {
            features = selected.lasso(lasso.features());
        } else {
            features = all(moments);
        }
        Arrays.sort(features);
        return features;
    }

    static int[] all(WeightedMoments moments) {
        return IntStream.range(0, moments.features()).toArray();
    }

    /**
     * Orthogonal forward selection: after each step, what the features taken explain is swept out of all others, so that
     * the gain of the next is (rest · target)² / rest².
     */
    private int[] forward(int wanted) {
        int d = moments.features();
        double[] scatter = new double[d * d];
        double[] target = new double[d];
        double[] whole = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scatter[i * d + j] = moments.scatter(i, j);
            }
            target[i] = moments.targetScatter(i, output);
            whole[i] = StandardisedRidge.varies(moments, i) ? scatter[i * d + i] : 0;
        }
        boolean[] taken = new boolean[d];
        int[] order = new int[Math.min(wanted, d)];
        for (int step = 0; step < order.length; step++) {
            int best = -1;
            double most = -1;
            for (int i = 0; i < d; i++) {
                double rest = scatter[i * d + i];
                double gain = whole[i] > 0 && rest > SMALLEST_REST * whole[i] ? target[i] * (target[i] / rest) : 0;
                if (!taken[i] && gain > most) {
                    best = i;
                    most = gain;
                }
            }
            order[step] = best;
            taken[best] = true;
            if (most > 0) {
                sweep(best, scatter, target);
            }
        }
        return order;
    }

    private static void sweep(int pivot, double[] scatter, double[] target) {
        int d = target.length;
        double[] row = Arrays.copyOfRange(scatter, pivot * d, (pivot + 1) * d);
        double ownTarget = target[pivot];
        for (int i = 0; i < d; i++) {
            double share = row[i] / row[pivot];
            target[i] -= share * ownTarget;
            for (int j = 0; j < d; j++) {
                scatter[i * d + j] -= share * row[j];
            }
        }
    }

    private int[] highest(int wanted) {
        double[] coefficients =
                StandardisedRidge.of(moments, all(moments), RANKING_ALPHA).coefficients(output);
        return IntStream.range(0, moments.features())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(coefficients[i] * moments.instance(i))))
                .limit(wanted)
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * The path from least squares back to nothing: the first knot with no more features than wanted, never the empty one.
     *
     * <p>The path depends on the products of features and targets alone; a root of the scatter and the targets that go with
     * it have the same products in d rows.
     */
    private int[] lasso(int wanted) {
        int[] varying = IntStream.range(0, moments.features())
                .filter(i -> StandardisedRidge.varies(moments, i))
                .toArray();
        if (varying.length == 0 || !(moments.targetSpread(output) > 0)) {
            return all(moments);
        }
        Matrix root = Matrix.zeros(varying.length, varying.length);
        double[] targets = new double[varying.length];
        root(varying, root, targets);
        LassoPath path = LassoPath.of(root, targets, STEPS_PER_FEATURE * varying.length, 0);
        int[] features = all(moments);
        for (int knot = path.knots() - 1; knot > 0; knot--) {
            double[] coefficients = path.coefficients(knot);
            features = IntStream.range(0, varying.length)
                    .filter(i -> coefficients[i] != 0)
                    .map(i -> varying[i])
                    .toArray();
            if (features.length <= wanted) {
                break;
            }
        }
        return features;
    }

    /** Cholesky's root R, RᵀR = scatter, and Rᵀ⁻¹ times the moments with the target; rows of no information stay 0. */
    private void root(int[] features, Matrix root, double[] targets) {
        int p = features.length;
        double[] r = root.data();
        for (int i = 0; i < p; i++) {
            double whole = moments.scatter(features[i], features[i]);
            double rest = whole;
            double target = moments.targetScatter(features[i], output);
            for (int k = 0; k < i; k++) {
                rest -= r[k * p + i] * r[k * p + i];
                target -= r[k * p + i] * targets[k];
            }
            if (rest > SMALLEST_REST * whole) {
                double pivot = Math.sqrt(rest);
                r[i * p + i] = pivot;
                targets[i] = target / pivot;
                for (int j = i + 1; j < p; j++) {
                    double product = moments.scatter(features[i], features[j]);
                    for (int k = 0; k < i; k++) {
                        product -= r[k * p + i] * r[k * p + j];
                    }
                    r[i * p + j] = product / pivot;
                }
            }
        }
    }
}
