package secant.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Matrix;

class ModelReaderTest {

    private static ReferenceModel read(String json) {
        CaseValue file = CaseValue.parse(
                "file",
                ("{'id': 'a case', 'model': " + json + "}").replace('\'', '"').getBytes(UTF_8));
        return ModelReader.read(file.get("model"), 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'oracle'}"
                        + "| model.type must be one of linear, mlp, tree_ensemble, rbf_svm, knn, gaussian_nb, expression but is \"oracle\"",
                "{} | model.type must be given but is null",
                "7 | model must be an object but is 7",
                "{'type': 'linear', 'weights': [[1, 2]], 'bias': [0], 'activation': 'cloglog'}"
                        + "| model.activation must be one of identity, logistic, softmax but is \"cloglog\"",
                "{'type': 'linear', 'weights': [[1, null]], 'bias': [0]}"
                        + "| model.weights[0][1] must be a finite number but is null",
                "{'type': 'linear', 'weights': [[1, 1e999]], 'bias': [0]}"
                        + "| model.weights[0][1] must be a finite number but is \"Infinity\"",
                "{'type': 'linear', 'weights': [[1, 2, 3]], 'bias': [0]}"
                        + "| model.weights[0] must be an array of 2 but is an array of 3",
                "{'type': 'linear', 'weights': [[1, 2]], 'bias': [0], 'input_scaling': {'mean': [0, 0]}}"
                        + "| model.input_scaling.scale must be given but is null",
                "{'type': 'mlp', 'layers': [{'W': [[1, 2]], 'b': [0]}], 'hidden_activation': 'swish'}"
                        + "| model.hidden_activation must be one of relu, tanh, logistic but is \"swish\"",
                "{'type': 'knn', 'weights': 'uniform', 'k': 1, 'train_x': [[1, 2]], 'train_y': [1]}"
                        + "| model.weights must be \"distance\" but is \"uniform\"",
                "{'type': 'knn', 'weights': 'distance', 'k': 2, 'train_x': [[1, 2]], 'train_y': [1]}"
                        + "| model.k must be a whole number from 1 to 1 but is 2",
                "{'type': 'gaussian_nb', 'theta': [[1, 2]], 'var': [[1, 0]], 'prior': [1]}"
                        + "| model.var must be an array of 1 rows of numbers above 0 but is an array of 1",
                "{'type': 'tree_ensemble', 'aggregate': 'median', 'init': [0], 'trees': [{'feature': [-1],"
                        + "'threshold': [null], 'left': [-1], 'right': [-1], 'value': [1]}]}"
                        + "| model.aggregate must be one of sum, mean but is \"median\"",
                "{'type': 'tree_ensemble', 'aggregate': 'sum', 'init': [0, 0], 'trees': [{'feature': [-1],"
                        + "'threshold': [null], 'left': [-1], 'right': [-1], 'value': [1]}]}"
                        + "| model.trees[0].value must be one number an output where the tree has no output but is an array of 1",
                "{'type': 'tree_ensemble', 'aggregate': 'sum', 'init': [0], 'trees': [{'feature': [2, -1, -1],"
                        + "'threshold': [0, null, null], 'left': [1, -1, -1], 'right': [2, -1, -1], 'value': [0, 1, 2]}]}"
                        + "| model.trees[0].feature[0] must be a whole number from 0 to 1 but is 2",
                "{'type': 'tree_ensemble', 'aggregate': 'sum', 'init': [0], 'trees': [{'feature': [0, 0, -1],"
                        + "'threshold': [0, 0, null], 'left': [1, 0, -1], 'right': [2, 2, -1], 'value': [0, 1, 2]}]}"
                        + "| model.trees[0]: children must be nodes from 1 to 2 but one is 0",
                "{'type': 'tree_ensemble', 'aggregate': 'sum', 'init': [0], 'trees': [{'feature': [0, 0, -1],"
                        + "'threshold': [0, 0, null], 'left': [1, 2, -1], 'right': [2, 1, -1], 'value': [0, 1, 2]}]}"
                        + "| model.trees[0]: children must be nodes of one parent each but some are reached twice",
                "{'type': 'expression', 'text': 'x0 + x2'}"
                        + "| model.text: expression 'x0 + x2' must have a column from x0 to x1 at character 6 but has 'x2'",
            })
    void read_breaksTheSchema_namesCasePlaceRuleAndValue(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedCaseException.class)
                .hasMessage("case a case: " + message.strip());
    }

    @Test
    void read_everyType_predicts() {
        double[] row = {1, 2};
        assertThat(predict(
                        "{'type': 'linear', 'weights': [[1, 2]], 'bias': [3], 'activation': 'identity',"
                                + "'input_scaling': {'mean': [0, 1], 'scale': [1, 0.5]}}",
                        row))
                .containsExactly(8);
        assertThat(predict(
                        "{'type': 'mlp', 'hidden_activation': 'relu', 'output_activation': 'identity', 'layers':"
                                + "[{'W': [[1, 0], [0, -1]], 'b': [0, 0]}, {'W': [[2, 3]], 'b': [1]}]}",
                        row))
                .containsExactly(3);
        assertThat(predict(
                        "{'type': 'rbf_svm', 'gamma': 0.5, 'outputs': [{'support_vectors': [[1, 2]], 'coef': [2],"
                                + "'intercept': 1}]}",
                        row))
                .containsExactly(3);
        assertThat(predict(
                        "{'type': 'knn', 'k': 1, 'weights': 'distance', 'train_x': [[1, 1], [5, 5]], 'train_y':"
                                + "[4, 6]}",
                        row))
                .containsExactly(4);
        assertThat(predict(
                        "{'type': 'gaussian_nb', 'theta': [[1, 2], [1, 2]], 'var': [[1, 1], [1, 1]], 'prior':"
                                + "[0.25, 0.75]}",
                        row))
                .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
        assertThat(predict("{'type': 'expression', 'text': 'x0 - x1'}", row)).containsExactly(-1);
        assertThat(predict(
                        "{'type': 'tree_ensemble', 'aggregate': 'mean', 'init': [1, 1], 'trees': [{'feature': [1, -1,"
                                + "-1], 'threshold': [2.0, null, null], 'left': [1, -1, -1], 'right': [2, -1, -1], 'value':"
                                + "[[0, 0], [1, 2], [3, 4]], 'cover': [2, 1, 1]}]}",
                        row))
                .containsExactly(2, 3);
    }

    private static double[] predict(String json, double[] row) {
        return read(json).predict(Matrix.ofRow(row)).data();
    }
}
