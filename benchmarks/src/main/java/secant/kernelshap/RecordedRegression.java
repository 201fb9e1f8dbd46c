package secant.kernelshap;

import secant.data.Matrix;

/** Opens Kernel SHAP's regression to the replay of recorded runs. */
public final class RecordedRegression {

    private RecordedRegression() {}

    /**
     * Solves for the values of a run whose coalitions are known.
     *
     * @param members a row a coalition, 1 for a member and 0 for any other
     * @param weights one a coalition
     * @param gains v(S) − v(∅), one a coalition
     * @param total v(N) − v(∅)
     * @param selection which players keep a value
     * @return one value a player
     */
    public static double[] solve(
            Matrix members, double[] weights, double[] gains, double total, PlayerSelection selection) {
        SelectedRegression regression = new SelectedRegression(members, weights);
        return regression.solve(regression.choose(gains, total, selection), gains, total);
    }
}
