package secant.kernelshap;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/** What a process says of games of few players, from definitions. A coalition is the number whose bits are its players. */
final class ProcessByHand {

    private ProcessByHand() {}

    /** Of the odd parts at two coalitions: with the hyperbolic sine in the place of products. */
    static double covariance(OddProcess process, int a, int b) {
        int players = process.players();
        double same = 0;
        double along = 0;
        for (int j = 0; j < players; j++) {
            int side = ((a ^ b) >>> j & 1) == 0 ? 1 : -1;
            same += side;
            along += side * process.reaches()[j];
        }
        double all = Arrays.stream(process.reaches()).sum();
        return same / players + process.curvature() * Math.sinh(along) / Math.sinh(all);
    }

    /** Of what is observed at some coalitions, of which the last one is that of all players. */
    static SimpleMatrix gram(OddProcess process, int[] points) {
        SimpleMatrix gram = new SimpleMatrix(points.length, points.length);
        for (int p = 0; p < points.length; p++) {
            for (int q = 0; q < points.length; q++) {
                gram.set(p, q, covariance(process, points[p], points[q]));
            }
            double nugget = p < points.length - 1 ? process.nugget() : Math.min(process.nugget(), 1e-8);
            gram.set(p, p, gram.get(p, p) + nugget + 1e-10);
        }
        return gram;
    }

    /** Of the Shapley values with the odd parts at some coalitions, players × points. */
    static SimpleMatrix shapleyCovariances(OddProcess process, int[] points) {
        SimpleMatrix all = new SimpleMatrix(1 << process.players(), points.length);
        for (int set = 0; set < all.getNumRows(); set++) {
            for (int p = 0; p < points.length; p++) {
                all.set(set, p, covariance(process, set, points[p]));
            }
        }
        return shapley(process.players()).mult(all);
    }

    /** The Shapley values as a linear map of what all coalitions are worth, players × coalitions. */
    static SimpleMatrix shapley(int players) {
        double[] shares = new double[players];
        shares[0] = 1.0 / players;
        for (int size = 1; size < players; size++) {
            shares[size] = shares[size - 1] * size / (players - size); // one over M times M − 1 over the size
        }
        SimpleMatrix map = new SimpleMatrix(players, 1 << players);
        for (int set = 0; set < map.getNumCols(); set++) {
            int size = Integer.bitCount(set);
            for (int j = 0; j < players; j++) {
                map.set(j, set, (set >>> j & 1) != 0 ? shares[size - 1] : -shares[size]);
            }
        }
        return map;
    }
}
