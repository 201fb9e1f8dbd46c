package secant.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import secant.explanation.Explainer;
import secant.explanation.InteractionIndex;
import secant.kernelshap.BanzhafValues;
import secant.kernelshap.Estimator;
import secant.kernelshap.ExactShap;
import secant.kernelshap.KernelShap;
import secant.kernelshap.OwenShap;
import secant.kernelshap.PermutationOrders;
import secant.kernelshap.PermutationShap;
import secant.kernelshap.PlayerSelection;
import secant.kernelshap.PlayerTree;
import secant.kernelshap.ShapInteractions;
import secant.lime.Discretizer;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.TrainingStatistics;

/** Every explainer of rows that Secant has, as a subject of the kit. */
final class Explainers {

    private static final Set<Capability> GAME = EnumSet.of(
            Capability.EXACT,
            Capability.SAMPLED,
            Capability.WEIGHTS,
            Capability.LINK,
            Capability.GROUPS,
            Capability.ADDITIVE,
            Capability.SEMIVALUE);

    private Explainers() {}

    static Set<Capability> game(Capability... more) {
        Set<Capability> all = EnumSet.copyOf(GAME);
        all.addAll(List.of(more));
        return all;
    }

    static Set<Capability> gameWithout(Capability... less) {
        Set<Capability> all = EnumSet.copyOf(GAME);
        List.of(less).forEach(all::remove);
        return all;
    }

    /** By name, in a fixed order. */
    static Map<String, Subject> every() {
        Map<String, Subject> all = new LinkedHashMap<>();
        all.put(
                "KernelShap",
                shapley(game(Capability.LINEAR, Capability.PAIRED), trial -> kernel(trial, Estimator.automatic())));
        all.put(
                "KernelShap, least squares",
                shapley(game(Capability.LINEAR, Capability.PAIRED), trial -> kernel(trial, Estimator.leastSquares())));
        all.put(
                "KernelShap, odd process",
                shapley(game(Capability.LINEAR, Capability.PAIRED), trial -> kernel(trial, Estimator.oddProcess())));
        all.put(
                "KernelShap, permutations",
                shapley(
                        game(Capability.LINEAR, Capability.PAIRED),
                        trial -> kernel(trial, Estimator.permutations(PermutationOrders.RANDOM))));
        all.put(
                "KernelShap, as shap",
                shapley(
                        game(Capability.LINEAR),
                        trial -> kernel(trial, Estimator.shapCompatible(new PlayerSelection.All()))));
        all.put(
                "KernelShap, as R",
                shapley(game(Capability.LINEAR, Capability.PAIRED), trial -> kernel(trial, Estimator.hybrid(1))));
        all.put(
                "KernelShap, exact",
                shapley(gameWithout(Capability.SAMPLED), trial -> kernel(trial, Estimator.exact())));
        all.put("GameShap", shapley(game(Capability.LINEAR, Capability.PAIRED), MaskedRows::new));
        all.put("ExactShap", shapley(gameWithout(Capability.SAMPLED), Explainers::exact));
        all.put("PermutationShap", shapley(game(Capability.LINEAR, Capability.PAIRED), Explainers::permutations));
        all.put(
                "OwenShap, one group",
                shapley(game(Capability.LINEAR, Capability.PAIRED), trial -> owen(trial, flat(trial))));
        all.put("OwenShap, nested", shapley(gameWithout(Capability.SEMIVALUE), trial -> owen(trial, nested(trial))));
        all.put(
                "BanzhafValues",
                new Subject(
                        gameWithout(Capability.ADDITIVE),
                        Explainers::banzhaf,
                        members -> Math.scalb(1.0, 1 - members)));
        all.put("ShapInteractions", shapley(game(Capability.INTERACTIONS), Explainers::interactions));
        all.put(
                "Lime, stable",
                surrogate(
                        EnumSet.of(Capability.SURROGATE, Capability.SAMPLED),
                        trial -> lime(trial, LimeMode.STABLE, Discretizer.quartile())));
        all.put(
                "Lime, stable, numbers",
                surrogate(
                        EnumSet.of(Capability.SURROGATE, Capability.SAMPLED, Capability.NUMBERS),
                        trial -> lime(trial, LimeMode.STABLE, Discretizer.none())));
        all.put(
                "Lime, compatible",
                surrogate(
                        EnumSet.of(Capability.SURROGATE, Capability.SAMPLED),
                        trial -> lime(trial, LimeMode.COMPATIBLE, Discretizer.quartile())));
        all.put(
                "Lime, compatible, numbers",
                surrogate(
                        EnumSet.of(Capability.SURROGATE, Capability.SAMPLED, Capability.NUMBERS),
                        trial -> lime(trial, LimeMode.COMPATIBLE, Discretizer.none())));
        return all;
    }

