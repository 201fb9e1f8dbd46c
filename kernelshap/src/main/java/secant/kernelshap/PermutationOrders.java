package secant.kernelshap;

/** How the orders of permutation sampling are drawn. Each order is walked forth and back. */
public enum PermutationOrders {
    /** Independent orders. */
    RANDOM,
    /** Orders from orthogonal directions, which spread more evenly (Mitchell, Cooper, Frank and Holmes 2022). */
    ORTHOGONAL
}
