package secant.kernelshap;

import java.util.Arrays;
import secant.masking.Coalitions;

/**
 * The covariance of the odd part of a game at two coalitions, and its image under the Shapley values.
 *
 * <p>With z = 1 for members and −1 for the others, slopes s in (0, 1) and a = artanh s,
 * <pre>K(z, t) = z·t / M + r · sinh(Σ a_j z_j t_j) / sinh(Σ a_j).</pre>
 * The first term is an additive game, the second a sum over all sets of players of odd size of products that weigh
 * Π tanh a_j = Π s_j. Shapley values are linear in the game, and for a product of s_j z_j over a set they are known, so
 * that the covariance of φ_i with the odd part at t is
 * <pre>C_i(t) = 2 t_i / M + r s_i t_i / ν · ∫₀¹ Π_{j≠i} (1 + w s_j t_j) + Π_{j≠i} (1 − w s_j t_j) dw,</pre>
 * ν = ½ (Π (1 + s_j) − Π (1 − s_j)), and the prior variance of φ_i follows by integrating once more.
 *
 * <p>Neither logarithms nor exponentials are taken: exp(−2 a_j) = (1 − s_j) / (1 + s_j), and every product is made of
 * factors of at most 1, so that it can only vanish beside the additive term, never overflow. Products run over bytes of
 * z xor t with tables of 256 entries. Immutable. Cost: M / 8 table entries a covariance of two coalitions,
 * 2 · nodes · M multiplications a coalition for its covariances with all values.
 */
final class OddKernel {

    /** Below this product over all players, the one over the rest cannot be had by division any more. */
    private static final double SMALLEST_DIVISIBLE = 1e-280;

    private static final int HALF_WORD_TABLES = 4 * 256;

    private final int players;
    private final int stride;
    private final int halves;
    private final double[] slopes;
    private final double curvature;
    private final boolean isotropic;
    private final double[] tables;
    private final double all;
    private final GaussLegendre quadrature;

    /**
     * @param slopes s, one a player, above 0 and below 1
     * @param curvature r, 0 or more
     */
    OddKernel(double[] slopes, double curvature) {
        this.players = slopes.length;
        this.stride = Coalitions.words(players);
        this.halves = (players + 31) >>> 5;
        this.slopes = slopes;
        this.curvature = curvature;
        this.isotropic = Arrays.stream(slopes).allMatch(s -> s == slopes[0]);
        double[] factors = factors(slopes);
        double product = 1;
        for (double factor : factors) {
            product *= factor;
        }
        this.all = product;
        this.tables = isotropic ? new double[0] : tables(factors, ones(players));
        this.quadrature = new GaussLegendre(nodes(slopes));
    }

    /**
     * Enough nodes for rounding to be all of the error: the integrand is a polynomial of degree M − 1, and grows no faster
     * than exp(λw) with λ = Σ s / (1 + s), whose Chebyshev coefficients fall as exp(−degree² / λ).
     */
    private static int nodes(double[] slopes) {
        double growth = 0;
        for (double s : slopes) {
            growth += s / (1 + s);
        }
        return Math.min((slopes.length + 1) / 2, 6 + (int) Math.ceil(3 * Math.sqrt(growth)));
    }

    /** For each byte of the players' bits and each value of it, the product of its players' factors. */
    private double[] tables(double[] ifSet, double[] ifClear) {
        double[] products = new double[halves * HALF_WORD_TABLES];
        for (int table = 0; table < products.length; table += 256) {
            products[table] = 1;
            for (int bit = 0; bit < 8; bit++) {
                int player = table / 32 + bit;
                double set = player < players ? ifSet[player] : 1;
                double clear = player < players ? ifClear[player] : 1;
                for (int value = table; value < table + (1 << bit); value++) {
                    products[value + (1 << bit)] = products[value] * set;
                    products[value] *= clear;
                }
            }
        }
        return products;
    }

    /**
     * Covariances of the odd part between coalitions.
     *
     * @param points coalitions, ⌈M / 64⌉ words each
     * @param count how many
     * @param gram where they go, row-major count × count; only the lower triangle is written
     */
    void gram(long[] points, int count, double[] gram) {
        if (isotropic) {
            gramBySize(points, count, gram);
            return;
        }
        if (players <= Integer.SIZE) {
            gramOfFew(points, count, gram);
            return;
        }
        double scale = curvature / (1 - all);
        double step = 2.0 / players;
        boolean divisible = all >= SMALLEST_DIVISIBLE;
        for (int i = 0; i < count; i++) {
            int row = i * count;
            for (int j = 0; j <= i; j++) {
                double apart = product(tables, points, i * stride, points, j * stride, 0);
                double together = divisible ? all / apart : product(tables, points, i * stride, points, j * stride, -1);
                gram[row + j] = 1 - step * CoalitionBits.differing(points, stride, i, j) + scale * (apart - together);
            }
        }
    }

