package secant.masking;

import secant.data.CompensatedSums;

/**
 * Weighted means with each group of background rows left out, an output each. What a group adds is summed once and never
 * subtracted, so that means of positive values are positive. Not thread-safe.
 */
final class ReplicateMeans {

    private final JackknifeGroups groups;
    private final CompensatedSums sums;
    private final double[] parts;
    private final double[] others;
    private final double[] otherWeights;

    ReplicateMeans(JackknifeGroups groups, int outputs) {
        this.groups = groups;
        this.sums = new CompensatedSums(groups.count() * outputs);
        this.parts = new double[groups.count()];
        this.others = new double[parts.length];
        this.otherWeights = new double[parts.length];
        for (int g = 0; g < parts.length; g++) {
            parts[g] = groups.weight(g);
        }
        sumOthers(parts, otherWeights);
    }

    void add(int output, int row, double weight, double value) {
        sums.add(output * groups.count() + groups.of(row), weight * value);
    }

    /**
     * Reads an output's means, and begins them anew.
     *
     * @param means receives the mean without group g at {@code from + g * stride}
     */
    void take(int output, double[] means, int from, int stride) {
        for (int g = 0; g < parts.length; g++) {
            parts[g] = sums.take(output * parts.length + g);
        }
        sumOthers(parts, others);
        for (int g = 0; g < parts.length; g++) {
            means[from + g * stride] = others[g] / otherWeights[g];
        }
    }

    /** The sum of all parts but one, for each. */
    private static void sumOthers(double[] parts, double[] others) {
        double before = 0;
        for (int g = 0; g < parts.length; g++) {
            others[g] = before;
            before += parts[g];
        }
        double after = 0;
        for (int g = parts.length - 1; g >= 0; g--) {
            others[g] += after;
            after += parts[g];
        }
    }
}
