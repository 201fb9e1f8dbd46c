package secant.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import secant.data.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Has a Python with shap and lime explain the same models, which it gets as numbers. */
record Python(String interpreter, Path script) {

    /**
     * Runs the script.
     *
     * @param problems what to explain
     */
    List<Measured> measure(List<Problem> problems) throws IOException {
        return read(run(problems), problems);
    }

    /** What the models answer for the rows to explain, a list a problem. */
    JsonNode answers(List<Problem> problems) throws IOException {
        return run(problems, "answers");
    }

    private JsonNode run(List<Problem> problems, String... options) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        ArrayNode given = mapper.createArrayNode();
        for (Problem problem : problems) {
            given.add(write(mapper, problem));
        }
        Path file = Files.createTempFile("secant-problems", ".json");
        try {
            mapper.writeValue(file.toFile(), given);
            return mapper.readTree(run(file, options));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private String run(Path file, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(interpreter, script.toString(), file.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(script + " ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + script + " ran", e);
        }
        return answer;
    }

    private static List<Measured> read(JsonNode answers, List<Problem> problems) {
        List<Measured> measured = new ArrayList<>();
        for (JsonNode answer : answers) {
            Problem problem = problems.get(answer.get("problem").asInt());
            double[][] values = JsonMapper.shared().treeToValue(answer.get("values"), double[][].class);
            boolean surrogate = answer.get("surrogate").asBoolean();
            double error =
                    new Trial("", "", 1, 1, 1, 0, () -> values, () -> {}, Optional.of(problem::exact)).error(values);
            measured.add(new Measured(
                    problem.name(),
                    answer.get("explainer").asString(),
                    problem.columns(),
                    problem.background().rows(),
                    values.length,
                    answer.get("milliseconds").asDouble(),
                    answer.get("milliseconds").asDouble()
                            / answer.get("overhead").asDouble(),
                    answer.get("model_rows").asDouble(),
                    answer.get("overhead").asDouble(),
                    answer.get("overhead_low").asDouble(),
                    answer.get("overhead_high").asDouble(),
                    Double.NaN,
                    surrogate ? Double.NaN : error));
        }
        return measured;
    }

    private static ObjectNode write(JsonMapper mapper, Problem problem) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", problem.name());
        node.set("background", rows(mapper, problem.background()));
        node.set("rows", rows(mapper, problem.rows()));
        ObjectNode model = node.putObject("model");
        if (problem.itself() instanceof DotProduct linear) {
            model.set("slopes", mapper.valueToTree(linear.slopes()));
        } else if (problem.itself() instanceof Forest forest) {
            forest(mapper, forest, model);
        } else if (problem.itself() instanceof Network network) {
            ArrayNode layers = model.putArray("layers");
            for (int l = 0; l < network.layers(); l++) {
                ObjectNode layer = layers.addObject();
                layer.set("weights", rows(mapper, network.weights(l)));
                layer.set("biases", mapper.valueToTree(network.biases(l)));
            }
        } else {
            throw new IllegalArgumentException("model must be one that can be written as numbers but is "
                    + problem.itself().getClass().getName());
        }
        return node;
    }

    private static void forest(JsonMapper mapper, Forest forest, ObjectNode model) {
        model.put("start", forest.start());
        ArrayNode trees = model.putArray("trees");
        for (Forest.Nodes nodes : forest.trees()) {
            ObjectNode tree = trees.addObject();
            tree.set("feature", mapper.valueToTree(nodes.feature));
            tree.set("threshold", mapper.valueToTree(nodes.threshold));
            tree.set("left", mapper.valueToTree(nodes.left));
            tree.set("right", mapper.valueToTree(nodes.right));
            tree.set("value", mapper.valueToTree(nodes.value));
        }
    }

    private static JsonNode rows(JsonMapper mapper, Matrix rows) {
        return mapper.valueToTree(rows.toRows());
    }
}
