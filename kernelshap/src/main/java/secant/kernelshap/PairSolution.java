package secant.kernelshap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the odd parts at some pairs say of the Shapley values of all outputs. Owns its arrays, which are not copied. */
final class PairSolution {

    private final Method method;
    private final double[] values;
    private final double[] standardErrors;
    private final double condition;
    private final List<String> warnings;
    private final @Nullable OddProcess process;

    /**
     * @param method how they were found
     * @param values output after output, M values each
     * @param standardErrors in the same order
     * @param condition of the regression, 1 where there was none
     * @param warnings sentences for the reader
     * @param process the process that they are of, for the next solution to begin with; null if there was none
     */
    PairSolution(
            Method method,
            double[] values,
            double[] standardErrors,
            double condition,
            List<String> warnings,
            @Nullable OddProcess process) {
        this.method = method;
        this.values = values;
        this.standardErrors = standardErrors;
        this.condition = condition;
        this.warnings = List.copyOf(warnings);
        this.process = process;
    }

    /** The same with a reason for the method, for who reads of it. */
    PairSolution because(String reason) {
        return new PairSolution(method.because(reason), values, standardErrors, condition, warnings, process);
    }

    /** The same values with other standard errors, and how they were found. */
    PairSolution withErrors(double[] others, String how) {
        return new PairSolution(method.and(how), values, others, condition, warnings, process);
    }

    Method method() {
        return method;
    }

    double[] values() {
        return values;
    }

    double[] standardErrors() {
        return standardErrors;
    }

    double condition() {
        return condition;
    }

    List<String> warnings() {
        return warnings;
    }

    @Nullable
    OddProcess process() {
        return process;
    }

    /**
     * How far the standard errors are from a tolerance: the largest of 1.96 standard errors, in units of the tolerance. At
     * most 1 where it is kept. Outputs that have no range have no errors either.
     *
     * @param players M
     * @param outputs how many outputs count, the first ones
     * @param unit whether the tolerance is in the output's units or relative to the values' range
     */
    double excess(int players, int outputs, double tolerance, PrecisionUnit unit) {
        double worst = 0;
        for (int from = 0; from < outputs * players; from += players) {
            double error = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + players; i++) {
                error = Math.max(error, standardErrors[i]);
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
            if (!(error == 0)) { // negated so that NaN is no precision either
                double excess = unit == PrecisionUnit.RELATIVE
                        ? Budget.INTERVAL * error / (tolerance * (most - least))
                        : Budget.INTERVAL * error / tolerance;
                if (!(excess > 0 && excess < Double.POSITIVE_INFINITY)) { // in parts that cannot overflow
                    double halfRange = unit == PrecisionUnit.RELATIVE ? most / 2 - least / 2 : 0.5;
                    excess = error / 2 / halfRange / tolerance * Budget.INTERVAL;
                }
                worst = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : Math.max(worst, excess);
            }
        }
        return worst;
    }
}
