package secant.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.CheckedPredictor;
import secant.model.PredictorException;

class TribuoPredictorTest {

    private static final Matrix ROWS = Applicants.rows(200, 2);

    static Stream<Named<Trainer<Label>>> classificationTrainers() {
        CARTClassificationTrainer tree = new CARTClassificationTrainer(6, 0.4f, 3);
        return Stream.of(
                Named.of("logistic regression", new LogisticRegressionTrainer()),
                Named.of(
                        "factorization machine",
                        new FMClassificationTrainer(new LogMulticlass(), new AdaGrad(0.1), 3, 3, 4, 0.1)),
                Named.of("tree", new CARTClassificationTrainer(4)),
                Named.of("forest", new RandomForestTrainer<>(tree, new VotingCombiner(), 15, 4)),
                Named.of("boosted trees", new AdaBoostTrainer(new CARTClassificationTrainer(2), 8)),
                Named.of("boosted lines", new AdaBoostTrainer(new LogisticRegressionTrainer(), 3)),
                Named.of("scaled", scaled(false)),
                Named.of("scaled, zeros filled in", scaled(true)),
                Named.of("hashed", new HashingTrainer<>(new LogisticRegressionTrainer(), hasher())),
                Named.of(
                        "hashed forest",
                        new HashingTrainer<>(new RandomForestTrainer<>(tree, new VotingCombiner(), 5, 4), hasher())));
    }

    private static Trainer<Label> scaled(boolean densify) {
        return new TransformTrainer<>(
                new LogisticRegressionTrainer(),
                new TransformationMap(List.of(new LinearScalingTransformation(-1, 1))),
                densify);
    }

    private static MessageDigestHasher hasher() {
        return new MessageDigestHasher("SHA-256", "a salt of some length");
    }

    @ParameterizedTest
    @MethodSource("classificationTrainers")
    void predict_classifier_isWhatTribuoScoresForEachRow(Trainer<Label> trainer) {
        Model<Label> model = Applicants.classifier(trainer);
        TribuoPredictor predictor = TribuoPredictor.of(model, Applicants.encoding());

        Matrix scores = predictor.predict(ROWS);

        assertThat(predictor.outputNames()).containsExactlyElementsOf(labelsById(model));
        for (int r = 0; r < ROWS.rows(); r++) {
            Map<String, Label> expected = model.predict(example(ROWS.row(r), LabelFactory.UNKNOWN_LABEL))
                    .getOutputScores();
            for (int k = 0; k < 3; k++) {
                assertThat(scores.get(r, k))
                        .isEqualTo(expected.get(predictor.outputNames().get(k)).getScore());
            }
        }
    }

    private static List<String> labelsById(Model<Label> model) {
        return Stream.of(0, 1, 2)
                .map(id -> model.getOutputIDInfo().getOutput(id).getLabel())
                .toList();
    }

    static Stream<Named<Trainer<Regressor>>> regressionTrainers() {
        return Stream.of(
                Named.of("joint tree", new CARTJointRegressionTrainer(5)),
                Named.of("a tree each", new CARTRegressionTrainer(5)),
                Named.of(
                        "forest",
                        new RandomForestTrainer<>(
                                new CARTRegressionTrainer(5, 2, 0, 0.5f, new MeanSquaredError(), 3),
                                new AveragingCombiner(),
                                6,
                                4)),
                Named.of(
                        "joint forest",
                        new RandomForestTrainer<>(
                                new CARTJointRegressionTrainer(5, 2, 0, 0.5f, new MeanSquaredError(), false, 3),
                                new AveragingCombiner(),
                                6,
                                4)));
    }

    @ParameterizedTest
    @MethodSource("regressionTrainers")
    void predict_regressionOfTwoDimensions_isWhatTribuoPredictsForEachRow(Trainer<Regressor> trainer) {
        Model<Regressor> model = Applicants.regression(trainer);
        TribuoPredictor predictor = TribuoPredictor.of(model, Applicants.encoding());

        Matrix values = predictor.predict(ROWS);

        assertThat(predictor.outputNames()).containsExactly("backlog", "limit");
        for (int r = 0; r < ROWS.rows(); r++) {
            Regressor expected = model.predict(example(ROWS.row(r), Applicants.amounts(ROWS.row(r))))
                    .getOutput();
            assertThat(values.row(r)).containsExactly(expected.getValues());
        }
    }

