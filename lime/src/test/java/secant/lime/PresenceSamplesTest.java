package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.masking.Coalitions;

class PresenceSamplesTest {

    private static final ProximityKernel FLAT = new ProximityKernel(1e9);

    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({
        "TEXT,2,64",
        "TEXT,5,24",
        "TEXT,6,40",
        "TEXT,6,56",
        "TEXT,12,600",
        "TEXT,40,1000",
        "TEXT,64,3000",
        "TEXT,65,1000",
        "TEXT,200,5000",
        "IMAGE,2,64",
        "IMAGE,5,24",
        "IMAGE,8,38",
        "IMAGE,12,600",
        "IMAGE,13,600",
        "IMAGE,40,1000",
        "IMAGE,64,2000",
        "IMAGE,200,5000"
    })
    void stable_anySize_weighsEverySizeAsTheLawDoes(PresenceLaw law, int players, int samples) {
        ProximityKernel kernel = new ProximityKernel(law == PresenceLaw.TEXT ? 25 : 0.25);
        double[] masses = PresenceSamples.masses(players, samples, law, kernel);
        double[] mean = new double[players + 1];
        int seeds = 20;
        for (int seed = 0; seed < seeds; seed++) {
            PresenceSamples drawn = PresenceSamples.stable(players, samples, law, kernel, seed);
            Coalitions coalitions = drawn.coalitions();
            assertThat(drawn.count()).isLessThanOrEqualTo(samples + 2);
            for (int i = 0; i < drawn.count(); i++) {
                mean[coalitions.size(i)] += drawn.weight(i) / seeds;
            }
        }
        double total = Arrays.stream(masses).sum();
        assertThat(Arrays.stream(mean).sum()).isCloseTo(total, within(1e-9 * total));
        for (int s = 0; s <= players; s++) {
            // Systematic rounding of 20 groups: a size misses its mass by less than a draw a group.
            assertThat(mean[s]).isCloseTo(masses[s], within(20 * total / samples));
        }
    }

    @ParameterizedTest
    @EnumSource(PresenceLaw.class)
    void stable_samplesForAll_areAllOnce(PresenceLaw law) {
        PresenceSamples all = PresenceSamples.stable(8, 254, law, FLAT, 1);

        assertThat(all.isExact()).isTrue();
        assertThat(all.count()).isEqualTo(256);
        assertThat(Arrays.stream(all.coalitions().words()).distinct().count()).isEqualTo(256);
        assertThat(PresenceSamples.stable(8, 253, law, FLAT, 1).isExact()).isFalse();
    }

    @Tag("statistical")
    @Test
    void stable_withinASize_isUniform() {
        long[] counts = new long[20]; // coalitions of 3 of 6
        for (int seed = 0; seed < 2000; seed++) {
            PresenceSamples drawn = PresenceSamples.stable(6, 40, PresenceLaw.TEXT, FLAT, seed);
            Coalitions coalitions = drawn.coalitions();
            for (int i = 0; i < drawn.count(); i++) {
                if (coalitions.size(i) == 3 && drawn.group(i) != PresenceSamples.EVERY_GROUP) {
                    counts[rank(coalitions.words()[i])]++;
                }
            }
        }
        double[] expected = new double[20];
        Arrays.fill(expected, 1);

        assertThat(Arrays.stream(counts).sum()).isGreaterThan(1000);
        assertThat(new ChiSquareTest().chiSquareTest(expected, counts)).isGreaterThan(1e-3);
    }

    private static int rank(long word) {
        int rank = 0;
        for (long lower = 0; lower < word; lower++) {
            rank += Long.bitCount(lower) == 3 ? 1 : 0;
        }
        return rank;
    }

    // ---- the lime package's samples

