package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;

/** Why a model answered as it did for one row of a table, one text or one picture. Immutable. */
public final class Explanation {

    private final String method;
    private final FeatureGroups players;
    private final double[] row;
    private final List<OutputExplanation> outputs;
    private final Fidelity fidelity;
    private final Provenance provenance;
    private final List<Interactions> interactions;
    private final List<String> conditions;
    private final @Nullable TextSpans text;
    private final @Nullable SegmentedImage image;

    private Explanation(
            String method,
            FeatureGroups players,
            double[] row,
            List<OutputExplanation> outputs,
            Fidelity fidelity,
            Provenance provenance,
            List<Interactions> interactions,
            List<String> conditions,
            @Nullable TextSpans text,
            @Nullable SegmentedImage image) {
        this.method = requireNonNull(method, "method");
        this.players = requireNonNull(players, "players");
        this.row = row;
        this.outputs = List.copyOf(outputs);
        this.fidelity = requireNonNull(fidelity, "fidelity");
        this.provenance = requireNonNull(provenance, "provenance");
        this.interactions = List.copyOf(interactions);
        this.conditions = List.copyOf(conditions);
        this.text = text;
        this.image = image;
    }

    /**
     * Puts an explanation together.
     *
     * @param method the explainer's name, such as {@code Kernel SHAP}
     * @param players who got attributions, over which schema
     * @param row the row that was explained; copied
     * @param outputs one an output of the model, at least one, each with one attribution a player
     * @param fidelity how well it accounts for the prediction
     * @param provenance how it came about
     * @return the explanation
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public static Explanation of(
            String method,
            FeatureGroups players,
            double[] row,
            List<OutputExplanation> outputs,
            Fidelity fidelity,
            Provenance provenance) {
        players.schema().checkWidth(row.length, "the explained row");
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("an explanation must have at least 1 output but has 0");
        }
        for (OutputExplanation output : outputs) {
            List<String> named =
                    output.attributions().stream().map(Attribution::player).toList();
            if (!named.equals(players.names())) {
                throw new IllegalArgumentException("attributions of '" + output.output()
                        + "' must be those of the players " + players.names() + " but are those of " + named);
            }
        }
        List<String> names = outputs.stream().map(OutputExplanation::output).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("outputs must have distinct names but are " + names);
        }
        return new Explanation(
                method, players, row.clone(), outputs, fidelity, provenance, List.of(), List.of(), null, null);
    }

    /**
     * Adds how the players interact. The attributions stay what they are: the interactions refine them.
     *
     * @param found one an output, in the outputs' order, all by one index; none takes away what there was
     * @return this explanation with these interactions
     * @throws IllegalArgumentException if they are of other outputs or players, or of several indices
     */
    public Explanation withInteractions(List<Interactions> found) {
        if (!found.isEmpty()) {
            List<String> expected =
                    outputs.stream().map(OutputExplanation::output).toList();
            List<String> actual = found.stream().map(Interactions::output).toList();
            if (!actual.equals(expected)) {
                throw new IllegalArgumentException(
                        "interactions must be of the outputs " + expected + " but are of " + actual);
            }
        }
        for (Interactions one : found) {
            if (!one.players().equals(players.names())) {
                throw new IllegalArgumentException("interactions of '" + one.output() + "' must be of the players "
                        + players.names() + " but are of " + one.players());
            }
            if (one.index() != found.get(0).index()) {
                throw new IllegalArgumentException("interactions must be by one index but are by "
                        + found.get(0).index() + " and " + one.index());
            }
        }
        return new Explanation(method, players, row, outputs, fidelity, provenance, found, conditions, text, image);
    }

    /**
     * Adds the text that was explained.
     *
     * @param text the text and where its players stand, in the order of the players
     * @return this explanation with the text
     * @throws IllegalArgumentException if the text has another number of players
     */
    public Explanation withText(TextSpans text) {
        checkPlayers("places in the text", text.players());
        return new Explanation(
                method, players, row, outputs, fidelity, provenance, interactions, conditions, text, image);
    }

    /**
     * Adds the picture that was explained.
     *
     * @param image the picture and its segments, in the order of the players
     * @return this explanation with the picture
     * @throws IllegalArgumentException if the picture has another number of segments
     */
    public Explanation withImage(SegmentedImage image) {
        checkPlayers("segments of the picture", image.segments());
        return new Explanation(
                method, players, row, outputs, fidelity, provenance, interactions, conditions, text, image);
    }

