package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.model.Predictor;

class CallSizeTest {

    private static final int COLUMNS = 30;

    @ParameterizedTest
    @CsvSource({"1000,100,1000", "1092,100,1000", "136,100,100", "99,100,99"})
    void whole_batchOfCoalitions_endsWithOneWhereOneFits(int rows, int rowsPerCoalition, int expected) {
        assertThat(CallSize.whole(rows, rowsPerCoalition)).isEqualTo(expected);
    }

    @Test
    void took_fastCall_makesCallsSmall() {
        CallSize size = CallSize.adaptive(1000, 100, COLUMNS);
        assertThat(size.rows()).isEqualTo(1000);
        size.took(1000, 1000L * COLUMNS); // a nanosecond a cell
        assertThat(size.rows()).isEqualTo(1000);
        size.took(50, 1); // too few rows to tell
        assertThat(size.isOpen()).isTrue();
        size.took(1000, 1000L * COLUMNS - 1);
        assertThat(size.rows()).isEqualTo(100);
        assertThat(size.isOpen()).isFalse();
        assertThat(size.most()).isEqualTo(1000);
    }

    @Test
    void took_fixedSize_staysAsItIs() {
        CallSize size = CallSize.fixed(1000, COLUMNS);
        size.took(1000, 1);
        assertThat(size.rows()).isEqualTo(1000);
        assertThat(size.isOpen()).isFalse();
    }

    @Test
    void adaptive_smallBatch_isNeverMadeLarger() {
        CallSize size = CallSize.adaptive(7, 1, COLUMNS);
        size.took(7, 1);
        assertThat(size.rows()).isEqualTo(7);
    }

    @Test
    void gains_ofAFastModel_keepTheirBitsWhenCallsBecomeSmall() {
        AtomicInteger largest = new AtomicInteger();
        Predictor first = rows -> {
            largest.accumulateAndGet(rows.rows(), Math::max);
            double[] answers = new double[rows.rows()];
            for (int r = 0; r < answers.length; r++) {
                answers[r] = rows.data()[r * COLUMNS] / 3;
            }
            return Matrix.wrap(answers.length, 1, answers);
        };
        Matrix background = Matrix.zeros(100, COLUMNS);
        for (int i = 0; i < background.data().length; i++) {
            background.data()[i] = StrictMath.sin(i);
        }
        double[] row = new double[COLUMNS];
        BackgroundMaskedModel game = BackgroundMasker.builder(first.threadSafe(), Background.of(background))
                .build()
                .mask(row);
        long[] words = new long[76];
        for (int c = 0; c < words.length; c++) {
            words[c] = StrictMath.round(StrictMath.abs(StrictMath.sin(c + 1)) * ((1 << COLUMNS) - 1));
        }
        Coalitions coalitions = Coalitions.wrap(COLUMNS, words.length, words);
        double[] before = new double[words.length];
        game.gains(coalitions, 0, words.length, before);
        double[] after = new double[words.length];
        for (int round = 0; round < 20_000 && largest.get() > 100; round++) {
            largest.set(0);
            game.gains(coalitions, 0, words.length, after);
        }
        assertThat(largest.get()).isEqualTo(100);
        assertThat(after).containsExactly(before);
    }
}
