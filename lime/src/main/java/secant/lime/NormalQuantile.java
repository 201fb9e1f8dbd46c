package secant.lime;

/**
 * The quantile function of the standard normal distribution, to about 10⁻¹⁶ of its size (Wichura 1988, algorithm AS 241,
 * PPND16): one rational function in the middle 85 %, two with a logarithm in the tails.
 */
final class NormalQuantile {

    private NormalQuantile() {}

    /** {@return the number that a normal one is below with probability p, 0 < p < 1} */
    static double of(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            double over =
                    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987)
                                                            * r
                                                    + 13731.69376550946)
                                            * r
                                    + 1971.5909503065513)
                            * r);
            over = (over + 133.14166789178438) * r + 3.3871328727963665;
            double under =
                    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597)
                                                            * r
                                                    + 5394.196021424751)
                                            * r
                                    + 687.1870074920579)
                            * r);
            under = (under + 42.31333070160091) * r + 1;
            return q * over / under;
        }
        double tail = tail(Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p)));
        return q < 0 ? -tail : tail;
    }

    private static double tail(double root) {
        if (root <= 5) {
            double r = root - 1.6;
            double over = ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r
                                                            + 1.2704582524523684)
                                                    * r
                                            + 3.6478483247632045)
                                    * r
                            + 5.769497221460691)
                    * r);
            over = (over + 4.630337846156546) * r + 1.4234371107496835;
            double under = ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r
                                                            + 0.14810397642748008)
                                                    * r
                                            + 0.6897673349851)
                                    * r
                            + 1.6763848301838038)
                    * r);
            under = (under + 2.053191626637759) * r + 1;
            return over / under;
        }
        double r = root - 5;
        double over = ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r
                                                        + 0.026532189526576124)
                                                * r
                                        + 0.29656057182850487)
                                * r
                        + 1.7848265399172913)
                * r);
        over = (over + 5.463784911164114) * r + 6.657904643501103;
        double under = ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r
                                                        + 0.0007868691311456133)
                                                * r
                                        + 0.014875361290850615)
                                * r
                        + 0.1369298809227358)
                * r);
        under = (under + 0.599832206555888) * r + 1;
        return over / under;
    }
}
