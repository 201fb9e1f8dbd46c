package secant.report;

import java.util.Arrays;

/**
 * Rows clustered by their attributions: agglomerative clustering by Ward's criterion, whose leaves, read from left to
 * right, put like rows beside each other; of two branches, that with the smaller mean prediction comes first.
 *
 * <p>Nearest-neighbour chains (Murtagh, The Computer Journal 26(4), 1983) over the clusters' centres: O(rows² × players)
 * time, most of it saved by giving a distance up as soon as it exceeds the least, and O(rows × players) memory.
 */
final class RowClusters {

    private final int[] leaves;

    private RowClusters(int[] leaves) {
        this.leaves = leaves;
    }

    static RowClusters of(AttributionTable table) {
        return new RowClusters(new Chain(table).leaves());
    }

    /** The rows from left to right. */
    int[] leaves() {
        return leaves.clone();
    }

    /** The clusters while they merge. */
    private static final class Chain {

        private final int rows;
        private final int players;
        private final double[] centres;
        private final double[] means;
        private final int[] sizes;
        private final int[] alive;
        private int living;
        private final int[] first; // the leftmost and the rightmost row of a cluster, and the row to the right of a row
        private final int[] last;
        private final int[] next;

        Chain(AttributionTable table) {
            rows = table.rows();
            players = table.players();
            centres = new double[rows * players];
            means = new double[rows];
            sizes = new int[rows];
            alive = new int[rows];
            first = new int[rows];
            last = new int[rows];
            next = new int[rows];
            Arrays.fill(sizes, 1);
            Arrays.fill(next, -1);
            // Players in the order of importance, so that distances are given up early; scaled so that squares stay
            // finite.
            int[] ranked = table.ranked();
            double largest = 0;
            for (int row = 0; row < rows; row++) {
                for (int p = 0; p < players; p++) {
                    largest = Math.max(largest, Math.abs(table.value(row, p)));
                }
            }
            double unit = largest > 0 ? largest : 1;
            for (int row = 0; row < rows; row++) {
                for (int p = 0; p < players; p++) {
                    centres[row * players + p] = table.value(row, ranked[p]) / unit;
                }
                means[row] = table.prediction(row);
                alive[row] = row;
                first[row] = row;
                last[row] = row;
            }
            living = rows;
        }

        int[] leaves() {
            int[] chain = new int[rows + 1];
            int length = 0;
            while (living > 1) {
                if (length == 0) {
                    chain[length++] = alive[0];
                }
                int tip = chain[length - 1];
                int before = length > 1 ? chain[length - 2] : -1;
                int nearest = nearest(tip, before);
                if (nearest == before) {
                    length -= 2;
                    merge(tip, before);
                } else {
                    chain[length++] = nearest;
                }
            }
            int[] leaves = new int[rows];
            int row = first[alive[0]];
            for (int i = 0; i < rows; i++) {
                leaves[i] = row;
                row = next[row];
            }
            return leaves;
        }

        /** Finds the cluster that costs least to merge with; of equal ones the one before, so that chains end. */
        private int nearest(int tip, int before) {
            int best = before;
            double least = before < 0 ? Double.POSITIVE_INFINITY : cost(tip, before, Double.POSITIVE_INFINITY);
            for (int i = 0; i < living; i++) {
                int other = alive[i];
                if (other != tip && other != before) {
                    double cost = cost(tip, other, least);
                    if (cost < least) {
                        least = cost;
                        best = other;
                    }
                }
            }
            return best;
        }

        /** By how much merging raises the squared distances to the centres; or something above the limit. */
        private double cost(int a, int b, double limit) {
            double weight = (double) sizes[a] * sizes[b] / (sizes[a] + sizes[b]);
            double sum = 0;
            int i = a * players;
            int j = b * players;
            for (int p = 0; p < players; p++) {
                double difference = centres[i + p] - centres[j + p];
                sum += weight * difference * difference;
                if (sum > limit) {
                    break;
                }
            }
            return sum;
        }

        private void merge(int a, int b) {
            int left = means[a] < means[b] || (means[a] == means[b] && first[a] < first[b]) ? a : b;
            int right = left == a ? b : a;
            double share = (double) sizes[right] / (sizes[left] + sizes[right]);
            for (int p = 0; p < players; p++) {
                int to = left * players + p;
                centres[to] += share * (centres[right * players + p] - centres[to]);
            }
            means[left] += share * (means[right] - means[left]);
            sizes[left] += sizes[right];
            next[last[left]] = first[right];
            last[left] = last[right];
            int at = 0;
            while (alive[at] != right) {
                at++;
            }
            // Keeps the order of what is left: which of equally near clusters comes first must not depend on luck.
            System.arraycopy(alive, at + 1, alive, at, living - at - 1);
            living--;
        }
    }
}
