package secant.explanation;

/**
 * Watches an explanation take shape. An explainer that is given one where a {@link ProgressListener} is taken estimates
 * the values every now and then while it evaluates, and shows them; what it returns in the end is the same, bit for bit.
 * Explainers that have nothing to show before they are done only tell of progress.
 */
public interface SnapshotListener extends ProgressListener {

    /**
     * Takes note of the values so far. Called from the thread that does the work; to be quick.
     *
     * @param soFar what the coalitions evaluated so far say, with standard errors
     */
    void onSnapshot(Explanation soFar);
}
