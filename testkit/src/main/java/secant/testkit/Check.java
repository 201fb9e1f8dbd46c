package secant.testkit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One rule of the kit.
 *
 * @param name identifies it in tables, such as {@code A2-unanimity}
 * @param rule what must hold, in words
 * @param kind whose explainers it is about
 * @param needs the claims that call for it, all of them
 * @param body throws if the rule is broken
 */
record Check(String name, String rule, Kind kind, Set<Capability> needs, Body body) {

    enum Kind {
        VALUES,
        SURROGATES,
        ALL
    }

    /** Tries one rule on one subject. */
    @FunctionalInterface
    interface Body {

        void run(Subject subject) throws Exception;
    }

    Check {
        needs = Set.copyOf(needs);
    }

    static Check values(String name, String rule, Body body, Capability... needs) {
        return new Check(name, rule, Kind.VALUES, Set.of(needs), body);
    }

    static Check surrogates(String name, String rule, Body body, Capability... needs) {
        return new Check(name, rule, Kind.SURROGATES, Set.of(needs), body);
    }

    static Check all(String name, String rule, Body body, Capability... needs) {
        return new Check(name, rule, Kind.ALL, Set.of(needs), body);
    }

    /** Every rule of the kit. */
    static List<Check> every() {
        return Stream.of(
                        AxiomChecks.all(),
                        GameChecks.all(),
                        SamplingChecks.all(),
                        DeterminismChecks.all(),
                        SurrogateChecks.all(),
                        FaultChecks.all(),
                        ConcurrencyChecks.all())
                .flatMap(List::stream)
                .toList();
    }

    boolean isCalledForBy(Subject subject) {
        boolean fits = switch (kind) {
            case VALUES -> !subject.has(Capability.SURROGATE);
            case SURROGATES -> subject.has(Capability.SURROGATE);
            case ALL -> true;
        };
        return fits && subject.capabilities().containsAll(needs);
    }
}
