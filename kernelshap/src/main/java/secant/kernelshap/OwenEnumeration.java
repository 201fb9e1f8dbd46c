package secant.kernelshap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * Owen values of nested groups by their definition (Owen 1977; for several levels Winter 1989): what a player adds,
 * averaged over all orders in which every group's players follow each other.
 *
 * <p>In such an order, a child of a group of k children joins after q of its siblings, which ones being left to chance,
 * with q! (k − q − 1)! / k!; so a player joins the whole siblings of each group on its way to the root, independently. The
 * coalitions that this meets are evaluated once each, and every player's coefficients are collected when it is made.
 */
final class OwenEnumeration implements ShapleyEstimator {

    /** Coefficients held at most: 16 bytes each. */
    static final double MOST_JOININGS = 1 << 22;

    private static final int COALITIONS_PER_BLOCK = 1024;

    private final int players;
    private final Map<BitSet, Integer> indices = new HashMap<>(); // looked up only: its order is never seen
    private final List<BitSet> found = new ArrayList<>();
    private final int[] joiner;
    private final int[] before;
    private final int[] after;
    private final double[] weights;
    private int joinings;

    /**
     * @param nesting of at most {@link #MOST_JOININGS} joinings
     */
    OwenEnumeration(PlayerNesting nesting) {
        this.players = nesting.members().cardinality();
        int count = (int) nesting.joinings();
        this.joiner = new int[count];
        this.before = new int[count];
        this.after = new int[count];
        this.weights = new double[count];
        index(new BitSet());
        index(nesting.members());
        descend(nesting, new BitSet(), 1);
    }

    /** Every level at least doubles the joinings, so that there are at most 22. */
    private void descend(PlayerNesting node, BitSet there, double weight) {
        if (node.isPlayer()) {
            joiner[joinings] = node.player();
            before[joinings] = index(there);
            BitSet joined = (BitSet) there.clone();
            joined.set(node.player());
            after[joinings] = index(joined);
            weights[joinings++] = weight;
            return;
        }
        List<PlayerNesting> children = node.children();
        int siblings = children.size() - 1;
        for (int c = 0; c <= siblings; c++) {
            for (int set = 0; set < 1 << siblings; set++) {
                BitSet context = (BitSet) there.clone();
                for (int s = 0; s < siblings; s++) {
                    if ((set >> s & 1) != 0) {
                        context.or(children.get(s < c ? s : s + 1).members());
                    }
                }
                int size = Integer.bitCount(set);
                double share = 1 / ((siblings + 1) * SizeClass.binomial(siblings, size));
                descend(children.get(c), context, weight * share);
            }
        }
    }

    private int index(BitSet coalition) {
        Integer known = indices.putIfAbsent(coalition, found.size());
        if (known != null) {
            return known;
        }
        found.add(coalition);
        return found.size() - 1;
    }

    @Override
    public String name() {
        return "exact enumeration of nested orders";
    }

    @Override
    public long coalitions() {
        return found.size() - 2L;
    }

    @Override
    public long bytes() {
        return 20L * joiner.length + found.size() * (64L + players / 8);
    }

    @Override
    public Estimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        ProgressMeter meter = new ProgressMeter(listener, coalitions());
        double[] totals = game.totalGains();
        double[] gains = evaluate(game, totals, meter);
        double[] values = new double[outputs * players];
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < joinings; j++) {
                values[k * players + joiner[j]] +=
                        weights[j] * (gains[after[j] * outputs + k] - gains[before[j] * outputs + k]);
            }
            double largest = 0;
            for (int c = k; c < gains.length; c += outputs) {
                largest = Math.max(largest, Math.abs(gains[c]));
            }
            Estimate.settle(values, k, players, totals[k], largest);
        }
        return new Estimate(
                players,
                values,
                new double[values.length],
                coalitions(),
                StopReason.EXACT,
                1,
                meter.warnings(),
                Method.named(name()));
    }

    /** The gains of the empty coalition, of the full one, and of the others as they were found. */
    private double[] evaluate(MaskedModel game, double[] totals, ProgressMeter meter) {
        int outputs = totals.length;
        double[] all = new double[found.size() * outputs];
        System.arraycopy(totals, 0, all, outputs, outputs);
        int perCall = game.coalitionsPerCall();
        int block = (COALITIONS_PER_BLOCK + perCall - 1) / perCall * perCall;
        double[] gains = new double[Math.min(block, found.size()) * outputs];
        for (int from = 2; from < found.size(); from += block) {
            int to = Math.min(from + block, found.size());
            game.gains(pack(from, to), 0, to - from, gains);
            System.arraycopy(gains, 0, all, from * outputs, (to - from) * outputs);
            meter.advance(to - from);
        }
        return all;
    }

    private Coalitions pack(int from, int to) {
        int stride = Coalitions.words(players);
        long[] words = new long[(to - from) * stride];
        for (int c = from; c < to; c++) {
            long[] packed = found.get(c).toLongArray();
            System.arraycopy(packed, 0, words, (c - from) * stride, packed.length);
        }
        return Coalitions.wrap(players, to - from, words);
    }
}
