package secant.report;

/** The paper that a picture stands on. */
public enum Theme {
    /** White paper. */
    LIGHT,

    /** Dark paper. */
    DARK,

    /** White or dark paper, as the reader's system has it; the picture then carries a style sheet of its own. */
    AUTO
}
