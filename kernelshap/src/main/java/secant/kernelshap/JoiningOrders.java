package secant.kernelshap;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws orders in which players join, each the same however many are drawn after it. */
final class JoiningOrders {

    /** Positions of random streams from here on belong to orders; the lower ones to sizes of coalitions. */
    private static final int FIRST_STREAM = 1 << 30;

    private JoiningOrders() {}

    /**
     * Draws.
     *
     * @param players M, 1 or more
     * @param count how many
     * @return an order a row: the players as they join
     */
    static int[][] draw(PermutationOrders kind, int players, int count, long seed) {
        return switch (kind) {
            case RANDOM -> random(players, count, seed);
            case ORTHOGONAL -> orthogonal(players, count, seed);
        };
    }

    /** The stream of one order, or of one group of them. */
    static RandomGenerator stream(long seed, int players, int position) {
        return Seeds.generator(seed, players, FIRST_STREAM + position);
    }

    private static int[][] random(int players, int count, long seed) {
        int[][] orders = new int[count][];
        for (int o = 0; o < count; o++) {
            orders[o] = identity(players);
            shuffle(orders[o], players, stream(seed, players, o));
        }
        return orders;
    }

    static int[] identity(int players) {
        int[] order = new int[players];
        for (int p = 0; p < players; p++) {
            order[p] = p;
        }
        return order;
    }

    /** Fisher and Yates. */
    static void shuffle(int[] order, int length, RandomGenerator random) {
        for (int p = length - 1; p > 0; p--) {
            int other = random.nextInt(p + 1);
            int swapped = order[p];
            order[p] = order[other];
            order[other] = swapped;
        }
    }

    /**
     * Orders by the coordinates of directions in the hyperplane Σ x = 0 that are at right angles to each other, M − 1 of
     * them a group, each uniform by itself (Mitchell, Cooper, Frank and Holmes 2022, section 4.3: here by Gram–Schmidt on
     * centred normal vectors). The opposite direction gives the opposite order.
     */
    private static int[][] orthogonal(int players, int count, long seed) {
        int[][] orders = new int[count][];
        int group = Math.max(1, players - 1);
        for (int from = 0; from < count; from += group) {
            RandomGenerator random = stream(seed, players, from / group);
            double[][] directions = new double[Math.min(group, count - from)][];
            for (int d = 0; d < directions.length; d++) {
                directions[d] = direction(players, directions, d, random);
                orders[from + d] = ascending(directions[d]);
            }
        }
        return orders;
    }

    private static double[] direction(int players, double[][] before, int count, RandomGenerator random) {
        double[] direction = new double[players];
        for (int p = 0; p < players; p++) {
            direction[p] = random.nextGaussian();
        }
        for (int round = 0; round < 2; round++) { // twice is enough (Giraud, Langou and Rozložník 2005)
            centre(direction);
            for (int d = 0; d < count; d++) {
                subtract(direction, before[d], dot(direction, before[d]));
            }
        }
        double length = Math.sqrt(dot(direction, direction));
        for (int p = 0; p < players; p++) {
            direction[p] /= length;
        }
        return direction;
    }

    private static void centre(double[] direction) {
        double sum = 0;
        for (double x : direction) {
            sum += x;
        }
        for (int p = 0; p < direction.length; p++) {
            direction[p] -= sum / direction.length;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += a[p] * b[p];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] direction, double factor) {
        for (int p = 0; p < from.length; p++) {
            from[p] -= factor * direction[p];
        }
    }

    private static int[] ascending(double[] direction) {
        return IntStream.range(0, direction.length)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> direction[p]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
