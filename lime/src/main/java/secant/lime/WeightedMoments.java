package secant.lime;

import java.util.Arrays;

/**
 * Weighted sums of features, targets and their products over samples, which is all that a linear fit needs: a group of
 * samples is added row by row and then forgotten.
 *
 * <p>What is summed are differences from an origin, so that large offsets cost no digits: of numbers the instance, so that a
 * feature that never leaves its value has sums of exactly 0; of bits 0, so that samples are counted, and one that never
 * changes has a scatter of exactly 0, too; of targets the instance's answers. Not thread-safe. Cost: features² / 2 a sample,
 * less where samples agree with the origin; tiles of bits a few instructions for each two features. Memory features ×
 * (features + outputs).
 */
final class WeightedMoments {

    private final int features;
    private final int outputs;
    private final double[] origin;
    private final double[] instance;
    private final double[] originTarget;
    private final double[] x;
    private final double[] y;
    private double[] tile = new double[0];
    private double[] otherTile = new double[0];
    private int[] holds = new int[0];
    private int[] held = new int[0];

    private long samples;
    private double weight;
    private double squaredWeight;
    private final double[] featureSums;
    private final double[] targetSums;
    private final double[] products;
    private final double[] targetProducts;
    private final double[] targetSquares;
    private final double[] taken; // from the sums of targets, but not from their squares

    /**
     * Starts with no samples and the instance as the origin.
     *
     * @param instance the instance's features; not copied
     * @param originTarget its answers; not copied
     */
    WeightedMoments(double[] instance, double[] originTarget) {
        this(instance, instance, originTarget);
    }

    /**
     * Starts with no samples.
     *
     * @param origin what features are counted from; not copied
     * @param instance the instance's features; not copied
     * @param originTarget its answers; not copied
     */
    WeightedMoments(double[] origin, double[] instance, double[] originTarget) {
        this(
                origin,
                instance,
                originTarget,
                new double[origin.length],
                new double[rowOf(origin.length)],
                new double[origin.length * originTarget.length]);
    }

    private WeightedMoments(
            double[] origin,
            double[] instance,
            double[] originTarget,
            double[] featureSums,
            double[] products,
            double[] targetProducts) {
        this.features = origin.length;
        this.outputs = originTarget.length;
        this.origin = origin;
        this.instance = instance;
        this.originTarget = originTarget;
        this.x = new double[features];
        this.y = new double[outputs];
        this.featureSums = featureSums;
        this.targetSums = new double[outputs];
        this.products = products;
        this.targetProducts = targetProducts;
        this.targetSquares = new double[outputs];
        this.taken = new double[outputs];
    }

    /** {@return where a feature's products with those before it, and then itself, begin} */
    private static int rowOf(int feature) {
        return feature * (feature + 1) / 2;
    }

    private double product(int i, int j) {
        return i < j ? products[rowOf(j) + i] : products[rowOf(i) + j];
    }

    /** Adds rows of features and of targets with a weight each. */
    void add(int count, double[] rows, double[] targets, double[] weights) {
        add(count, rows, targets, 0, weights);
    }

    /** Adds rows of features, of targets from row {@code first} on, and a weight each. */
    void add(int count, double[] rows, double[] targets, int first, double[] weights) {
        for (int r = 0; r < count; r++) {
            add(rows, r * features, targets, (first + r) * outputs, weights[r]);
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
        int row = rowOf(i);
        for (int j = 0; j <= i; j++) {
            products[row + j] += wx * x[j];
        }
        for (int k = 0; k < outputs; k++) {
            targetProducts[i * outputs + k] += wx * y[k];
        }
    }

    /**
     * Adds a tile of samples whose features are bits, counted from an origin of 0.
     *
     * @param words one a feature, a bit a sample
     * @param count how many samples, up to 64
     * @param targets the outputs of sample i of the tile from (first + i) · outputs on
     * @param weights one a sample of the tile, or none where all count 1, which is by far the fastest
     */
    void addBits(long[] words, int count, double[] targets, int first, double[] weights) {
        samples += count;
        if (weights.length == 0) {
            countBits(words, count);
        } else {
            weighBits(words, count, weights);
        }
        if (tile.length == 0) {
            tile = new double[64];
            otherTile = new double[64];
        }
        for (int k = 0; k < outputs; k += 2) {
            boolean two = k + 1 < outputs;
            weighTargets(k, count, targets, first, weights, tile);
            if (two) {
                weighTargets(k + 1, count, targets, first, weights, otherTile);
            }
            for (int i = 0; i < features; i++) {
                addTargets(words[i], i * outputs + k, two);
            }
        }
    }

    /** Writes what a tile's targets weigh. */
    private void weighTargets(int k, int count, double[] targets, int first, double[] weights, double[] to) {
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < count; s++) {
            double difference = targets[(first + s) * outputs + k] - originTarget[k];
            to[s] = weights.length == 0 ? difference : weights[s] * difference;
            sum += to[s];
            squares += to[s] * difference;
        }
        targetSums[k] += sum;
        targetSquares[k] += squares;
    }

