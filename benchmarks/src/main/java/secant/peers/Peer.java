package secant.peers;

import java.util.Optional;
import secant.data.Matrix;

/**
 * Another explainer, to be measured beside Secant. Found by {@link java.util.ServiceLoader}, so that those with many
 * dependencies are in the jar only where it was made with them.
 */
public interface Peer {

    /** {@return its name} */
    String title();

    /** {@return whether it is one of local surrogates, as LIME is, instead of Shapley values} */
    boolean isSurrogate();

    /**
     * Gets ready for a problem.
     *
     * @param problem model, background and rows
     * @return what explains its rows by as many evaluations of the model as Secant takes by default, or empty if the
     *     problem is not for it
     */
    Optional<Explaining> prepare(Problem problem);

    /** Explains rows of a problem. */
    @FunctionalInterface
    interface Explaining {

        /**
         * Explains.
         *
         * @param rows rows × columns
         * @return a row's values, a column each
         */
        double[][] explain(Matrix rows);
    }
}