    private static <T extends Output<T>> Example<T> example(double[] row, T output) {
        RowEncoding encoding = Applicants.encoding();
        return new ArrayExample<>(output, encoding.featureNames(), encoding.encode(row));
    }

    @Test
    void predict_anyRow_showsTheModelEveryFeatureOnceInOrderWithZeros() {
        Recorder recorder = new Recorder(Applicants.classifier(new LogisticRegressionTrainer()));

        TribuoPredictor.of(recorder, Applicants.encoding()).predict(ROWS);

        assertThat(recorder.calls).isEqualTo(1);
        assertThat(recorder.seen).hasSize(ROWS.rows());
        for (int r = 0; r < ROWS.rows(); r++) {
            Example<Label> expected = example(ROWS.row(r), LabelFactory.UNKNOWN_LABEL);
            assertThat(recorder.seen.get(r)).containsExactlyElementsOf(expected);
            assertThat(recorder.seen.get(r).size())
                    .isEqualTo(Applicants.encoding().featureNames().length);
            assertThat(recorder.seen.get(r).copy()).isEqualTo(expected);
            assertThat(recorder.seen.get(r).isDense(recorder.getFeatureIDMap())).isTrue();
            assertThat(recorder.seen.get(r).validateExample()).isTrue();
        }
    }

