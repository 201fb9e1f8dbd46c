package secant.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import secant.kernelshap.Estimator;
import secant.kernelshap.PermutationOrders;
import secant.kernelshap.PlayerSelection;

/**
 * An estimator that takes part in a comparison.
 *
 * @param name one word
 * @param estimator what is asked for
 */
record Contender(String name, Estimator estimator) {

    /** Measured against {@link #SHAP}. */
    static final String DEFAULT = "default";

    static final String SHAP = "shap";

    /** All of them, the default policy first. */
    static List<Contender> all() {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(DEFAULT, Estimator.automatic()));
        all.add(new Contender(SHAP, Estimator.shapCompatible(new PlayerSelection.All())));
        all.add(new Contender("leverage", Estimator.leastSquares()));
        all.add(new Contender("process", Estimator.oddProcess()));
        for (PermutationOrders orders : PermutationOrders.values()) {
            all.add(new Contender("perm-" + orders.name().toLowerCase(Locale.ROOT), Estimator.permutations(orders)));
        }
        all.add(new Contender("hybrid-1", Estimator.hybrid(1)));
        all.add(new Contender("hybrid-2", Estimator.hybrid(2)));
        return List.copyOf(all);
    }

    /** Whether it can do with a number of coalitions. */
    boolean takes(int players, long coalitions) {
        return !(estimator instanceof Estimator.Hybrid hybrid && hybrid.degree() == 2)
                || coalitions >= (long) players * (players + 1);
    }
}
