package secant.kernelshap;

import java.util.Arrays;
import secant.masking.Coalitions;

/**
 * Complement pairs whose odd parts are known, as far as the numerics need to know them: bits, regression weights, and which
 * size each pair is of. Shares its arrays, which nobody may write to.
 */
final class OddPairs {

    private final int players;
    private final int count;
    private final int stride;
    private final long[] words;
    private final double[] weights;
    private final int[] classes;
    private final int sizes;

    /**
     * @param players M
     * @param words pair p's first coalition at p × ⌈M / 64⌉, player i in bit i mod 64 of word ⌊i / 64⌋
     * @param weights of the regression, one a pair, the same within a size
     * @param classes which size each pair is of, counted from 0
     */
    OddPairs(int players, long[] words, double[] weights, int[] classes) {
        this.players = players;
        this.count = weights.length;
        this.stride = Coalitions.words(players);
        this.words = words;
        this.weights = weights;
        this.classes = classes;
        this.sizes = Arrays.stream(classes).max().orElse(-1) + 1;
    }

    /** The pairs of a design. */
    static OddPairs of(PairedDesign design) {
        int pairs = design.pairs();
        double[] weights = new double[pairs];
        int[] classes = new int[pairs];
        for (int c = 0; c < design.classes().size(); c++) {
            SizeClass sizes = design.classes().get(c);
            Arrays.fill(weights, sizes.first(), sizes.end(), sizes.weight());
            Arrays.fill(classes, sizes.first(), sizes.end(), c);
        }
        return new OddPairs(design.players(), design.coalitions().words(), weights, classes);
    }

    int players() {
        return players;
    }

    /** How many pairs there are, n. */
    int count() {
        return count;
    }

    double weight(int pair) {
        return weights[pair];
    }

    /** How many size classes there are. */
    int classes() {
        return sizes;
    }

    /** Which of the size classes a pair is of. */
    int sizeClass(int pair) {
        return classes[pair];
    }

    /** Whether a player is in a pair's first coalition. */
    boolean contains(int pair, int player) {
        return (words[pair * stride + (player >>> 6)] >>> player & 1) != 0;
    }

    /** The first coalitions of chosen pairs, followed by the coalition of all players: ⌈M / 64⌉ words each. */
    long[] points(int[] chosen) {
        long[] points = new long[(chosen.length + 1) * stride];
        for (int p = 0; p < chosen.length; p++) {
            System.arraycopy(words, chosen[p] * stride, points, p * stride, stride);
        }
        int all = chosen.length * stride;
        for (int w = 0; w < stride; w++) {
            points[all + w] = CoalitionBits.all(players, w);
        }
        return points;
    }
}
