package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class LimeMemoryTest {

    private static final int COLUMNS = 60;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A row's explanation takes one batch and a few numbers a sample, far from a number for each of its cells. */
    @Tag("statistical")
    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_moreSamples_takesNoMemoryForTheirCells(LimeMode mode) {
        long few = allocated(mode, 4_000);
        long many = allocated(mode, 44_000);
        double perSample = (many - few) / 40_000.0;
        assertThat(perSample).isLessThan(COLUMNS * Double.BYTES / 4.0);
    }

    private static long allocated(LimeMode mode, int samples) {
        Matrix[] answers = new Matrix[1001];
        for (int n = 0; n < answers.length; n++) {
            answers[n] = Matrix.zeros(n, 1);
        }
        Predictor frugal = rows -> { // answers from memory that it has already, so that only Secant allocates
            Matrix answer = answers[rows.rows()];
            for (int r = 0; r < answer.rows(); r++) {
                answer.data()[r] = rows.data()[r * COLUMNS] * rows.data()[r * COLUMNS + 1];
            }
            return answer;
        };
        double[] row = Samples.normal(1, COLUMNS, 5).row(0);
        Lime lime = Lime.builder(frugal, Schema.unnamed(COLUMNS), Samples.normal(300, COLUMNS, 4))
                .mode(mode)
                .samples(samples)
                .batchRows(1000)
                .build();
        lime.explain(row); // makes the columns' samples, which are kept for all rows, and loads classes
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        lime.explain(row);
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
