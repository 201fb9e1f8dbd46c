package secant.testkit;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import secant.explanation.Explainer;

/**
 * The conformance kit: whoever extends it says what an explainer claims and how one is made, and gets every check that its
 * claims call for, as one test each. Checks that no claim calls for are not run, and not reported.
 *
 * <pre>{@code
 * class MyShapTest extends ExplainerConformance {
 *
 *     @Override
 *     protected Set<Capability> capabilities() {
 *         return Set.of(Capability.EXACT, Capability.SEMIVALUE, Capability.ADDITIVE);
 *     }
 *
 *     @Override
 *     protected Explainer explainer(Trial trial) {
 *         return new MyShap(trial.predictor(), trial.background());
 *     }
 * }
 * }</pre>
 *
 * <p>All checks are deterministic but for those of time and threads, whose limits are wide. With the system property
 * {@value #FULL} set to true, they take larger games and more seeds.
 */
public abstract class ExplainerConformance {

    /** The system property that has the checks take larger games and more seeds. */
    public static final String FULL = "secant.testkit.full";

    /** For subclasses. */
    protected ExplainerConformance() {}

    /** {@return what the explainer claims to do} */
    protected abstract Set<Capability> capabilities();

    /**
     * Makes an explainer.
     *
     * @param trial what it is to be made for: model, background and seed always; of the rest what its claims call for
     * @return the explainer
     */
    protected abstract Explainer explainer(Trial trial);

    /**
     * Says what each member of a unanimity game gets, in which a set of players is worth 1 once it is complete: the one
     * function that tells semivalues apart. Default: 1 / members, as the Shapley value has it.
     *
     * @param members how many players the set has, 1 or more
     * @return the share of each
     */
    protected double share(int members) {
        return 1.0 / members;
    }

    /** {@return one test for each check that the explainer's claims call for} */
    @TestFactory
    final Stream<DynamicTest> conforms() {
        Subject subject = new Subject(capabilities(), this::explainer, this::share);
        return Check.every().stream()
                .filter(check -> check.isCalledForBy(subject))
                .map(check -> DynamicTest.dynamicTest(
                        check.name() + ": " + check.rule(), () -> check.body().run(subject)));
    }

    static boolean isFull() {
        return Boolean.getBoolean(FULL);
    }
}
