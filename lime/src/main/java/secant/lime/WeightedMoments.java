package secant.lime;

/**
 * Weighted sums of features, targets and their products over samples, which is all that a linear fit needs: a group of
 * samples is added row by row and then forgotten.
 *
 * <p>What is summed are differences from an origin, the instance and its answer, so that a feature that never leaves the
 * instance's value has sums of exactly 0, and large offsets cost no digits. Not thread-safe. Cost: features² / 2 a sample,
 * less where samples agree with the instance; memory features × (features + outputs).
 */
final class WeightedMoments {

    private final int features;
    private final int outputs;
    private final double[] origin;
    private final double[] originTarget;
    private final double[] x;
    private final double[] y;

    private long samples;
    private double weight;
    private double squaredWeight;
    private final double[] featureSums;
    private final double[] targetSums;
    private final double[] products;
    private final double[] targetProducts;
    private final double[] targetSquares;

    /**
     * Starts with no samples.
     *
     * @param origin the instance's features; not copied
     * @param originTarget its answers; not copied
     */
    WeightedMoments(double[] origin, double[] originTarget) {
        this.features = origin.length;
        this.outputs = originTarget.length;
        this.origin = origin;
        this.originTarget = originTarget;
        this.x = new double[features];
        this.y = new double[outputs];
        this.featureSums = new double[features];
        this.targetSums = new double[outputs];
        this.products = new double[features * features];
        this.targetProducts = new double[features * outputs];
        this.targetSquares = new double[outputs];
    }

    /** Adds rows of features and of targets with a weight each. */
    void add(int count, double[] rows, double[] targets, double[] weights) {
        for (int r = 0; r < count; r++) {
            add(rows, r * features, targets, r * outputs, weights[r]);
        }
    }

    /** Adds a sample: features and targets from the given positions on, and a weight of 0 or more. */
    void add(double[] row, int rowFrom, double[] target, int targetFrom, double w) {
        samples++;
        weight += w;
        squaredWeight += w * w;
        for (int i = 0; i < features; i++) {
            x[i] = row[rowFrom + i] - origin[i];
            featureSums[i] += w * x[i];
        }
        for (int k = 0; k < outputs; k++) {
            y[k] = target[targetFrom + k] - originTarget[k];
            targetSums[k] += w * y[k];
            targetSquares[k] += w * y[k] * y[k];
        }
        for (int i = 0; i < features; i++) {
            double wx = w * x[i];
            if (wx != 0) {
                addProducts(i, wx);
            }
        }
    }

    private void addProducts(int i, double wx) {
        int row = i * features;
        for (int j = 0; j <= i; j++) {
            products[row + j] += wx * x[j];
        }
        for (int k = 0; k < outputs; k++) {
            targetProducts[i * outputs + k] += wx * y[k];
        }
    }

    /** Adds all that another one with the same origin has, times a sign: −1 takes a group away again. */
    void merge(WeightedMoments other, int sign) {
        samples += sign * other.samples;
        weight += sign * other.weight;
        squaredWeight += sign * other.squaredWeight;
        addAll(featureSums, other.featureSums, sign);
        addAll(targetSums, other.targetSums, sign);
        addAll(products, other.products, sign);
        addAll(targetProducts, other.targetProducts, sign);
        addAll(targetSquares, other.targetSquares, sign);
    }

    private static void addAll(double[] sums, double[] others, int sign) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sign * others[i];
        }
    }

    /** An empty one with the same origin. */
    WeightedMoments fresh() {
        return new WeightedMoments(origin, originTarget);
    }

    int features() {
        return features;
    }

    int outputs() {
        return outputs;
    }

    long samples() {
        return samples;
    }

    /** {@return (Σ w)² / Σ w², 0 without samples that count} */
    double effectiveSamples() {
        return squaredWeight > 0 ? weight / squaredWeight * weight : 0;
    }

    double instance(int feature) {
        return origin[feature];
    }

    double mean(int feature) {
        return origin[feature] + featureSums[feature] / weight;
    }

    double targetMean(int output) {
        return originTarget[output] + targetSums[output] / weight;
    }

    double instanceTarget(int output) {
        return originTarget[output];
    }

    /** {@return Σ w (x − mean)(x′ − mean′) of two features} */
    double scatter(int i, int j) {
        double product = products[Math.max(i, j) * features + Math.min(i, j)];
        return product - featureSums[i] * (featureSums[j] / weight);
    }

    /** {@return Σ w x² about the origin, which a scatter is to be compared with} */
    double square(int i) {
        return products[i * features + i];
    }

    /** {@return Σ w (x − mean)(y − mean) of a feature and an output} */
    double targetScatter(int i, int k) {
        return targetProducts[i * outputs + k] - featureSums[i] * (targetSums[k] / weight);
    }

    /** {@return Σ w (y − mean)² of an output} */
    double targetSpread(int k) {
        return targetSquares[k] - targetSums[k] * (targetSums[k] / weight);
    }

    /** {@return Σ w y² about the instance's answer} */
    double targetSquare(int k) {
        return targetSquares[k];
    }

    double weight() {
        return weight;
    }
}