    @ParameterizedTest
    @CsvSource({"TEXT,64,25", "TEXT,70,25", "IMAGE,64,0.25", "IMAGE,5,0.25"})
    void compatible_anySample_countsByItsDistanceAndIsDealtInTurn(PresenceLaw law, int players, double width) {
        PresenceSamples drawn = PresenceSamples.compatible(players, 50, law, new ProximityKernel(width), 7);
        Coalitions coalitions = drawn.coalitions();

        assertThat(drawn.count()).isEqualTo(50);
        assertThat(drawn.isExact()).isFalse();
        assertThat(coalitions.size(0)).isEqualTo(players);
        assertThat(drawn.weight(0)).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            double distance =
                    (law == PresenceLaw.TEXT ? 100 : 1) * (1 - Math.sqrt(coalitions.size(i) / (double) players));
            assertThat(drawn.weight(i)).isCloseTo(Math.exp(-distance * distance / (2 * width * width)), within(1e-14));
            assertThat(drawn.group(i)).isEqualTo(i % 20);
        }
    }

    // ---- stable samples

    /** The lime package's share of a size: uniform on 0 … d − 1 for texts, coins for pictures; the instance is always there. */
    private static double[] massesOfAll(PresenceLaw law, int players, int samples, double width) {
        double[] masses = new double[players + 1];
        for (int s = 0; s <= players; s++) {
            double distance = (law == PresenceLaw.TEXT ? 100 : 1) * (1 - Math.sqrt(s / (double) players));
            double share = law == PresenceLaw.TEXT
                    ? (s < players ? 1.0 / players : 0)
                    : choose(players, s) * Math.pow(0.5, players);
            masses[s] = (samples - 1.0) / samples * share * Math.exp(-distance * distance / (2 * width * width));
        }
        masses[players] += 1.0 / samples;
        return masses;
    }

    private static double choose(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return Math.rint(product);
    }

    @Test
    void masses_fourPlayersAndTenSamples_areTheLawsTimesTheKernel() {
        double half = Math.exp(-0.25 / (2 * 0.09)); // of 1 of 4 segments, whose distance is a half
        double[] pictures = PresenceSamples.masses(4, 10, PresenceLaw.IMAGE, new ProximityKernel(0.3));
        double[] texts = PresenceSamples.masses(4, 10, PresenceLaw.TEXT, new ProximityKernel(30));

        assertThat(pictures[1]).isCloseTo(0.9 * 4 / 16 * half, within(1e-15));
        assertThat(pictures[4]).isCloseTo(0.9 / 16 + 0.1, within(1e-15));
        assertThat(texts[1]).isCloseTo(0.9 / 4 * Math.exp(-2500.0 / 1800), within(1e-15));
        assertThat(texts[4]).isEqualTo(0.1);
        assertThat(pictures).containsExactly(massesOfAll(PresenceLaw.IMAGE, 4, 10, 0.3), within(1e-15));
        assertThat(texts).containsExactly(massesOfAll(PresenceLaw.TEXT, 4, 10, 30), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(PresenceLaw.class)
    void stable_samplesForAll_weighAllOfASizeAlike(PresenceLaw law) {
        double width = law == PresenceLaw.TEXT ? 25 : 0.25;
        double[] masses = massesOfAll(law, 6, 62, width);

        PresenceSamples all = PresenceSamples.stable(6, 62, law, new ProximityKernel(width), 1);

        assertThat(all.count()).isEqualTo(64);
        for (int i = 0; i < 64; i++) {
            int size = all.coalitions().size(i);
            assertThat(all.weight(i)).isCloseTo(masses[size] / choose(6, size), within(1e-15));
            assertThat(all.group(i)).isEqualTo(PresenceSamples.EVERY_GROUP);
        }
    }

    /** Sizes that are drawn together: a size of a text, a size and its complement's of a picture. */
    private record Sizes(int size, double mass, double coalitions) {}

    /**
     * Which classes of sizes are enumerated, found another way: in the order of what a class needs a unit of mass, as long as
     * the next one gets as many draws as it has coalitions.
     */
    private static List<Sizes> enumerated(List<Sizes> classes, int samples) {
        List<Sizes> sorted = new ArrayList<>(classes);
        sorted.sort(Comparator.comparingDouble(c -> c.coalitions / c.mass));
        for (int n = 0; n < sorted.size(); n++) {
            double left = samples
                    - sorted.subList(0, n).stream()
                            .mapToDouble(Sizes::coalitions)
                            .sum();
            double mass = sorted.subList(n, sorted.size()).stream()
                    .mapToDouble(Sizes::mass)
                    .sum();
            if (left * sorted.get(n).mass / mass < sorted.get(n).coalitions * (1 - 1e-6)) {
                return sorted.subList(0, n);
            }
        }
        return sorted;
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT,6,40,1e9", // 12 of the sizes 1 and 5, and 28 draws of the others
        "TEXT,6,30,1e9", // six draws for the six coalitions of a size: enumerated
        "TEXT,6,29,1e9",
        "TEXT,12,600,25",
        "TEXT,64,500,25",
        "TEXT,70,900,60",
        "IMAGE,6,45,1e9", // coins are even over all coalitions: nothing is enumerated before everything is
        "IMAGE,7,100,1e9",
        "IMAGE,6,60,0.1",
        "IMAGE,8,200,0.3",
        "IMAGE,8,230,0.1", // all but the middle size
        "IMAGE,8,248,0.5", // the middle size alone
        "IMAGE,12,600,0.25",
        "IMAGE,13,600,0.15",
        "IMAGE,40,2000,0.05",
        "IMAGE,64,500,0.25",
        "IMAGE,70,500,1"
    })
    void stable_sizes_areEnumeratedOrDrawnByTheirMass(PresenceLaw law, int players, int samples, double width) {
        double[] masses = massesOfAll(law, players, samples, width);
        boolean paired = law == PresenceLaw.IMAGE;
        List<Sizes> classes = new ArrayList<>();
        for (int s = 1; s <= (paired ? players / 2 : players - 1); s++) {
            boolean two = paired && 2 * s != players;
            classes.add(new Sizes(s, masses[s] + (two ? masses[players - s] : 0), choose(players, s) * (two ? 2 : 1)));
        }
        List<Sizes> enumerated = enumerated(classes, samples);
        classes.removeAll(enumerated);
        double left =
                samples - enumerated.stream().mapToDouble(Sizes::coalitions).sum();
        int all = (int) (left / (paired ? 2 : 1));
        int groups = Math.min(all, 20);
        for (int fewer = 19; fewer >= 10 && all > 20; fewer--) {
            groups = all / fewer * fewer > all / groups * groups ? fewer : groups;
        }
        int draws = all / groups;
        double drawnMass = classes.stream().mapToDouble(Sizes::mass).sum();

        PresenceSamples drawn = PresenceSamples.stable(players, samples, law, new ProximityKernel(width), 5);

        assertThat(drawn.isExact()).isFalse();
        Coalitions coalitions = drawn.coalitions();
        int ofAll = 2 + (int) enumerated.stream().mapToDouble(Sizes::coalitions).sum();
        int perGroup = draws * (paired ? 2 : 1);
        assertThat(drawn.groups()).isEqualTo(groups);
        assertThat(drawn.count()).isEqualTo(ofAll + groups * perGroup);
        Set<List<Integer>> listed = new HashSet<>();
        for (int i = 0; i < ofAll; i++) {
            int size = coalitions.size(i);
            int ofClass = paired ? Math.min(size, players - size) : size;
            assertThat(size == 0 || size == players || enumerated.stream().anyMatch(c -> c.size == ofClass))
                    .isTrue();
            assertThat(drawn.group(i)).isEqualTo(PresenceSamples.EVERY_GROUP);
            assertThat(drawn.weight(i)).isCloseTo(masses[size] / choose(players, size), withinPercentage(1e-9));
            listed.add(members(coalitions, i));
        }
        assertThat(listed).hasSize(ofAll);
        for (int g = 0; g < groups; g++) {
            int[] counts = new int[players + 1];
            for (int i = ofAll + g * perGroup; i < ofAll + (g + 1) * perGroup; i += paired ? 2 : 1) {
                int size = coalitions.size(i);
                counts[size]++;
                assertThat(drawn.group(i)).isEqualTo(g);
                double each = drawnMass / (groups * draws);
                if (paired) {
                    double both = masses[size] + masses[players - size];
                    assertThat(drawn.group(i + 1)).isEqualTo(g);
                    assertThat(drawn.weight(i)).isCloseTo(each * masses[size] / both, withinPercentage(1e-9));
                    assertThat(drawn.weight(i + 1))
                            .isCloseTo(each * masses[players - size] / both, withinPercentage(1e-9));
                    List<Integer> together = new ArrayList<>(members(coalitions, i));
                    together.addAll(members(coalitions, i + 1));
                    assertThat(together).hasSize(players).doesNotHaveDuplicates();
                } else {
                    assertThat(drawn.weight(i)).isCloseTo(each, withinPercentage(1e-9));
                }
            }
            for (Sizes c : classes) { // systematic rounding: less than one draw off
                assertThat(Math.abs(counts[c.size] - draws * c.mass / drawnMass))
                        .isLessThan(1 + 1e-9);
            }
        }
    }

    /** However few draws are left to the sizes that are not enumerated, these keep their weight, and four groups or more. */
    @ParameterizedTest
    @EnumSource(PresenceLaw.class)
    void stable_anySamplesForAFewPlayers_haveTheWeightOfTheLaw(PresenceLaw law) {
        for (int players = 4; players <= 9; players++) {
            for (int samples = 4 * (players + 1); samples < (1 << players) - 2; samples++) {
                for (double width :
                        law == PresenceLaw.TEXT ? new double[] {3, 25, 1e9} : new double[] {0.1, 0.25, 1e9}) {
                    ProximityKernel kernel = new ProximityKernel(width);
                    double total = Arrays.stream(PresenceSamples.masses(players, samples, law, kernel))
                            .sum();
                    PresenceSamples drawn = PresenceSamples.stable(players, samples, law, kernel, 1);
                    double weight = 0;
                    int inGroups = 0;
                    for (int i = 0; i < drawn.count(); i++) {
                        weight += drawn.weight(i);
                        inGroups += drawn.group(i) == PresenceSamples.EVERY_GROUP ? 0 : 1;
                    }
                    assertThat(weight)
                            .as("%d players, %d samples, width %s", players, samples, width)
                            .isCloseTo(total, within(1e-9 * total));
                    assertThat(drawn.count()).isLessThanOrEqualTo(samples + 2);
                    assertThat(drawn.groups()).isBetween(4, Math.min(20, inGroups));
                }
            }
        }
    }

    /** A player that is hardly ever absent would have a coefficient of 0 and an error of 0. */
    @ParameterizedTest
    @CsvSource({
        "TEXT,40,0.03,1.26",
        "TEXT,5,0.2,10.6",
        "TEXT,1,8,100",
        "TEXT,2,2,29.3",
        "TEXT,3,1,18.4",
        "IMAGE,40,0.0003,0.0126"
    })
    void stable_kernelThatLeavesNothing_isRefusedWithAWidthThatIsNot(
            PresenceLaw law, int players, double width, String nearest) {
        Throwable refused =
                catchThrowable(() -> PresenceSamples.stable(players, 500, law, new ProximityKernel(width), 1));

        assertThat(refused)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "kernel width must leave weight to coalitions without some of the players but is " + width
                                + ", and the nearest of them is " + nearest);
        Matcher enough = Pattern.compile("try a width of (\\S+) or more").matcher(refused.getMessage());
        assertThat(enough.find()).isTrue();
        ProximityKernel wider = new ProximityKernel(Double.parseDouble(enough.group(1)));
        double[] masses = PresenceSamples.masses(players, 500, law, wider);
        assertThat(Arrays.stream(masses, 0, players).sum() / masses[players]).isBetween(0.2, 2.0);
        assertThat(PresenceSamples.stable(players, 500, law, wider, 1).count()).isLessThanOrEqualTo(502);
    }

    /** The average player must be absent from a share of 10⁻¹² of the weight. */
    @ParameterizedTest
    @CsvSource({"TEXT,40", "TEXT,4", "IMAGE,12"})
    void stable_kernelThatLeavesNextToNothing_isMeasuredByHowOftenAPlayerIsAbsent(PresenceLaw law, int players) {
        double narrow = 1e-3;
        double wide = 100;
        for (int i = 0; i < 60; i++) {
            double middle = Math.sqrt(narrow * wide);
            double[] masses = massesOfAll(law, players, 500, middle);
            double absent = 0;
            for (int s = 0; s <= players; s++) {
                absent += (1 - (double) s / players) * masses[s];
            }
            if (absent > 1e-12 * Arrays.stream(masses).sum()) {
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        ProximityKernel tooNarrow = new ProximityKernel(narrow * (1 - 1e-6));
        assertThat(catchThrowable(() -> PresenceSamples.stable(players, 500, law, tooNarrow, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must leave weight");
        ProximityKernel enough = new ProximityKernel(narrow * (1 + 1e-6));
        assertThat(PresenceSamples.stable(players, 500, law, enough, 1).count()).isPositive();
    }

    /**
     * Of 8 words the 8 and 28 coalitions without one or two are all that weighs anything to speak of; they would leave 2 of 38
     * samples, too few to be drawn, so that those without two are drawn as well, 30 with the rest.
     */
    @Test
    void stable_fewDrawsLeft_drawsTheSizeOfTheMostCoalitions() {
        PresenceSamples drawn = PresenceSamples.stable(8, 38, PresenceLaw.TEXT, new ProximityKernel(5), 1);

        int[] listed = new int[9];
        int[] inGroups = new int[9];
        for (int i = 0; i < drawn.count(); i++) {
            (drawn.group(i) == PresenceSamples.EVERY_GROUP ? listed : inGroups)
                    [drawn.coalitions().size(i)]++;
        }
        assertThat(listed).containsExactly(1, 0, 0, 0, 0, 0, 0, 8, 1);
        assertThat(inGroups[6]).isBetween(29, 30);
        assertThat(Arrays.stream(inGroups).sum()).isEqualTo(30);
    }

    /** Sizes that weigh nothing are not asked for, however few coalitions the others have. */
    @ParameterizedTest
    @CsvSource({"TEXT,40,0.25", "TEXT,17,0.5", "TEXT,13,1", "IMAGE,14,0.01", "IMAGE,40,0.01"})
    void stable_sizesOfNoWeight_areLeftOut(PresenceLaw law, int players, double width) {
        PresenceSamples drawn = PresenceSamples.stable(players, 500, law, new ProximityKernel(width), 1);
        double[] masses = PresenceSamples.masses(players, 500, law, new ProximityKernel(width));

        assertThat(masses[1]).isZero();
        assertThat(drawn.count()).isLessThanOrEqualTo(502);
        double weight = 0;
        for (int i = 0; i < drawn.count(); i++) {
            int size = drawn.coalitions().size(i);
            double pair = law == PresenceLaw.IMAGE ? masses[players - size] : 0; // asked together
            assertThat(size == 0 || masses[size] + pair > 0).isTrue();
            weight += drawn.weight(i);
        }
        assertThat(weight).isCloseTo(Arrays.stream(masses).sum(), withinPercentage(1e-9));
    }

    private static List<Integer> members(Coalitions coalitions, int i) {
        return IntStream.range(0, coalitions.players())
                .filter(p -> coalitions.contains(i, p))
                .boxed()
                .toList();
    }

    @Test
    void stable_groupsAndSeeds_haveDrawsOfTheirOwn() {
        Set<List<List<Integer>>> different = new HashSet<>();
        for (int seed = 0; seed < 3; seed++) {
            PresenceSamples drawn = PresenceSamples.stable(30, 200, PresenceLaw.IMAGE, FLAT, seed);
            for (int g = 0; g < 20; g++) {
                int group = g;
                different.add(IntStream.range(0, drawn.count())
                        .filter(i -> drawn.group(i) == group)
                        .mapToObj(i -> members(drawn.coalitions(), i))
                        .toList());
            }
        }
        assertThat(different).hasSize(60);
    }

    @Test
    void compatible_text_removesEveryNumberOfWordsAlike() {
        PresenceSamples drawn = PresenceSamples.compatible(5, 20001, PresenceLaw.TEXT, FLAT, 3);
        Coalitions coalitions = drawn.coalitions();
        long[] sizes = new long[5];
        for (int i = 1; i < drawn.count(); i++) {
            sizes[coalitions.size(i)]++;
        }

        assertThat(coalitions.size(0)).isEqualTo(5);
        assertThat(new ChiSquareTest().chiSquareTest(new double[] {1, 1, 1, 1, 1}, sizes))
                .isGreaterThan(1e-3);
    }

    @Test
    void compatible_image_tossesACoinForEverySegment() {
        PresenceSamples drawn = PresenceSamples.compatible(70, 4001, PresenceLaw.IMAGE, FLAT, 4);
        Coalitions coalitions = drawn.coalitions();
        long present = 0;
        for (int i = 1; i < drawn.count(); i++) {
            present += coalitions.size(i);
        }

        assertThat(coalitions.size(0)).isEqualTo(70);
        // 280,000 coins: 5 standard deviations are 1323.
        assertThat(present).isBetween(140_000L - 1323, 140_000L + 1323);
    }

    @Test
    void distance_ofWordsLeft_isLimes() {
        assertThat(PresenceLaw.TEXT.distance(4, 1)).isEqualTo(50);
        assertThat(PresenceLaw.TEXT.distance(4, 0)).isEqualTo(100);
        assertThat(PresenceLaw.TEXT.distance(4, 4)).isZero();
        assertThat(PresenceLaw.IMAGE.distance(4, 1)).isEqualTo(0.5);
    }
}
