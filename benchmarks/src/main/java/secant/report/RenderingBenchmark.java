package secant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

/**
 * What it takes to draw explanations of 1,000 rows and 30 features: every picture of tables by itself, and all of them
 * together. Sections are made anew each time, so that clustering, the choice of partners and the search for cohorts count.
 *
 * <p>All of them take 0.3 s with OpenJDK 17 on two cores that others use as well, once warm; the first time, 2 s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RenderingBenchmark {

    private static final int ROWS = 1_000;
    private static final int COLUMNS = 30;
    private static final int CATEGORICAL = 5;
    private static final String OUTPUT = "answer";
    private static final long SEED = 42;

    /** A picture that can be measured by itself. */
    public enum Drawn {
        /** One row's steps. */
        WATERFALL {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Waterfall(rows.get(0), OUTPUT);
            }
        },
        /** One row's force. */
        FORCE {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Force(rows.get(0), OUTPUT);
            }
        },
        /** Mean magnitudes. */
        IMPORTANCE {
            @Override
            ReportSection section(Explanations rows) {
                return ReportSection.Importance.of(rows, OUTPUT);
            }
        },
        /** A point a row and player. */
        BEESWARM {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Beeswarm(rows, OUTPUT);
            }
        },
        /** Outlines. */
        VIOLIN {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Violin(rows, OUTPUT);
            }
        },
        /** Attribution against value. */
        DEPENDENCE {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Dependence(rows, OUTPUT, "feature 0");
            }
        },
        /** Clustered rows. */
        HEATMAP {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Heatmap(rows, OUTPUT);
            }
        },
        /** Forces beside each other. */
        STACKED_FORCE {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.StackedForce(rows, OUTPUT);
            }
        },
        /** A line a row. */
        DECISION {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Decision(rows, OUTPUT);
            }
        },
        /** Groups found by a tree. */
        COHORTS {
            @Override
            ReportSection section(Explanations rows) {
                return ReportSection.Cohorts.found(rows, OUTPUT);
            }
        },
        /** One row's bars. */
        BARS {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Bars(rows.get(0), OUTPUT);
            }
        },
        /** Mean interactions of all rows. */
        INTERACTION_MATRIX {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.InteractionMatrix(rows, OUTPUT);
            }
        },
        /** A set of explanations beside itself. */
        COMPARISON {
            @Override
            ReportSection section(Explanations rows) {
                return new ReportSection.Comparison("one", rows, "other", rows, OUTPUT);
            }
        };

        abstract ReportSection section(Explanations rows);
    }

    /** The rows; all pictures are of the same ones. */
    @State(Scope.Benchmark)
    public static class Rows {

        private Explanations rows = Explanations.of(List.of());

        /** Makes the rows up. */
        @Setup
        public void setUp() {
            rows = rows();
        }
    }

    /** A picture by itself. */
    @State(Scope.Benchmark)
    public static class One {

        /** Which one. */
        @Param
        public Drawn picture = Drawn.WATERFALL;
    }

    /**
     * Draws one picture.
     *
     * @param data the rows
     * @param one which picture
     * @return its length in characters
     */
    @Benchmark
    public int one(Rows data, One one) {
        return new SvgWriter().write(one.picture.section(data.rows)).length();
    }

    /**
     * Draws every picture.
     *
     * @param data the rows
     * @return their length in characters
     */
    @Benchmark
    public int all(Rows data) {
        int length = 0;
        for (Drawn drawn : Drawn.values()) {
            length += new SvgWriter().write(drawn.section(data.rows)).length();
        }
        return length;
    }

    /** A little of each player's attribution is shared with the next one. */
    private static Matrix interactions(List<Attribution> attributions) {
        double[] cells = new double[COLUMNS * COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            int next = (i + 1) % COLUMNS;
            double shared = attributions.get(i).value() / 4;
            cells[i * COLUMNS + i] += attributions.get(i).value() - shared / 2;
            cells[next * COLUMNS + next] -= shared / 2;
            cells[i * COLUMNS + next] = shared;
            cells[next * COLUMNS + i] = shared;
        }
        return Matrix.wrap(COLUMNS, COLUMNS, cells);
    }

    /** Explanations of made-up rows: attributions follow the values, the first one also the second value. */
    static Explanations rows() {
        Feature[] features = new Feature[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            features[c] = c % (COLUMNS / CATEGORICAL) == 3
                    ? Feature.categorical("feature " + c, "red", "green", "blue")
                    : Feature.numeric("feature " + c);
        }
        FeatureGroups players = FeatureGroups.singles(Schema.of(features));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Provenance provenance = new Provenance(
                "benchmark", Map.of(), SEED, "LOGIT", 100, "0", 2048, 204800, StopReason.BUDGET, List.of());
        List<Explanation> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            double[] row = new double[COLUMNS];
            for (int c = 0; c < COLUMNS; c++) {
                row[c] = features[c] instanceof Feature.Categorical ? random.nextInt(3) : random.nextGaussian();
            }
            List<Attribution> attributions = new ArrayList<>();
            double prediction = 0;
            for (int c = 0; c < COLUMNS; c++) {
                double value = row[c] * (c == 0 ? row[1] : 1) / (1 + c) + 0.05 * random.nextGaussian();
                attributions.add(new Attribution("feature " + c, value, 0.01));
                prediction += value;
            }
            Explanation explanation = Explanation.of(
                    "benchmark",
                    players,
                    row,
                    List.of(new OutputExplanation(OUTPUT, 0, prediction, attributions)),
                    new Fidelity.Additive(0, true, 1),
                    provenance);
            rows.add(explanation.withInteractions(List.of(Interactions.of(
                    InteractionIndex.K_SII,
                    OUTPUT,
                    players.names(),
                    interactions(attributions),
                    Matrix.zeros(COLUMNS, COLUMNS)))));
        }
        return Explanations.of(rows);
    }
}