    private void checkPlayers(String what, int count) {
        if (count != players.players()) {
            throw new IllegalArgumentException(
                    what + " must be those of the " + players.players() + " players but are of " + count);
        }
    }

    /**
     * Says what the attributions are attributions of, where that is not the players' exact values, such as {@code alcohol >
     * 13.68}.
     *
     * @param conditions one a player, in the players' order, empty where there is none; or none at all
     * @return this explanation with these conditions
     * @throws IllegalArgumentException if there are others than one a player
     */
    public Explanation withConditions(List<String> conditions) {
        if (!conditions.isEmpty() && conditions.size() != players.players()) {
            throw new IllegalArgumentException("conditions must be one for each of " + players.players()
                    + " players or none but are " + conditions.size());
        }
        return new Explanation(
                method, players, row, outputs, fidelity, provenance, interactions, conditions, text, image);
    }

    /** {@return the explainer's name} */
    public String method() {
        return method;
    }

    /** {@return what the row's columns are} */
    public Schema schema() {
        return players.schema();
    }

    /** {@return who got attributions} */
    public FeatureGroups players() {
        return players;
    }

    /** {@return a copy of the row that was explained} */
    public double[] row() {
        return row.clone();
    }

    /** {@return one part an output of the model, in the model's order} */
    public List<OutputExplanation> outputs() {
        return outputs;
    }

    /**
     * Finds an output by name.
     *
     * @param name an output's name
     * @return its part of the explanation
     * @throws IllegalArgumentException if the model has no such output
     */
    public OutputExplanation output(String name) {
        for (OutputExplanation output : outputs) {
            if (output.output().equals(name)) {
                return output;
            }
        }
        throw new IllegalArgumentException("no output is named '" + name + "'; the outputs are "
                + outputs.stream().map(OutputExplanation::output).toList());
    }

    /**
     * Writes a player's value in the explained row as a person would, such as {@code rent}.
     *
     * @param player a player's index
     * @return the text
     */
    public String formatValue(int player) {
        return players.format(player, row);
    }

    /** {@return what the attributions are of, one a player, empty where it is the player's value; or an empty list} */
    public List<String> conditions() {
        return conditions;
    }

    /**
     * Says what a player's attribution is of, where that is not its exact value, such as {@code alcohol > 13.68}: the
     * attribution tells rows that meet the condition from those that do not.
     *
     * @param player a player's index
     * @return the condition, if there is one
     */
    public Optional<String> condition(int player) {
        return conditions.isEmpty() || conditions.get(player).isEmpty()
                ? Optional.empty()
                : Optional.of(conditions.get(player));
    }

    /** {@return how well the attributions account for the prediction} */
    public Fidelity fidelity() {
        return fidelity;
    }

    /** {@return how the explanation came about} */
    public Provenance provenance() {
        return provenance;
    }

    /** {@return how the players interact, one an output in the outputs' order; empty if nobody asked} */
    public List<Interactions> interactions() {
        return interactions;
    }

    /**
     * Finds the interactions of an output.
     *
     * @param output an output's name
     * @return its interactions, or nothing if nobody asked for any
     * @throws IllegalArgumentException if the model has no such output
     */
    public Optional<Interactions> interactions(String output) {
        int at = outputs.indexOf(output(output));
        return interactions.isEmpty() ? Optional.empty() : Optional.of(interactions.get(at));
    }

    /** {@return the text that was explained and where its players stand, if it was a text} */
    public Optional<TextSpans> text() {
        return Optional.ofNullable(text);
    }

    /** {@return the picture that was explained and its segments, if it was a picture} */
    public Optional<SegmentedImage> image() {
        return Optional.ofNullable(image);
    }

    /** Compares everything, numbers by their bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Explanation that
                && method.equals(that.method)
                && players.equals(that.players)
                && Arrays.equals(row, that.row)
                && outputs.equals(that.outputs)
                && fidelity.equals(that.fidelity)
                && provenance.equals(that.provenance)
                && interactions.equals(that.interactions)
                && Objects.equals(text, that.text)
                && Objects.equals(image, that.image)
                && conditions.equals(that.conditions);
    }

    @Override
    public int hashCode() {
        return 31 * outputs.hashCode() + Arrays.hashCode(row);
    }

    /** {@return method, players and outputs, without the row's values} */
    @Override
    public String toString() {
        return method + " explanation of " + players.players() + " players for outputs "
                + outputs.stream().map(OutputExplanation::output).toList();
    }
}
