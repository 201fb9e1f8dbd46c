package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawnCoalitionsTest {

    /** The coalitions that a sampler of the same numbers draws, each with how often; new ones with their complements. */
    @ParameterizedTest
    @CsvSource({"5,2,60", "5,1,9", "70,1,300"})
    void draw_oftenTheSame_weighsEachAsOftenAsDrawn(int players, int size, int draws) {
        DrawnCoalitions.Collector collector = new DrawnCoalitions.Collector(players, 2 * draws);
        CoalitionSampler sampler = collector.sampler(Game.random(1));
        int stride = (players + 63) / 64;
        CoalitionSampler same = new CoalitionSampler(players, stride, Game.random(1));
        List<List<Long>> distinct = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (int d = 0; d < draws; d++) {
            long[] words = new long[stride];
            same.drawOne(size, words, 0);
            List<Long> coalition = Arrays.stream(words).boxed().toList();
            int known = distinct.indexOf(coalition);
            boolean added = collector.draw(sampler, size);
            assertThat(added).isEqualTo(known < 0);
            if (added) {
                collector.addComplement();
                distinct.add(coalition);
                times.add(1);
            } else {
                times.set(known, times.get(known) + 1);
            }
            assertThat(collector.left()).isEqualTo(2 * draws - 2 * distinct.size());
        }
        DrawnCoalitions drawn = collector.collect(0.75);
        assertThat(drawn.enumerated()).isZero();
        assertThat(drawn.units()).isEqualTo(distinct.size()).isLessThan(draws);
        assertThat(drawn.coalitions().count()).isEqualTo(2 * distinct.size());
        for (int u = 0; u < drawn.units(); u++) {
            assertThat(drawn.start(u)).isEqualTo(2 * u);
            assertThat(drawn.draws(u)).isEqualTo(times.get(u));
            for (int i = 0; i < players; i++) {
                boolean in = (distinct.get(u).get(i / 64) >> i & 1) != 0;
                assertThat(drawn.coalitions().contains(2 * u, i)).isEqualTo(in);
                assertThat(drawn.coalitions().contains(2 * u + 1, i)).isEqualTo(!in);
            }
            double share = 0.75 * times.get(u) / (2.0 * draws);
            assertThat(drawn.weights()[2 * u]).isCloseTo(share, within(1e-15));
            assertThat(drawn.weights()[2 * u + 1]).isCloseTo(share, within(1e-15));
        }
        assertThat(drawn.start(drawn.units())).isEqualTo(2 * drawn.units());
    }

    /** All five single players, each before its complement, and then those drawn of size 2, which weigh 0.5 together. */
    @ParameterizedTest
    @CsvSource({"true,10", "false,5"})
    void enumerate_thenDraw_keepsTheirWeightsApart(boolean complements, int enumerated) {
        DrawnCoalitions.Collector collector = new DrawnCoalitions.Collector(5, 20);
        collector.enumerate(1, complements, 0.1);
        CoalitionSampler sampler = collector.sampler(Game.random(2));
        int added = 0;
        for (int d = 0; d < 12; d++) {
            added += collector.draw(sampler, 2) ? 1 : 0;
        }
        DrawnCoalitions drawn = collector.collect(0.5);
        assertThat(drawn.enumerated()).isEqualTo(enumerated);
        assertThat(drawn.units()).isEqualTo(added).isLessThan(12);
        double sum = 0;
        for (int c = 0; c < drawn.coalitions().count(); c++) {
            boolean single = c < enumerated;
            int size = !single ? 2 : complements && c % 2 == 1 ? 4 : 1;
            assertThat(drawn.coalitions().size(c)).isEqualTo(size);
            if (single) {
                assertThat(drawn.weights()[c]).isEqualTo(0.1);
            } else {
                assertThat(drawn.weights()[c]).isCloseTo(0.5 * drawn.draws(c - enumerated) / 12, within(1e-15));
                sum += drawn.weights()[c];
            }
        }
        assertThat(sum).isCloseTo(0.5, within(1e-15));
    }

    /** Of size 2 of 4 there are three pairs of complements; each coalition that is drawn alone is a unit of its own. */
    @Test
    void collect_asManyUnitsAsThereIsRoomFor_hasTheirEnds() {
        DrawnCoalitions.Collector collector = new DrawnCoalitions.Collector(4, 3);
        CoalitionSampler sampler = collector.sampler(Game.random(1));
        while (collector.left() > 0) {
            collector.draw(sampler, 2);
        }
        DrawnCoalitions drawn = collector.collect(1);
        assertThat(drawn.units()).isEqualTo(3);
        for (int u = 0; u <= 3; u++) {
            assertThat(drawn.start(u)).isEqualTo(u);
        }
    }
}
