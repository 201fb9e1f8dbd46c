package secant.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tree model of images of digits, with its data, from a reference case. */
final class Recorded {

    private static final String DIGITS = "t05_digits_gbc64_class3_raw.json";

    private Recorded() {}

    static Problem digits(int rows) {
        JsonNode file = read();
        JsonNode model = file.get("model");
        List<Forest.Nodes> trees = new ArrayList<>();
        for (JsonNode tree : model.get("trees")) {
            trees.add(new Forest.Nodes(
                    integers(tree.get("feature")),
                    doubles(tree.get("threshold")),
                    integers(tree.get("left")),
                    integers(tree.get("right")),
                    doubles(tree.get("value"))));
        }
        int columns = file.get("n_features").asInt();
        Forest forest = new Forest(columns, trees, model.get("init").get(0).asDouble());
        double[] cells = matrix(file.get("rows"), columns).data();
        Matrix first = Matrix.wrap(rows, columns, Arrays.copyOf(cells, rows * columns));
        return new Problem("digits", forest, matrix(file.get("background"), columns), first, forest::shapley);
    }

    private static JsonNode read() {
        try (InputStream in = Recorded.class.getResourceAsStream(DIGITS)) {
            if (in == null) {
                throw new IllegalStateException(
                        DIGITS + " must be on the class path beside " + Recorded.class.getName());
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] integers(JsonNode numbers) {
        int[] read = new int[numbers.size()];
        Arrays.setAll(read, i -> numbers.get(i).asInt());
        return read;
    }

    private static double[] doubles(JsonNode numbers) {
        double[] read = new double[numbers.size()];
        Arrays.setAll(read, i -> numbers.get(i).isNull() ? 0 : numbers.get(i).asDouble());
        return read;
    }

    private static Matrix matrix(JsonNode rows, int columns) {
        Matrix read = Matrix.zeros(rows.size(), columns);
        for (int r = 0; r < read.rows(); r++) {
            System.arraycopy(doubles(rows.get(r)), 0, read.data(), r * columns, columns);
        }
        return read;
    }
}
