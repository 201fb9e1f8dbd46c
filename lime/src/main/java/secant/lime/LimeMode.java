package secant.lime;

/** Whose numbers an explanation gives. */
public enum LimeMode {
    /** Those of the lime package: its samples, its ridge penalty, its selection of features. They vary with the seed. */
    COMPATIBLE,
    /** What those numbers vary around, without the penalty: the same model of the same neighbourhood, with less error. */
    STABLE
}
