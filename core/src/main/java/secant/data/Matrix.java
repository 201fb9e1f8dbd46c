package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A dense table of doubles: one row-major array and its two sizes.
 *
 * <p>A matrix never checks its values: NaN and infinities are stored as they are. It is as thread-safe as the array that
 * it holds: safe to share as long as nobody writes.
 */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] data;

    private Matrix(int rows, int columns, double[] data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    /**
     * Copies an array of rows.
     *
     * @param rows the rows, all of one length; may be empty, which gives a 0 × 0 matrix
     * @return a matrix that shares nothing with {@code rows}
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static Matrix of(double[][] rows) {
        requireNonNull(rows, "rows");
        int columns = rows.length == 0 ? 0 : requireNonNull(rows[0], "row 0").length;
        double[] data = new double[cells(rows.length, columns)];
        for (int r = 0; r < rows.length; r++) {
            double[] row = rows[r];
            requireNonNull(row, "row " + r);
            if (row.length != columns) {
                throw new IllegalArgumentException("rows must all have the same length but row 0 has " + columns
                        + " values and row " + r + " has " + row.length);
            }
            System.arraycopy(row, 0, data, r * columns, columns);
        }
        return new Matrix(rows.length, columns, data);
    }

    /**
     * Copies one row.
     *
     * @param values the row's values
     * @return a matrix of one row that shares nothing with {@code values}
     */
    public static Matrix ofRow(double... values) {
        return new Matrix(1, values.length, values.clone());
    }

    /**
     * Shares a row-major array: later changes to the array show in the matrix.
     *
     * @param rows the number of rows, 0 or more
     * @param columns the number of columns, 0 or more
     * @param data the cells, row after row, exactly {@code rows × columns} of them
     * @return a matrix over {@code data} itself
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    public static Matrix wrap(int rows, int columns, double[] data) {
        requireNonNull(data, "data");
        int cells = cells(rows, columns);
        if (data.length != cells) {
            throw new IllegalArgumentException("data of a " + rows + " × " + columns + " matrix must have " + cells
                    + " values but has " + data.length);
        }
        return new Matrix(rows, columns, data);
    }

    /**
     * Makes a matrix of zeros.
     *
     * @param rows the number of rows, 0 or more
     * @param columns the number of columns, 0 or more
     * @return a new matrix
     */
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[cells(rows, columns)]);
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the number of columns} */
    public int columns() {
        return columns;
    }

    /**
     * Reads one cell.
     *
     * @param row the row's index
     * @param column the column's index
     * @return the value there
     */
    public double get(int row, int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("column must be from 0 to " + (columns - 1) + " but is " + column);
        }
        return data[checkRow(row) * columns + column];
    }

    /**
     * Copies one row.
     *
     * @param row the row's index
     * @return a new array
     */
    public double[] row(int row) {
        int from = checkRow(row) * columns;
        return Arrays.copyOfRange(data, from, from + columns);
    }

    /** {@return the live row-major array: cell (r, c) is at {@code r * columns() + c}} */
    public double[] data() {
        return data;
    }

    /** {@return a copy that shares nothing with this matrix} */
    public Matrix copy() {
        return new Matrix(rows, columns, data.clone());
    }

    /** {@return a copy as one array a row} */
    public double[][] toRows() {
        double[][] copy = new double[rows][];
        for (int r = 0; r < rows; r++) {
            copy[r] = row(r);
        }
        return copy;
    }

    /** {@return the sizes, without the values: {@code 100 × 13 matrix}} */
    @Override
    public String toString() {
        return rows + " × " + columns + " matrix";
    }

    private int checkRow(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row must be from 0 to " + (rows - 1) + " but is " + row);
        }
        return row;
    }

    private static int cells(int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "rows and columns must be 0 or more but are " + rows + " and " + columns);
        }
        long cells = (long) rows * columns;
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a " + rows + " × " + columns + " matrix has " + cells + " cells, more than the "
                            + (Integer.MAX_VALUE - 8) + " of one array; split it into blocks of rows");
        }
        return (int) cells;
    }
}
