package secant.kernelshap;

/** Which correlation of columns is meant. */
public enum Correlation {
    /** Of the values: how well a straight line fits. */
    PEARSON,
    /** Of the ranks, equal values sharing their mean rank: how monotone one column is in the other. */
    SPEARMAN
}
