package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

    @Test
    void of_rows_copiesThem() {
        double[][] rows = {{1, 2, 3}, {4, 5, 6}};
        Matrix matrix = Matrix.of(rows);
        rows[1][2] = 99;
        assertThat(matrix.toRows()).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.get(1, 0)).isEqualTo(4);
    }

    @Test
    void of_noRows_isEmpty() {
        assertThat(Matrix.of(new double[0][])).hasToString("0 × 0 matrix");
    }

    @Test
    void of_raggedRows_namesTheRow() {
        assertThatThrownBy(() -> Matrix.of(new double[][] {{1, 2}, {3, 4}, {5}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must all have the same length but row 0 has 2 values and row 2 has 1");
    }

    @Test
    void of_nullRow_namesTheRow() {
        assertThatThrownBy(() -> Matrix.of(new double[][] {{1}, null}))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("row 1");
    }

    @Test
    void ofRow_values_copiesThem() {
        double[] values = {1, 2};
        Matrix matrix = Matrix.ofRow(values);
        values[0] = 99;
        assertThat(matrix.row(0)).containsExactly(1, 2);
    }

    @Test
    void wrap_array_sharesIt() {
        double[] data = {1, 2, 3, 4};
        Matrix matrix = Matrix.wrap(2, 2, data);
        data[3] = 99;
        assertThat(matrix.get(1, 1)).isEqualTo(99);
        assertThat(matrix.data()).isSameAs(data);
    }

    @Test
    void wrap_wrongLength_saysBoth() {
        assertThatThrownBy(() -> Matrix.wrap(2, 3, new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data of a 2 × 3 matrix must have 6 values but has 5");
    }

    @ParameterizedTest
    @CsvSource({"65536,65536", "2147483647,2", "46341,46341", "2147483647,2147483647"})
    void zeros_moreCellsThanAnArray_isRefusedInsteadOfOverflowing(int rows, int columns) {
        assertThatThrownBy(() -> Matrix.zeros(rows, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has " + (long) rows * columns + " cells")
                .hasMessageEndingWith("split it into blocks of rows");
    }

    @ParameterizedTest
    @CsvSource({"-1,2", "2,-1", "-1,-1"})
    void zeros_negativeSize_isRefused(int rows, int columns) {
        assertThatThrownBy(() -> Matrix.zeros(rows, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows and columns must be 0 or more but are " + rows + " and " + columns);
    }

    @Test
    void copy_laterChange_doesNotShow() {
        Matrix matrix = Matrix.ofRow(1, 2);
        Matrix copy = matrix.copy();
        matrix.data()[0] = 99;
        assertThat(copy.get(0, 0)).isEqualTo(1);
    }

    @Test
    void row_andToRows_areCopies() {
        Matrix matrix = Matrix.ofRow(1, 2);
        matrix.row(0)[0] = 99;
        matrix.toRows()[0][1] = 99;
        assertThat(matrix.data()).containsExactly(1, 2);
    }

    /** A column beyond the last one would silently read the next row without the check. */
    @ParameterizedTest
    @CsvSource({
        "0,2,column must be from 0 to 1 but is 2",
        "0,-1,column must be from 0 to 1 but is -1",
        "2,0,row must be from 0 to 1 but is 2",
        "-1,0,row must be from 0 to 1 but is -1"
    })
    void get_outside_isRefused(int row, int column, String message) {
        assertThatThrownBy(() -> Matrix.zeros(2, 2).get(row, column))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(message);
    }
}
