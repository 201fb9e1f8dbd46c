package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;

/**
 * How two sets of explanations of the same rows agree about one output, player by player.
 *
 * <p>Importance is mean |attribution| over the rows that both have; where the two are on different scales (another link, or
 * coefficients beside attributions), it is a share of the sum over the players. A sign flips in a row where both
 * attributions are told from 0 by their 95 % intervals and point in opposite directions. Agreement is the mean over the
 * rows of Spearman's correlation between the two rows of attributions.
 */
final class Agreement {

    /**
     * How a player fares.
     *
     * @param player its index
     * @param first its importance in the first set
     * @param second its importance in the second set
     * @param firstRank its place there, from 1
     * @param secondRank its place there, from 1
     * @param flips in how many rows its sign flips
     */
    record Player(int player, double first, double second, int firstRank, int secondRank, int flips) {

        /** How far it moves up: positive where it matters more in the second set. */
        int move() {
            return firstRank - secondRank;
        }

        int bestRank() {
            return Math.min(firstRank, secondRank);
        }
    }

    private final List<Player> players;
    private final int rows;
    private final double correlation;
    private final boolean shares;

    private Agreement(List<Player> players, int rows, double correlation, boolean shares) {
        this.players = players;
        this.rows = rows;
        this.correlation = correlation;
        this.shares = shares;
    }

    static Agreement of(Explanations first, Explanations second, String output) {
        List<Integer> rows = commonRows(first, second);
        int count = first.get(0).players().players();
        double[] one = new double[count];
        double[] other = new double[count];
        int[] flips = new int[count];
        double correlation = 0;
        for (int row : rows) {
            List<Attribution> a = first.ofRow(row).orElseThrow().output(output).attributions();
            List<Attribution> b = second.ofRow(row).orElseThrow().output(output).attributions();
            for (int p = 0; p < count; p++) {
                one[p] += Math.abs(a.get(p).value()) / rows.size();
                other[p] += Math.abs(b.get(p).value()) / rows.size();
                flips[p] += sign(a.get(p)) * sign(b.get(p)) < 0 ? 1 : 0;
            }
            correlation += spearman(values(a), values(b)) / rows.size();
        }
        boolean shares = scaleOf(first.get(0)) != scaleOf(second.get(0))
                || !first.get(0)
                        .provenance()
                        .link()
                        .equals(second.get(0).provenance().link());
        if (shares) {
            toShares(one);
            toShares(other);
        }
        int[] firstRanks = ranks(one);
        int[] secondRanks = ranks(other);
        List<Player> players = IntStream.range(0, count)
                .mapToObj(p -> new Player(p, one[p], other[p], firstRanks[p], secondRanks[p], flips[p]))
                .sorted(Comparator.comparingInt(Player::bestRank).thenComparingInt(Player::firstRank))
                .toList();
        return new Agreement(players, rows.size(), correlation, shares);
    }

    /** The rows that both sets explain. */
    static List<Integer> commonRows(Explanations first, Explanations second) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            if (second.ofRow(first.rowOf(i)).isPresent()) {
                rows.add(first.rowOf(i));
            }
        }
        return rows;
    }

    private static boolean scaleOf(Explanation explanation) {
        return explanation.fidelity() instanceof Fidelity.LocalSurrogate;
    }

    /** −1 or 1 where the attribution's 95 % interval leaves 0 out, else 0. */
    private static int sign(Attribution attribution) {
        double reach = Rounded.INTERVAL * attribution.standardError();
        return Math.abs(attribution.value()) > reach ? (int) Math.signum(attribution.value()) : 0;
    }

    private static double[] values(List<Attribution> attributions) {
        return attributions.stream().mapToDouble(Attribution::value).toArray();
    }

    private static void toShares(double[] amounts) {
        double sum = Arrays.stream(amounts).sum();
        for (int p = 0; p < amounts.length; p++) {
            amounts[p] = sum > 0 ? amounts[p] / sum : 0;
        }
    }

    private static int[] ranks(double[] amounts) {
        Integer[] order = IntStream.range(0, amounts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -amounts[p]))
                .toArray(Integer[]::new);
        int[] ranks = new int[amounts.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i + 1;
        }
        return ranks;
    }

    /** Spearman's rank correlation, ties sharing their ranks; 1 for a single player, 0 where one side is constant. */
    static double spearman(double[] a, double[] b) {
        if (a.length == 1) {
            return 1;
        }
        double[] x = midranks(a);
        double[] y = midranks(b);
        double mean = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < a.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    private static double[] midranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** The players, those that matter most in either set first. */
    List<Player> players() {
        return players;
    }

    /** How many rows both sets explain. */
    int rows() {
        return rows;
    }

    /** Mean rank correlation over the rows, from −1 to 1. */
    double correlation() {
        return correlation;
    }

    /** Whether importance is a share of the sum. */
    boolean shares() {
        return shares;
    }
}
