package secant.masking;

/** Who plays when a text is explained. */
public enum TextUnit {
    /** Every distinct word: all its occurrences come and go together. Suits models that count words. */
    WORD,
    /** Every token at its place. Suits models that read in order. */
    POSITION
}