    /**
     * What covariances are made of: Π (1 − s_j) / (1 + s_j) over the players on different sides, and over the others.
     *
     * @param apart row-major count × count, of which the lower triangle is written
     * @param together the same
     */
    void products(long[] points, int count, double[] apart, double[] together) {
        double[] entries = isotropic ? tables(factors(slopes), ones(players)) : tables;
        boolean divisible = all >= SMALLEST_DIVISIBLE;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double product = product(entries, points, i * stride, points, j * stride, 0);
                apart[i * count + j] = product;
                together[i * count + j] =
                        divisible ? all / product : product(entries, points, i * stride, points, j * stride, -1);
            }
        }
    }

    /** Π (1 − s_j) / (1 + s_j) over all players. */
    double productOfAll() {
        return all;
    }

    private static double[] factors(double[] slopes) {
        return Arrays.stream(slopes).map(s -> (1 - s) / (1 + s)).toArray();
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The same for up to 32 players, whose four tables are told apart so that no index needs to be checked. */
    private void gramOfFew(long[] points, int count, double[] gram) {
        double[] first = new double[256];
        double[] second = new double[256];
        double[] third = new double[256];
        double[] fourth = new double[256];
        System.arraycopy(tables, 0, first, 0, 256);
        System.arraycopy(tables, 256, second, 0, 256);
        System.arraycopy(tables, 512, third, 0, 256);
        System.arraycopy(tables, 768, fourth, 0, 256);
        double scale = curvature / (1 - all);
        double step = 2.0 / players;
        for (int i = 0; i < count; i++) {
            int point = (int) points[i];
            int row = i * count;
            for (int j = 0; j <= i; j++) {
                int x = point ^ (int) points[j];
                double apart = (first[x & 255] * second[x >>> 8 & 255]) * (third[x >>> 16 & 255] * fourth[x >>> 24]);
                gram[row + j] = 1 - step * Integer.bitCount(x) + scale * (apart - all / apart);
            }
        }
    }

    /** Where all slopes are the same, only the number of players on different sides matters. */
    private void gramBySize(long[] points, int count, double[] gram) {
        double[] covariances = new double[players + 1];
        double factor = (1 - slopes[0]) / (1 + slopes[0]);
        double[] powers = new double[players + 1];
        powers[0] = 1;
        for (int d = 1; d <= players; d++) {
            powers[d] = powers[d - 1] * factor;
        }
        for (int d = 0; d <= players; d++) {
            covariances[d] =
                    1 - 2.0 * d / players + curvature * (powers[d] - powers[players - d]) / (1 - powers[players]);
        }
        for (int i = 0; i < count; i++) {
            int row = i * count;
            for (int j = 0; j <= i; j++) {
                gram[row + j] = covariances[CoalitionBits.differing(points, stride, i, j)];
            }
        }
    }

    /** The product of the tables' entries for a xor b xor flip. */
    private double product(double[] entries, long[] a, int aOffset, long[] b, int bOffset, long flip) {
        double product = 1;
        for (int half = 0; half < halves; half++) {
            long word = a[aOffset + (half >>> 1)] ^ b[bOffset + (half >>> 1)] ^ flip;
            int x = (int) (word >>> ((half & 1) << 5));
            int table = half * HALF_WORD_TABLES;
            product *= (entries[table + (x & 255)] * entries[table + 256 + (x >>> 8 & 255)])
                    * (entries[table + 512 + (x >>> 16 & 255)] * entries[table + 768 + (x >>> 24)]);
        }
        return product;
    }

    /**
     * Covariances of the Shapley values with the odd part at coalitions.
     *
     * @return count × M, row-major
     */
    double[] shapleyCovariances(long[] points, int count) {
        int nodes = quadrature.size();
        double[][] products = new double[nodes][];
        double[] even = new double[nodes * players];
        double[] odd = new double[nodes * players];
        double[] ifMember = new double[players];
        double[] ifNot = new double[players];
        for (int q = 0; q < nodes; q++) {
            for (int j = 0; j < players; j++) {
                double u = quadrature.node(q) * slopes[j];
                ifMember[j] = (1 + u) / (1 + slopes[j]);
                ifNot[j] = (1 - u) / (1 + slopes[j]);
                even[q * players + j] = 1 / ((1 - u) * (1 + u));
                odd[q * players + j] = u * even[q * players + j];
            }
            products[q] = tables(ifMember, ifNot);
        }
        double[] covariances = new double[count * players];
        double[] evens = new double[players];
        double[] odds = new double[players];
        double scale = 2 * curvature / (1 - all);
        long[] none = new long[stride];
        for (int p = 0; p < count; p++) {
            Arrays.fill(evens, 0);
            Arrays.fill(odds, 0);
            for (int q = 0; q < nodes; q++) {
                double plus = quadrature.weight(q) * product(products[q], points, p * stride, none, 0, 0);
                double minus = quadrature.weight(q) * product(products[q], points, p * stride, none, 0, -1);
                addMultiple(plus + minus, even, q * players, evens);
                addMultiple(plus - minus, odd, q * players, odds);
            }
            for (int j = 0; j < players; j++) {
                double side = (points[p * stride + (j >>> 6)] >>> j & 1) != 0 ? 1 : -1;
                covariances[p * players + j] = side * (2.0 / players + scale * slopes[j] * (evens[j] - side * odds[j]));
            }
        }
        return covariances;
    }

    private static void addMultiple(double factor, double[] from, int offset, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * from[offset + j];
        }
    }

    /** The Shapley values' variances before anything is known. */
    double[] priorVariances() {
        double[] variances = new double[players];
        Arrays.fill(variances, 4.0 / players);
        double scale = 4 * curvature / (1 - all);
        for (int a = 0; a < quadrature.size(); a++) {
            for (int b = 0; b <= a; b++) {
                double weight = quadrature.weight(a) * quadrature.weight(b) * (a == b ? 1 : 2);
                addVariances(quadrature.node(a) * quadrature.node(b), scale * weight, variances);
            }
        }
        return variances;
    }

    private void addVariances(double node, double scale, double[] variances) {
        double plus = 1;
        double minus = 1;
        for (double s : slopes) {
            plus *= (1 + node * s) / (1 + s);
            minus *= (1 - node * s) / (1 + s);
        }
        for (int j = 0; j < players; j++) {
            double u = node * slopes[j];
            variances[j] += scale * slopes[j] * (plus / (1 + u) + minus / (1 - u));
        }
    }
}
