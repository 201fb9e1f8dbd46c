package secant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import secant.data.Matrix;

class PredictorTest {

    private static final Matrix ROWS = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});

    @Test
    void ofScore_rows_givesOneOutput() {
        Matrix scores = Predictor.ofScore(row -> row[0] + 10 * row[1]).predict(ROWS);
        assertThat(scores).hasToString("3 × 1 matrix");
        assertThat(scores.data()).containsExactly(21, 43, 65);
    }

    @Test
    void ofRow_rows_givesAllOutputs() {
        Matrix outputs =
                Predictor.ofRow(row -> new double[] {row[1], row[0], 7}).predict(ROWS);
        assertThat(outputs.toRows()).isDeepEqualTo(new double[][] {{2, 1, 7}, {4, 3, 7}, {6, 5, 7}});
    }

    @Test
    void ofArrays_rows_arePassedAtOnce() {
        int[] calls = new int[1];
        Predictor predictor = Predictor.ofArrays(rows -> {
            calls[0]++;
            assertThat(rows).hasDimensions(3, 2);
            return rows;
        });
        assertThat(predictor.predict(ROWS).data()).containsExactly(ROWS.data());
        assertThat(calls).containsExactly(1);
    }

    @Test
    void factories_functionThatWritesToItsRow_changesNothingOutside() {
        Matrix rows = ROWS.copy();
        Predictor.ofScore(row -> row[0] = 99).predict(rows);
        Predictor.ofRow(row -> {
                    row[0] = 99;
                    return row;
                })
                .predict(rows);
        Predictor.ofArrays(batch -> {
                    batch[0][0] = 99;
                    return batch;
                })
                .predict(rows);
        assertThat(rows.data()).containsExactly(ROWS.data());
    }

    @Test
    void factories_noFunction_areRefusedAtOnce() {
        assertThatThrownBy(() -> Predictor.ofScore(null)).hasMessage("function");
        assertThatThrownBy(() -> Predictor.ofRow(null)).hasMessage("function");
        assertThatThrownBy(() -> Predictor.ofArrays(null)).hasMessage("function");
    }

    @Test
    void ofArrays_functionReturnsNull_saysSo() {
        assertThatThrownBy(() -> Predictor.ofArrays(rows -> null).predict(ROWS))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the function returned null");
    }

    @Test
    void ofRow_functionReturnsNullForOneRow_namesIt() {
        assertThatThrownBy(
                        () -> Predictor.ofRow(row -> row[0] == 3 ? null : row).predict(ROWS))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("row 1");
    }

    @Test
    void lambda_saysNothing_isNeitherNamedNorThreadSafe() {
        Predictor predictor = rows -> rows;
        assertThat(predictor.isThreadSafe()).isFalse();
        assertThat(predictor.outputNames()).isEmpty();
    }

    @Test
    void declarations_inAnyOrder_addUp() {
        Predictor predictor = rows -> rows;
        Predictor one = predictor.threadSafe().withOutputNames("no", "yes");
        Predictor other = predictor.withOutputNames("no", "yes").threadSafe();
        assertThat(one.isThreadSafe()).isTrue();
        assertThat(other.isThreadSafe()).isTrue();
        assertThat(one.outputNames()).containsExactly("no", "yes");
        assertThat(other.outputNames()).containsExactly("no", "yes");
        assertThat(one.predict(ROWS)).isSameAs(ROWS);
        assertThat(predictor.isThreadSafe()).isFalse();
    }

    @Test
    void withOutputNames_twice_keepsTheLast() {
        Predictor predictor = rows -> rows;
        assertThat(predictor.withOutputNames("a").withOutputNames("b", "c").outputNames())
                .containsExactly("b", "c");
    }

    @Test
    void withOutputNames_sameNameTwice_isRefused() {
        Predictor predictor = rows -> rows;
        assertThatThrownBy(() -> predictor.withOutputNames("yes", "yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output names must be distinct but are [yes, yes]");
    }
}
