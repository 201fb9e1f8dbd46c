package secant.tribuo;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

/** Made-up rows with categories and missing values, and models of them. */
final class Applicants {

    static final Schema SCHEMA = Schema.of(
            Feature.numeric("Age"),
            Feature.categorical("Home", "rent", "owner", "other"),
            Feature.numeric("Income"),
            Feature.categorical("Records", "no", "yes"));

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private Applicants() {}

    /** Rows of which some miss the income and some the home. */
    static Matrix rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][];
        for (int r = 0; r < count; r++) {
            rows[r] = new double[] {
                18 + random.nextInt(50),
                random.nextInt(10) == 0 ? Double.NaN : random.nextInt(3),
                random.nextInt(5) == 0 ? Double.NaN : random.nextInt(500) / 4.0,
                random.nextInt(2)
            };
        }
        return Matrix.of(rows);
    }

    static RowEncoding encoding() {
        return RowEncoding.builder(SCHEMA)
                .imputingMedians(rows(300, 1))
                .standardising(rows(300, 1))
                .build();
    }

    /** Three classes, so that more than two scores have an order; named against the order in which they occur. */
    static Label label(double[] row) {
        if (row[3] == 1 && !(row[2] > 60)) {
            return new Label("zero");
        }
        return new Label(row[0] > 40 && row[1] != 1 ? "middle" : "all");
    }

    static Regressor amounts(double[] row) {
        double income = Double.isNaN(row[2]) ? 50 : row[2];
        return new Regressor(new String[] {"limit", "backlog"}, new double[] {
            income * (row[3] == 1 ? 0.5 : 2), row[0] - 18
        });
    }

    static Model<Label> classifier(Trainer<Label> trainer) {
        return train(trainer, new LabelFactory(), Applicants::label, encoding());
    }

    static Model<Regressor> regression(Trainer<Regressor> trainer) {
        return train(trainer, new RegressionFactory(), Applicants::amounts, encoding());
    }

    static <T extends Output<T>> Model<T> train(
            Trainer<T> trainer, OutputFactory<T> factory, Function<double[], T> truth, RowEncoding encoding) {
        TRIBUO.setLevel(Level.OFF);
        MutableDataset<T> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("made up", factory), factory);
        for (double[] row : rows(300, 1).toRows()) {
            dataset.add(new ArrayExample<>(truth.apply(row), encoding.featureNames(), encoding.encode(row)));
        }
        return trainer.train(dataset);
    }
}
