package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process over odd parts of games: what is believed of them before any coalition is evaluated.
 *
 * <p>Shapley values depend on the odd part o(S) = (v(S) − v(Sᶜ)) / 2 alone, and are linear in it, so that a Gaussian
 * process over odd functions of z in {−1, 1}^M has values with a mean and a variance in closed form. The covariance is that
 * of an additive game plus r times that of a game with interactions of all odd orders ({@link OddKernel}), whose slopes
 * s_j = min(0.995, θ ((ρ_j + 0.01) / 1.01)^γ) tell by how much player j takes part; the relevance ρ_j is its own share of
 * the largest attribution. A nugget, relative to the variance 1 + r, stands for what cannot be interpolated.
 *
 * <p>θ, r, γ and the nugget lie on short grids, which the marginal likelihood is climbed on. Immutable.
 */
final class OddProcess {

    private static final double[] SLOPES = {0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.9};
    private static final double[] CURVATURES = {0.01, 0.03, 0.1, 0.3, 1, 3, 30};
    private static final double[] EXPONENTS = {0, 0.5, 1, 1.5, 2, 2.5};
    private static final double[] NUGGETS = {1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 0.5};

    private static final double LARGEST_SLOPE = 0.995;

    /** Keeps a player that seems irrelevant from being ruled out. */
    private static final double SMALLEST_RELEVANCE = 0.01;

    /**
     * Where the process stands on the grids.
     *
     * @param slope index of θ
     * @param curvature index of r
     * @param exponent index of γ
     * @param nugget index of the nugget
     */
    record Setting(int slope, int curvature, int exponent, int nugget) {

        /** θ = 0.15, r = 0.3, γ = 0, nugget 10⁻⁴: where every search begins. */
        static final Setting START = new Setting(3, 3, 0, 3);

        /** Where the first search with relevances begins: γ = 1.5 and a slope of 0.15 at least. */
        Setting withRelevances() {
            return new Setting(Math.max(slope, 3), curvature, 3, nugget);
        }

        int get(int coordinate) {
            return switch (coordinate) {
                case 0 -> slope;
                case 1 -> curvature;
                case 2 -> exponent;
                default -> nugget;
            };
        }

        Setting with(int coordinate, int index) {
            return new Setting(
                    coordinate == 0 ? index : slope,
                    coordinate == 1 ? index : curvature,
                    coordinate == 2 ? index : exponent,
                    coordinate == 3 ? index : nugget);
        }

        static int size(int coordinate) {
            return switch (coordinate) {
                case 0 -> SLOPES.length;
                case 1 -> CURVATURES.length;
                case 2 -> EXPONENTS.length;
                default -> NUGGETS.length;
            };
        }
    }

    private final Setting setting;
    private final double[] relevances;

    /** @param relevances one a player, the largest of them 1; shared */
    OddProcess(Setting setting, double[] relevances) {
        this.setting = setting;
        this.relevances = relevances;
    }

    /** The process that every search begins with: all players alike. */
    static OddProcess initial(int players) {
        double[] relevances = new double[players];
        Arrays.fill(relevances, 1);
        return new OddProcess(Setting.START, relevances);
    }

    /**
     * Finds the process under which what was observed is most likely, all outputs together.
     *
     * @param pairs which were evaluated
     * @param odd their odd parts, output after output; outputs that are all zeros have no say
     * @param totals v(N) − v(∅), one an output
     * @param warm where to begin: an earlier process of this game, of which few steps are taken, or null
     * @param random chooses the pairs that the search looks at, where there are many
     */
    static OddProcess tune(
            OddPairs pairs, double[] odd, double[] totals, @Nullable OddProcess warm, RandomGenerator random) {
        return new OddProcessSearch(pairs, odd, totals, random).run(warm);
    }

    int players() {
        return relevances.length;
    }

    Setting setting() {
        return setting;
    }

    /** The live array. */
    double[] relevances() {
        return relevances;
    }

    /** Whether all players are alike. */
    boolean isotropic() {
        return setting.exponent() == 0;
    }

    /** r: the variance of what is not additive, relative to the additive part's. */
    double curvature() {
        return CURVATURES[setting.curvature()];
    }

    /** The variance of what cannot be interpolated, in units of the process. */
    double nugget() {
        return NUGGETS[setting.nugget()] * (1 + curvature());
    }

    OddKernel kernel() {
        double[] slopes = new double[relevances.length];
        for (int j = 0; j < slopes.length; j++) {
            double relevance = (relevances[j] + SMALLEST_RELEVANCE) / (1 + SMALLEST_RELEVANCE);
            double share = isotropic() ? 1 : StrictMath.pow(relevance, EXPONENTS[setting.exponent()]);
            slopes[j] = Math.min(LARGEST_SLOPE, SLOPES[setting.slope()] * share);
        }
        return new OddKernel(slopes, curvature());
    }

    @Override
    public String toString() {
        return "slope " + SLOPES[setting.slope()] + ", curvature " + curvature() + ", exponent "
                + EXPONENTS[setting.exponent()] + ", nugget " + NUGGETS[setting.nugget()];
    }
}
