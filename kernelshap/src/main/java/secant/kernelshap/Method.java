package secant.kernelshap;

/**
 * How values were found, for the provenance.
 *
 * @param name what was done
 * @param reason why that and nothing else; empty if it is what was asked for
 * @param byProcess whether an odd-part process is what the values are of
 */
record Method(String name, String reason, boolean byProcess) {

    /** What was asked for. */
    static Method named(String name) {
        return new Method(name, "", false);
    }

    Method because(String why) {
        return new Method(name, why, byProcess);
    }

    /** The same with more that was done. */
    Method and(String more) {
        return new Method(name + ", " + more, reason, byProcess);
    }
}
