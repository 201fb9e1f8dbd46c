package secant.explanation;

/**
 * Watches long work. Called from the threads that do the work, one call at a time, with {@code done} never falling; to
 * be quick. A listener that throws is not called again; the work goes on, and what it threw is among the warnings of what
 * was watched.
 */
@FunctionalInterface
public interface ProgressListener {

    /** A listener that does nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * Takes note.
     *
     * @param progress how far the work has come
     */
    void onProgress(Progress progress);
}