    static Subject shapley(Set<Capability> capabilities, Function<Trial, Explainer> factory) {
        return new Subject(capabilities, factory, members -> 1.0 / members);
    }

    private static Subject surrogate(Set<Capability> capabilities, Function<Trial, Explainer> factory) {
        return shapley(capabilities, factory);
    }

    static Explainer kernel(Trial trial, Estimator estimator) {
        KernelShap.Builder builder = KernelShap.builder(trial.predictor(), trial.background())
                .estimator(estimator)
                .link(trial.link())
                .seed(trial.seed());
        trial.groups().ifPresent(builder::groups);
        trial.budget().ifPresent(builder::coalitions);
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    private static Explainer exact(Trial trial) {
        ExactShap.Builder builder =
                ExactShap.builder(trial.predictor(), trial.background()).link(trial.link());
        trial.groups().ifPresent(builder::groups);
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    private static Explainer permutations(Trial trial) {
        PermutationShap.Builder builder = PermutationShap.builder(trial.predictor(), trial.background())
                .link(trial.link())
                .seed(trial.seed());
        trial.groups().ifPresent(builder::groups);
        trial.budget().ifPresentOrElse(builder::coalitions, () -> builder.coalitions(1 << 12));
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    private static List<PlayerTree> players(Trial trial) {
        List<String> names = trial.groups().isPresent()
                ? trial.groups().get().names()
                : trial.background().schema().names();
        return names.stream().map(PlayerTree::player).toList();
    }

    private static PlayerTree flat(Trial trial) {
        List<PlayerTree> players = players(trial);
        return players.size() == 1 ? players.get(0) : PlayerTree.group(players);
    }

    /** The first three in a group, the last two in one, and the others by themselves. */
    private static PlayerTree nested(Trial trial) {
        List<PlayerTree> players = players(trial);
        int size = players.size();
        if (size < 6) {
            return flat(trial);
        }
        PlayerTree[] top = IntStream.range(2, size - 1)
                .mapToObj(i -> i == 2
                        ? PlayerTree.group(players.subList(0, 3))
                        : i == size - 2 ? PlayerTree.group(players.subList(size - 2, size)) : players.get(i))
                .toArray(PlayerTree[]::new);
        return PlayerTree.group(Arrays.asList(top));
    }

    private static Explainer owen(Trial trial, PlayerTree tree) {
        OwenShap.Builder builder = OwenShap.builder(trial.predictor(), trial.background(), tree)
                .link(trial.link())
                .seed(trial.seed());
        trial.groups().ifPresent(builder::groups);
        trial.budget().ifPresentOrElse(builder::coalitions, () -> builder.coalitions(1 << 12));
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    private static Explainer banzhaf(Trial trial) {
        BanzhafValues.Builder builder = BanzhafValues.builder(trial.predictor(), trial.background())
                .link(trial.link())
                .seed(trial.seed());
        trial.groups().ifPresent(builder::groups);
        trial.budget().ifPresent(builder::coalitions);
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    private static Explainer interactions(Trial trial) {
        return interactions(trial, InteractionIndex.K_SII);
    }

    static Explainer interactions(Trial trial, InteractionIndex index) {
        ShapInteractions.Builder builder = ShapInteractions.builder(trial.predictor(), trial.background())
                .index(index)
                .link(trial.link())
                .seed(trial.seed());
        trial.groups().ifPresent(builder::groups);
        trial.budget().ifPresent(builder::coalitions);
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    static Explainer lime(Trial trial, LimeMode mode, Discretizer discretizer) {
        Lime.Builder builder = Lime.builder(
                        trial.predictor(),
                        TrainingStatistics.of(
                                trial.background().schema(), trial.background().rows(), discretizer))
                .mode(mode)
                .seed(trial.seed());
        trial.budget().ifPresent(builder::samples);
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent((Executor executor) -> builder.executor(executor));
        return builder.build();
    }
}
