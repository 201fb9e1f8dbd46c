package secant.kernelshap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The lines of a golden file beside the tests, split at commas; those with {@code #} say where it comes from. */
final class GoldenLines {

    private GoldenLines() {}

    static List<String[]> read(String name) {
        try (InputStream in = GoldenLines.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells from one on, as numbers; an empty one alone is none. */
    static double[] numbers(String[] cells, int from) {
        return Arrays.stream(cells)
                .skip(from)
                .filter(cell -> !cell.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
