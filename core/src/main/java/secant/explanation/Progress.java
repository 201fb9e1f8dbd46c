package secant.explanation;

import java.time.Duration;

/**
 * How far a piece of work has come.
 *
 * @param done how many steps are done: coalitions of a row, or rows of a table
 * @param total how many there are
 * @param elapsed since the work began
 */
public record Progress(long done, long total, Duration elapsed) {}
