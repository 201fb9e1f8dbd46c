package secant.kernelshap;

import java.util.function.Function;
import secant.explanation.Explanation;

/** An estimation of one game in progress. Not thread-safe. */
interface ShapleyRun {

    /**
     * Goes on until the budget ends it. The result is the same whether snapshots are taken or not.
     *
     * @param write makes an explanation of the values so far, for a listener that asks for snapshots
     */
    Estimate toEnd(Function<Estimate, Explanation> write);

    /** Goes to the next point at which values are estimated, unless the budget has ended it. */
    Estimate advance();

    /**
     * Goes on after its end, whatever the precision or the time.
     *
     * @param coalitions how many in all; nothing is done if as many have been evaluated, or the values are exact
     */
    Estimate continueTo(long coalitions);

    /** Whether the budget has ended it. */
    boolean isFinished();
}
