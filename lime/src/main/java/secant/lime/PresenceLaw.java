package secant.lime;

import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * How the lime package draws which players are present, and how far that is from all of them: both depend on the number of
 * present players alone.
 */
enum PresenceLaw {
    /** Texts: the number of removed words is uniform on 1 … d; the distance is 100 × cosine. */
    TEXT(100, false) {
        @Override
        double share(int players, int present) {
            return present == players ? 0 : 1.0 / players;
        }
    },
    /** Pictures: each segment is there with probability ½; the distance is cosine. */
    IMAGE(1, true) {
        @Override
        double share(int players, int present) {
            return StrictMath.exp(
                    CombinatoricsUtils.binomialCoefficientLog(players, present) - players * StrictMath.log(2));
        }
    };

    private final double distanceScale;
    private final boolean symmetric;

    PresenceLaw(double distanceScale, boolean symmetric) {
        this.distanceScale = distanceScale;
        this.symmetric = symmetric;
    }

    /** The probability that so many of the players are present in a sample. */
    abstract double share(int players, int present);

    /** The distance from all players to so many of them: 1 − √(present / players), 1 from none, times the scale. */
    double distance(int players, int present) {
        return distanceScale * (1 - Math.sqrt((double) present / players));
    }

    /** Whether a coalition and its complement count about the same, so that they are best asked together. */
    boolean isSymmetric() {
        return symmetric;
    }

    /** {@return the distance's name, for the provenance} */
    String distanceName() {
        return distanceScale == 1 ? "cosine" : "cosine × " + (int) distanceScale;
    }
}
