package secant.lime;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import secant.lime.NeighbourhoodLaw.FoundWidth;

/** Looks for the width of the best weighted R² among those that leave enough effective samples. */
final class WidthSearch {

    private static final int WIDTHS = 9;
    private static final double NARROWEST = 0.1; // per √feature

    private final NeighbourhoodMoments moments;
    private final FeatureSelection selection;
    private final double ridge;
    private final int players;

    WidthSearch(NeighbourhoodMoments moments, FeatureSelection selection, double ridge, int players) {
        this.moments = moments;
        this.selection = selection;
        this.ridge = ridge;
        this.players = players;
    }

    /**
     * Searches.
     *
     * @param wanted the least effective sample size as a share of the samples
     * @param answers samples × outputs
     * @param rowAnswers the row's own
     */
    FoundWidth best(double wanted, double[] answers, double[] rowAnswers) {
        double best = Double.NEGATIVE_INFINITY;
        double width = Double.NaN;
        double largestShare = 0;
        for (int i = 0; i < WIDTHS; i++) {
            double candidate = NARROWEST * Math.pow(2, 0.5 * i) * Math.sqrt(players);
            List<WeightedMoments> groups = moments.groups(new ProximityKernel(candidate), answers, rowAnswers);
            WeightedMoments all = groups.get(0).fresh();
            groups.forEach(group -> all.merge(group, 1));
            double share = all.effectiveSamples() / all.samples();
            largestShare = Math.max(largestShare, share);
            if (share < wanted || all.effectiveSamples() < EffectiveSamples.least(players)) {
                continue;
            }
            double score = score(all);
            if (score > best) {
                best = score;
                width = candidate;
            }
        }
        if (Double.isNaN(width)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the search must find a kernel width that leaves an effective share of %s of the samples but the widest"
                            + " of them leaves %.3g; ask for less, or set a width",
                    wanted,
                    largestShare));
        }
        return new FoundWidth(width, "of the best fit with an effective share of at least " + wanted);
    }

    private double score(WeightedMoments all) {
        LocalFit fit = LocalFit.of(List.of(all), selection, ridge);
        return IntStream.range(0, fit.outputs())
                .mapToObj(fit::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
    }
}
