package secant.testkit;

import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import secant.explanation.Explainer;

/** What is under test: what it claims, how one is made, and what a member of a unanimity game gets. */
record Subject(Set<Capability> capabilities, Function<Trial, Explainer> factory, IntToDoubleFunction share) {

    Subject {
        capabilities = Set.copyOf(capabilities);
    }

    boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    Explainer explainer(Trial trial) {
        return factory.apply(trial);
    }
}
