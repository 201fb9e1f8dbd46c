package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.model.Predictor;

class KernelShapMemoryTest {

    private static final int COLUMNS = 30;
    private static final long MEGABYTE = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Everything that building and explaining allocates, garbage included, bounds what they hold at their peak. */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 100_000})
    void explain_anyBackground_takesLessThan32Megabytes(int backgroundRows) {
        double[] cells = new double[backgroundRows * COLUMNS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i * 31 % 1009;
        }
        Background background = Background.of(Matrix.wrap(backgroundRows, COLUMNS, cells));
        double[] row = new double[COLUMNS];
        Matrix[] answers = new Matrix[32 * 1024];
        Predictor frugal = rows -> { // answers from memory that it has already, so that only Secant allocates
            Matrix answer = answers[rows.rows()];
            for (int r = 0; r < answer.rows(); r++) {
                int at = r * COLUMNS;
                answer.data()[r] = rows.data()[at] * rows.data()[at + 1] * rows.data()[at + 2];
            }
            return answer;
        };
        for (int n = 0; n < 1100; n++) {
            answers[n] = Matrix.zeros(n, 1);
        }
        int coalitions = backgroundRows == 100 ? 2108 : 100;
        explain(frugal, Background.of(Matrix.zeros(1, COLUMNS)), coalitions, row); // loads classes

        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        Explanation explanation = explain(frugal, background, coalitions, row);
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(allocated).isLessThan(32 * MEGABYTE);
        assertThat(explanation.provenance().modelRows()).isEqualTo((long) coalitions * backgroundRows + 2);
    }

    private static Explanation explain(Predictor predictor, Background background, int coalitions, double[] row) {
        return KernelShap.builder(predictor.threadSafe(), background)
                .coalitions(coalitions)
                .build()
                .explain(row);
    }
}