    @Test
    void example_shownToAModel_isReadOnly() {
        Recorder recorder = new Recorder(Applicants.classifier(new LogisticRegressionTrainer()));
        TribuoPredictor.of(recorder, Applicants.encoding()).predict(ROWS);
        Example<Label> seen = recorder.seen.get(0);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> seen.add(new Feature("Age", 1)))
                .withMessageContaining("copy()");
    }

    @Test
    void predict_rowThatMissesWhatTrainingNeverMissed_namesRowAndColumn() {
        CheckedPredictor predictor = CheckedPredictor.of(
                TribuoPredictor.of(Applicants.classifier(new LogisticRegressionTrainer()), Applicants.encoding()));
        Matrix rows = Applicants.rows(5, 3);
        rows.data()[3 * 4] = Double.NaN;

        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> predictor.predict(rows))
                .havingCause()
                .withMessageContainingAll("column 0 ('Age')", "row 3 of the batch", "impute");
    }

    @Test
    void predict_unknownCategory_namesRowAndColumn() {
        TribuoPredictor predictor =
                TribuoPredictor.of(Applicants.classifier(new LogisticRegressionTrainer()), Applicants.encoding());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.predict(Matrix.ofRow(30, 3, 10, 0)))
                .withMessageContainingAll("column 1 ('Home')", "row 0 of the batch", "from 0 to 2");
    }

    @Test
    void of_featuresThatTheEncodingDoesNotMake_listsThem() {
        Model<Label> model = Applicants.classifier(new LogisticRegressionTrainer());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoPredictor.of(model, Applicants.SCHEMA))
                .withMessageContainingAll("1 of 10 do not: [Income=missing]", "the encoding makes [Age, Home=missing,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoPredictor.of(model, Schema.numeric("a", "b")))
                .withMessageContainingAll("10 of 10 do not", "and 5 more", "the encoding makes [a, b]", "numberNames");
    }

    @Test
    void of_featuresThatTheModelDoesNotKnow_areLeftOut() {
        RowEncoding narrow = RowEncoding.builder(Schema.numeric("Age")).build();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("made up", new LabelFactory()), new LabelFactory());
        for (double[] row : Applicants.rows(50, 1).toRows()) {
            dataset.add(new ArrayExample<>(Applicants.label(row), narrow.featureNames(), narrow.encode(row[0])));
        }
        Model<Label> model = new LogisticRegressionTrainer().train(dataset);

        Matrix wide = TribuoPredictor.of(
                        model,
                        RowEncoding.builder(Applicants.SCHEMA)
                                .imputing("Income", 0)
                                .build())
                .predict(ROWS);

        Matrix ages = Matrix.of(
                Arrays.stream(ROWS.toRows()).map(row -> new double[] {row[0]}).toArray(double[][]::new));
        assertThat(wide.data())
                .containsExactly(TribuoPredictor.of(model, narrow).predict(ages).data());
    }

    @Test
    void of_modelReadAsAnyModel_isCheckedWhenCalled() {
        Model<?> untyped = Applicants.regression(new CARTRegressionTrainer(3));

        assertThat(TribuoPredictor.of(untyped, Applicants.encoding()).outputNames())
                .containsExactly("backlog", "limit");
    }

    @Test
    void treeEnsemble_ofPlainTreesWithKnownNames_isWalkedHere() {
        CARTClassificationTrainer tree = new CARTClassificationTrainer(6, 0.4f, 3);
        RandomForestTrainer<Label> forest = new RandomForestTrainer<>(tree, new VotingCombiner(), 5, 4);

        assertThat(walked(forest)).isTrue();
        assertThat(walked(new AdaBoostTrainer(tree, 3))).isTrue();
        assertThat(walked(new AdaBoostTrainer(new LogisticRegressionTrainer(), 3)))
                .isFalse();
        assertThat(walked(new HashingTrainer<>(forest, hasher()))).isFalse();
    }

    private static boolean walked(Trainer<Label> trainer) {
        EncodedFeature[] features = Applicants.encoding().features();
        return TreeEnsemble.of(Applicants.classifier(trainer), LabelFactory.UNKNOWN_LABEL, features)
                .isPresent();
    }

    @Test
    void predict_eightThreads_givesTheSameBits() throws Exception {
        TribuoPredictor predictor = TribuoPredictor.of(
                Applicants.classifier(new RandomForestTrainer<>(
                        new CARTClassificationTrainer(6, 0.4f, 3), new VotingCombiner(), 15, 4)),
                Applicants.encoding());
        double[] expected = predictor.predict(ROWS).data();

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Matrix>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> predictor.predict(ROWS)));
            }
            for (Future<Matrix> answer : answers) {
                assertThat(answer.get().data()).containsExactly(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isThreadSafe_asTribuoPromisesNothing_hasToBeDeclared() {
        TribuoPredictor predictor =
                TribuoPredictor.of(Applicants.classifier(new LogisticRegressionTrainer()), Applicants.encoding());

        assertThat(predictor.isThreadSafe()).isFalse();
        assertThat(predictor.threadSafe().isThreadSafe()).isTrue();
        assertThat(predictor.threadSafe().outputNames()).isEqualTo(predictor.outputNames());
    }

    @Test
    void publicApi_ofTribuo_mentionsModelsOnly() {
        List<Class<?>> foreign = Stream.of(TribuoPredictor.class, RowEncoding.class, RowEncoding.Builder.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .flatMap(TribuoPredictorTest::types)
                .filter(type -> type.getName().startsWith("org.tribuo"))
                .distinct()
                .toList();

        assertThat(foreign).singleElement().isEqualTo(Model.class);
    }

    private static Stream<Class<?>> types(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
    }

    @Test
    void predict_modelWithoutScores_saysSo() {
        Recorder recorder = new Recorder(Applicants.classifier(new LogisticRegressionTrainer()));
        recorder.scoreless = true;
        TribuoPredictor predictor = TribuoPredictor.of(recorder, Applicants.encoding());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> predictor.predict(ROWS))
                .withMessageContainingAll("no score for label '", "every label");
    }

    /** Remembers the examples that it is shown. */
    private static final class Recorder extends Model<Label> {

        private static final long serialVersionUID = 1L;

        private final Model<Label> model;
        private final transient List<Example<Label>> seen = new ArrayList<>();
        private int calls;
        private boolean scoreless;

        Recorder(Model<Label> model) {
            super("recorder", model.getProvenance(), model.getFeatureIDMap(), model.getOutputIDInfo(), true);
            this.model = model;
        }

        @Override
        public List<Prediction<Label>> predict(Iterable<Example<Label>> examples) {
            calls++;
            return super.predict(examples);
        }

        @Override
        public Prediction<Label> predict(Example<Label> example) {
            seen.add(example);
            Prediction<Label> prediction = model.predict(example);
            return scoreless ? new Prediction<>(prediction.getOutput(), 0, example) : prediction;
        }

        @Override
        public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
            return new LinkedHashMap<>();
        }

        @Override
        public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
            return Optional.empty();
        }

        @Override
        protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
            return this;
        }
    }
}
