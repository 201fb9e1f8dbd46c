package secant.reference;

import java.util.Arrays;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;

/** What cases of the kinds {@code interaction}, {@code banzhaf} and {@code owen} share: a model, a background and rows. */
final class GameCase {

    final String name;
    final int columns;
    final ReferenceModel model;
    final Background background;
    final Matrix rows;

    private GameCase(CaseValue file) {
        name = file.caseName();
        columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
        model = ModelReader.read(file.get("model"), columns);
        Matrix backgroundRows = file.get("background").matrix(columns);
        double[] weights = file.find("background_weights")
                .map(given -> given.vector(backgroundRows.rows()))
                .orElseGet(() -> {
                    double[] equal = new double[backgroundRows.rows()];
                    Arrays.fill(equal, 1);
                    return equal;
                });
        background = Background.builder(Schema.unnamed(columns), backgroundRows)
                .weights(weights)
                .build();
        rows = file.get("rows").matrix(columns);
    }

    static GameCase read(CaseValue file) {
        try {
            return new GameCase(file);
        } catch (IllegalArgumentException e) { // from the background
            throw new MalformedCaseException("case " + file.caseName() + ": " + e.getMessage(), e);
        }
    }

    /** The largest of 1 and the magnitudes: what errors are relative to. */
    static double scale(double... values) {
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        return scale;
    }
}
