package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import secant.masking.Coalitions;

/**
 * The first coalitions of a spread sequence: M sets, each a shift of one base set of about 0.27 M players around a circle
 * of all players.
 *
 * <p>Their odd parts determine the values of an additive game, as those of single players do, with smaller weights and at
 * a size that says more. With b + c (2p − 1)² what a player adds when each other one is there with probability p, its value
 * is b + c / 3; single players and complements see p = 0 and 1, hence b + c, while sets of p = 0.21 see just b + c / 3, the
 * two-node rule of Gauss; a little more than that measured best. A player is in as many sets as any other, and pairs of
 * players meet about equally often. How well values are determined is a matter of the base set's Fourier transform λ alone
 * (the matrix of memberships is circulant): of the base sets tried, the one with the least Σ 1 / |λ|² is taken.
 *
 * <p>Immutable. Planning takes up to about M² + 2·10⁷ steps, solving M² additions.
 */
final class CyclicSets {

    private static final double SHARE = 0.27;

    /** |λ|² below which a base set is not used: errors would be thirty times those of single players. */
    private static final double LEAST_POWER = 1e-3;

    private static final long STEPS = 10_000_000;
    private static final int FEWEST_TRIES = 8;
    private static final int MOST_TRIES = 400;

    private final int players;
    private final int[] base;
    /** The first row of the inverse of the memberships: value j is the sum of g[(j − i) mod M] × sum i over the shifts i. */
    private final double[] inverse;

    private CyclicSets(int players, int[] base, double[] inverse) {
        this.players = players;
        this.base = base;
        this.inverse = inverse;
    }

    /**
     * Plans the sets for a number of players.
     *
     * @param players M, 2 or more
     */
    static CyclicSets of(int players) {
        double[] cosines = new double[players];
        double[] sines = new double[players];
        for (int f = 0; f < players; f++) {
            cosines[f] = StrictMath.cos(2 * Math.PI * f / players);
            sines[f] = StrictMath.sin(2 * Math.PI * f / players);
        }
        RandomGenerator random = Seeds.generator(0, players, 0);
        for (int size = (int) Math.round(SHARE * players); size > 1 && 2 * size < players; size++) {
            int[] best = search(players, size, cosines, sines, random);
            if (best.length > 0) {
                return new CyclicSets(players, best, inverse(players, best, cosines, sines));
            }
        }
        double[] identity = new double[players];
        identity[0] = 1;
        return new CyclicSets(players, new int[] {0}, identity);
    }

    private static int[] search(int players, int size, double[] cosines, double[] sines, RandomGenerator random) {
        long tries = Math.max(FEWEST_TRIES, Math.min(STEPS / ((long) size * players), MOST_TRIES));
        int[] best = new int[0];
        double least = Double.POSITIVE_INFINITY;
        int[] circle = new int[players];
        Arrays.setAll(circle, i -> i);
        for (int t = 0; t < tries; t++) {
            for (int i = 0; i < size; i++) {
                int j = i + random.nextInt(players - i);
                int swapped = circle[i];
                circle[i] = circle[j];
                circle[j] = swapped;
            }
            int[] chosen = Arrays.copyOf(circle, size);
            double loss = loss(players, chosen, cosines, sines);
            if (loss < least) {
                least = loss;
                best = chosen;
            }
        }
        Arrays.sort(best);
        return best;
    }

    /** Σ 1 / |λ|² over the frequencies but 0; infinite if one of them is next to 0. */
    private static double loss(int players, int[] set, double[] cosines, double[] sines) {
        double loss = 0;
        for (int f = 1; f <= players / 2; f++) {
            double real = 0;
            double imaginary = 0;
            for (int member : set) {
                int at = (int) ((long) member * f % players);
                real += cosines[at];
                imaginary += sines[at];
            }
            double power = real * real + imaginary * imaginary;
            if (power < LEAST_POWER) {
                return Double.POSITIVE_INFINITY;
            }
            loss += (2 * f == players ? 1 : 2) / power;
        }
        return loss;
    }

    private static double[] inverse(int players, int[] set, double[] cosines, double[] sines) {
        double[] real = new double[players];
        double[] imaginary = new double[players];
        for (int f = 0; f < players; f++) {
            double a = 0;
            double b = 0;
            for (int member : set) {
                int at = (int) ((long) member * f % players);
                a += cosines[at];
                b += sines[at];
            }
            double power = a * a + b * b;
            real[f] = a / power;
            imaginary[f] = b / power;
        }
        double[] inverse = new double[players];
        for (int j = 0; j < players; j++) {
            double sum = 0;
            for (int f = 0; f < players; f++) {
                int at = (int) ((long) j * f % players);
                sum += real[f] * cosines[at] + imaginary[f] * sines[at];
            }
            inverse[j] = sum / players;
        }
        return inverse;
    }

    /** How many players each set has, fewer than half of them; 1 for very few players. */
    int size() {
        return base.length;
    }

    /**
     * The sets as bits.
     *
     * @param places which player sits at each place of the circle
     * @param count how many, from the base set on
     */
    long[] words(int[] places, int count) {
        int stride = Coalitions.words(players);
        long[] words = new long[count * stride];
        for (int shift = 0; shift < count; shift++) {
            for (int member : base) {
                int player = places[(member + shift) % players];
                words[shift * stride + (player >>> 6)] |= 1L << player;
            }
        }
        return words;
    }

    /**
     * Finds the values of which the sets' sums are known.
     *
     * @param places which player sits at each place of the circle
     * @param sums what the values of each set's members add up to, from the base set on
     * @param values receives one value a player
     */
    void solve(int[] places, double[] sums, double[] values) {
        for (int place = 0; place < players; place++) {
            double value = 0;
            for (int shift = 0; shift < players; shift++) {
                int apart = place - shift;
                value += inverse[apart < 0 ? apart + players : apart] * sums[shift];
            }
            values[places[place]] = value;
        }
    }
}
