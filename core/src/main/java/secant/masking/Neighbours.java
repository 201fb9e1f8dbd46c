package secant.masking;

import java.util.Arrays;
import secant.data.Background;

/**
 * The background rows nearest to one row in some of its players. Holds background rows × players squared distances, so
 * that a coalition costs additions alone. Not thread-safe.
 */
final class Neighbours {

    private final int size;
    private final double[] byPlayer;
    private final double[] distances;
    private final double[] scratch;

    Neighbours(Background background, StandardDistance distance, double[] row, int[][] playerColumns) {
        this.size = background.size();
        this.byPlayer = new double[Math.multiplyExact(playerColumns.length, size)];
        this.distances = new double[size];
        this.scratch = new double[size];
        double[] rows = background.rows().data();
        for (int p = 0; p < playerColumns.length; p++) {
            for (int b = 0; b < size; b++) {
                for (int column : playerColumns[p]) {
                    byPlayer[p * size + b] += distance.squared(column, row[column], rows[b * row.length + column]);
                }
            }
        }
    }

    /**
     * Keeps the nearest of some background rows, and those as near as the last of them.
     *
     * @param members the visible players
     * @param count how many they are
     * @param picked background rows, ascending; receives those that are kept
     * @param among how many rows there are to choose from
     * @param wanted how many are to be kept at least, less than {@code among}
     * @return how many are kept
     */
    int keep(int[] members, int count, int[] picked, int among, int wanted) {
        Arrays.fill(distances, 0);
        for (int m = 0; m < count; m++) {
            int from = members[m] * size;
            for (int b = 0; b < size; b++) {
                distances[b] += byPlayer[from + b];
            }
        }
        for (int i = 0; i < among; i++) {
            scratch[i] = distances[picked[i]];
        }
        double furthest = smallest(scratch, among, wanted - 1);
        int kept = 0;
        for (int i = 0; i < among; i++) {
            if (distances[picked[i]] <= furthest) {
                picked[kept++] = picked[i];
            }
        }
        return kept;
    }

    /** The value that has the given place in ascending order (Hoare's FIND, CACM 4(7), 1961); shuffles the array. */
    static double smallest(double[] values, int length, int place) {
        int left = 0;
        int right = length - 1;
        while (left < right) {
            double pivot = values[(left + right) >>> 1];
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (pivot < values[j]) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (place <= j) {
                right = j;
            } else if (place >= i) {
                left = i;
            } else {
                break;
            }
        }
        return values[place];
    }
}
