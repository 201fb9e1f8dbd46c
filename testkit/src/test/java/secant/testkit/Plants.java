package secant.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes subjects with planted bugs, and tries the kit on them. */
final class Plants {

    private static final Set<Plant> SURROGATES = EnumSet.range(Plant.COEFFICIENTS_PER_UNIT, Plant.GAP_WITHOUT_SIGN);
    private static final Set<Plant> INTERACTIONS = EnumSet.of(Plant.PAIRS_HALVED, Plant.MAINS_NOT_REDUCED);

    private Plants() {}

    static Subject with(Plant plant) {
        if (SURROGATES.contains(plant)) {
            return Explainers.shapley(
                    EnumSet.of(Capability.SURROGATE, Capability.SAMPLED, Capability.NUMBERS),
                    trial -> new PlantedWrapper(trial, plant));
        }
        if (INTERACTIONS.contains(plant)) {
            return Explainers.shapley(
                    Explainers.game(Capability.INTERACTIONS), trial -> new PlantedWrapper(trial, plant));
        }
        return Explainers.shapley(
                Explainers.game(Capability.LINEAR, Capability.PAIRED), trial -> new PlainShap(trial, plant));
    }

    static Subject without() {
        return Explainers.shapley(
                Explainers.game(Capability.LINEAR, Capability.PAIRED), trial -> new PlainShap(trial, null));
    }

    /** The names of the checks that a subject fails, in the kit's order. */
    static List<String> failed(Subject subject) {
        List<String> failed = new ArrayList<>();
        for (Check check : Check.every()) {
            if (check.isCalledForBy(subject)) {
                try {
                    check.body().run(subject);
                } catch (Throwable e) { // whatever it is, the check is not passed
                    failed.add(check.name());
                }
            }
        }
        return failed;
    }
}
