package secant.lime;

/** Where columns that are not cut into bins are sampled; bins and categories are always drawn by training frequency. */
public enum Sampling {
    /** From a normal with the training rows' mean and standard deviation. */
    AROUND_MEAN,
    /** From a normal around the explained row with the training rows' standard deviation. */
    AROUND_INSTANCE
}
