package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoalitionSetTest {

    /** Of coalitions that differ in one of their words alone, and many of them twice. */
    @ParameterizedTest
    @CsvSource({"0,1", "0,2", "5,2", "2,3", "7,4"})
    void firstEqual_coalitionsOfSeveralWords_isTheFirstOfTheSame(int offset, int stride) {
        int count = 200;
        RandomGenerator random = Game.random(stride);
        long[] words = new long[offset + count * stride];
        Arrays.fill(words, 0, offset, -1);
        for (int c = 0; c < count; c++) {
            words[offset + c * stride + random.nextInt(stride)] = random.nextInt(1, 60);
        }
        CoalitionSet set = new CoalitionSet(words, offset, stride, count);
        CoalitionSet added = new CoalitionSet(words, offset, stride, count);
        for (int c = 0; c < count; c++) {
            int first = 0;
            while (!Arrays.equals(coalition(words, offset, stride, first), coalition(words, offset, stride, c))) {
                first++;
            }
            assertThat(set.firstEqual(c)).isEqualTo(first);
            assertThat(added.add(c)).isEqualTo(first == c);
        }
    }

    private static long[] coalition(long[] words, int offset, int stride, int c) {
        return Arrays.copyOfRange(words, offset + c * stride, offset + (c + 1) * stride);
    }
}
