package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process over games, as far as their odd parts are concerned: what is believed of them before any coalition is
 * evaluated.
 *
 * <p>Shapley values depend on the odd part o(S) = (v(S) − v(Sᶜ)) / 2 alone, and are linear in it, so that a Gaussian
 * process over odd functions of z in {−1, 1}^M has values with a mean and a variance in closed form. The covariance is that
 * of an additive game plus r times that of a game with interactions of all odd orders ({@link OddKernel}), whose slopes
 * s_j = tanh(a_j) tell by how much player j takes part in them. A nugget, relative to the variance 1 + r, stands for what
 * cannot be interpolated. {@link OddProcessSearch} finds all of them. Immutable.
 */
final class OddProcess {

    /** The largest nugget with which all that was observed is taken for exact. */
    private static final double LARGEST_OF_INTERPOLATION = 5e-7;

    private final double[] reaches;
    private final double curvature;
    private final double nugget;

    /**
     * @param reaches a, one a player, above 0; shared
     * @param curvature r: the variance of what is not additive, relative to the additive part's
     * @param nugget relative to the variance of the process
     */
    OddProcess(double[] reaches, double curvature, double nugget) {
        this.reaches = reaches;
        this.curvature = curvature;
        this.nugget = nugget;
    }

    /**
     * The process that every search begins with: all players alike. Its nugget is large, because the slope of the evidence
     * by a small one is next to nothing: a search that began there would take noise for interactions of high order.
     */
    static OddProcess initial(int players) {
        double[] reaches = new double[players];
        Arrays.fill(reaches, Math.min(0.3, 1.6 / Math.sqrt(players)));
        return new OddProcess(reaches, 0.4, 3e-2);
    }

    /**
     * Finds the process under which what was observed is most likely, all outputs together.
     *
     * @param pairs which were evaluated
     * @param odd their odd parts, output after output; outputs that are all zeros have no say
     * @param even their even parts less v(∅), output after output
     * @param totals v(N) − v(∅), one an output
     * @param warm where to begin: an earlier process of this game, of which few steps are taken, or null
     * @param random chooses the pairs that the search looks at, where there are many
     */
    static OddProcess tune(
            OddPairs pairs,
            double[] odd,
            double[] even,
            double[] totals,
            @Nullable OddProcess warm,
            RandomGenerator random) {
        return new OddProcessSearch(pairs, odd, even, totals, random).run(warm);
    }

    /**
     * The same process for a game that only some of the players take part in.
     *
     * @param chosen their indices
     */
    OddProcess restrictedTo(int[] chosen) {
        double[] kept = new double[chosen.length];
        Arrays.setAll(kept, j -> reaches[chosen[j]]);
        return new OddProcess(kept, curvature, nugget);
    }

    int players() {
        return reaches.length;
    }

    /** a, one a player; the live array. */
    double[] reaches() {
        return reaches;
    }

    /** Whether the nugget is so small that all that was observed is taken for exact. */
    boolean interpolating() {
        return nugget <= LARGEST_OF_INTERPOLATION;
    }

    /** r: the variance of what is not additive, relative to the additive part's. */
    double curvature() {
        return curvature;
    }

    /** The nugget, relative to the variance of the process. */
    double relativeNugget() {
        return nugget;
    }

    /** The variance of what cannot be interpolated, in units of the process. */
    double nugget() {
        return nugget * (1 + curvature);
    }

    OddKernel kernel() {
        double[] slopes = new double[reaches.length];
        Arrays.setAll(slopes, j -> slope(reaches[j]));
        return new OddKernel(slopes, curvature);
    }

    /** tanh(a), from its definition, so that it is the same everywhere. */
    private static double slope(double reach) {
        double factor = StrictMath.exp(-2 * reach);
        return (1 - factor) / (1 + factor);
    }

    @Override
    public String toString() {
        return "reaches " + Arrays.toString(reaches) + ", curvature " + curvature + ", nugget " + nugget;
    }
}