    /** Adds up one or two targets of the samples whose bits are set, in ascending order: half as many turns as one by one. */
    private void addTargets(long bits, int at, boolean two) {
        double sum = 0;
        double other = 0;
        for (long left = bits; left != 0; left &= left - 1) {
            int s = Long.numberOfTrailingZeros(left);
            sum += tile[s];
            other += otherTile[s];
        }
        targetProducts[at] += sum;
        if (two) {
            targetProducts[at + 1] += other;
        }
    }

    private void countBits(long[] words, int count) {
        weight += count;
        squaredWeight += count;
        for (int i = 0; i < features; i++) {
            int row = rowOf(i);
            long bits = words[i];
            for (int j = 0; j <= i; j++) {
                products[row + j] += Long.bitCount(bits & words[j]);
            }
            featureSums[i] += Long.bitCount(bits);
        }
    }

    /** Sample by sample, the pairs of features that it has: few, as bits that agree with the instance are. */
    private void weighBits(long[] words, int count, double[] weights) {
        if (held.length == 0) {
            held = new int[64];
            holds = new int[64 * features];
        }
        Arrays.fill(held, 0, count, 0);
        for (int i = 0; i < features; i++) {
            for (long left = words[i]; left != 0; left &= left - 1) {
                int s = Long.numberOfTrailingZeros(left);
                holds[s * features + held[s]] = i;
                held[s]++;
            }
        }
        for (int s = 0; s < count; s++) {
            double w = weights[s];
            weight += w;
            squaredWeight += w * w;
            int from = s * features;
            for (int a = from; a < from + held[s]; a++) {
                int i = holds[a];
                int row = rowOf(i);
                for (int b = from; b <= a; b++) {
                    products[row + holds[b]] += w;
                }
                featureSums[i] += w;
            }
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
        addAll(taken, other.taken, sign);
    }

    private static void addAll(double[] sums, double[] others, int sign) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sign * others[i];
        }
    }

    /** Σ w line: a line has a value where all features are 0, and a slope for each. */
    private double lineSum(double atOrigin, double[] slopes) {
        double sum = atOrigin * weight;
        for (int i = 0; i < features; i++) {
            sum += slopes[i] * featureSums[i];
        }
        return sum;
    }

    private double atOrigin(double height, double[] slopes) {
        double value = height;
        for (int i = 0; i < features; i++) {
            value += slopes[i] * origin[i];
        }
        return value;
    }

    /** {@return Σ w y line of a target, counted from its origin, and a line} */
    double lineProduct(int target, double height, double[] slopes) {
        double product = atOrigin(height, slopes) * targetSums[target];
        for (int i = 0; i < features; i++) {
            product += slopes[i] * targetProducts[i * outputs + target];
        }
        return product;
    }

    /**
     * Takes a line away from a target.
     *
     * @param height the line's value where all features are 0
     * @param slopes one a feature
     */
    void takeLine(int target, double height, double[] slopes) {
        double value = atOrigin(height, slopes);
        double square = value * lineSum(value, slopes);
        targetSquares[target] -= 2 * lineProduct(target, height, slopes);
        for (int i = 0; i < features; i++) {
            double product = value * featureSums[i];
            for (int j = 0; j < features; j++) {
                product += slopes[j] * product(i, j);
            }
            square += slopes[i] * product;
            targetProducts[i * outputs + target] -= product;
        }
        targetSums[target] -= lineSum(value, slopes);
        targetSquares[target] += square;
    }

    /**
     * Regresses the second half of the targets out of the first. How much the first ones vary is kept as it was. The sums of
     * features are those of this object, so that neither may be changed any more.
     *
     * @param shares of each of the second half, by how much of it the first is reduced
     * @return moments of the first half
     */
    WeightedMoments regressed(double[] shares) {
        int kept = shares.length;
        WeightedMoments reduced = new WeightedMoments(
                origin,
                instance,
                Arrays.copyOf(originTarget, kept),
                featureSums,
                products,
                new double[features * kept]);
        reduced.samples = samples;
        reduced.weight = weight;
        reduced.squaredWeight = squaredWeight;
        for (int k = 0; k < kept; k++) {
            reduced.targetSums[k] = targetSums[k];
            reduced.targetSquares[k] = targetSquares[k];
            reduced.taken[k] = shares[k] * targetSums[kept + k];
            for (int i = 0; i < features; i++) {
                reduced.targetProducts[i * kept + k] =
                        targetProducts[i * outputs + k] - shares[k] * targetProducts[i * outputs + kept + k];
            }
        }
        return reduced;
    }

    /** {@return Σ y · Σ y′ / Σ w of two targets, which their products are to be compared with} */
    double targetProduct(int k, int other) {
        return targetSums[k] * (targetSums[other] / weight);
    }

    /** {@return a new one with all that this has but a group of it} */
    WeightedMoments without(WeightedMoments group) {
        WeightedMoments rest = new WeightedMoments(
                origin, instance, originTarget, featureSums.clone(), products.clone(), targetProducts.clone());
        rest.samples = samples;
        rest.weight = weight;
        rest.squaredWeight = squaredWeight;
        System.arraycopy(targetSums, 0, rest.targetSums, 0, outputs);
        System.arraycopy(targetSquares, 0, rest.targetSquares, 0, outputs);
        System.arraycopy(taken, 0, rest.taken, 0, outputs);
        rest.merge(group, -1);
        return rest;
    }

    /** An empty one with the same origin. */
    WeightedMoments fresh() {
        return new WeightedMoments(origin, instance, originTarget);
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
        return instance[feature];
    }

    double mean(int feature) {
        return origin[feature] + featureSums[feature] / weight;
    }

    double targetMean(int output) {
        return originTarget[output] + (targetSums[output] - taken[output]) / weight;
    }

    double instanceTarget(int output) {
        return originTarget[output];
    }

    /** {@return Σ w (x − mean)(x′ − mean′) of two features} */
    double scatter(int i, int j) {
        double product = product(i, j);
        return product - featureSums[i] * (featureSums[j] / weight);
    }

    /** {@return Σ w x² about the origin, which a scatter is to be compared with} */
    double square(int i) {
        return product(i, i);
    }

    /** {@return Σ w (x − mean)(y − mean) of a feature and an output} */
    double targetScatter(int i, int k) {
        return targetProducts[i * outputs + k] - featureSums[i] * ((targetSums[k] - taken[k]) / weight);
    }

    /**
     * {@return for each feature Σ w (x − mean) · residual over these samples, where means and the residuals' line are those
     * of all samples: by how much these samples pull at the line}
     *
     * @param all has the same origin
     * @param coefficients of the line
     */
    double[] pulls(WeightedMoments all, int k, double[] coefficients) {
        double targetShift = (all.targetSums[k] - all.taken[k]) / all.weight;
        double height = targetSums[k] - taken[k] - weight * targetShift;
        double[] shifts = new double[features];
        double[] sums = new double[features]; // of x − mean
        for (int i = 0; i < features; i++) {
            shifts[i] = all.featureSums[i] / all.weight;
            sums[i] = featureSums[i] - weight * shifts[i];
        }
        double[] pulls = new double[features];
        for (int i = 0; i < features; i++) {
            pulls[i] = targetProducts[i * outputs + k] - targetShift * featureSums[i] - shifts[i] * height;
            for (int j = 0; j < features; j++) {
                double product = product(i, j);
                pulls[i] -= coefficients[j] * (product - shifts[j] * featureSums[i] - shifts[i] * sums[j]);
            }
        }
        return pulls;
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
