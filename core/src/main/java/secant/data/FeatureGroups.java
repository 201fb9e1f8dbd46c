package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The players of an explanation: each is a name and the columns that come and go together, such as a one-hot block.
 * Every column belongs to exactly one player. Immutable.
 */
public final class FeatureGroups {

    private final Schema schema;
    private final List<String> names;
    private final int[][] columns;

    private FeatureGroups(Schema schema, List<String> names, List<int[]> columns) {
        this.schema = schema;
        this.names = List.copyOf(names);
        this.columns = columns.toArray(int[][]::new);
    }

    /**
     * Makes every column a player of its own.
     *
     * @param schema the columns
     * @return one player a column, in column order
     */
    public static FeatureGroups singles(Schema schema) {
        return builder(schema).build();
    }

    /**
     * Starts from a schema without groups.
     *
     * @param schema the columns
     * @return a builder
     */
    public static Builder builder(Schema schema) {
        return new Builder(schema);
    }

    /** {@return the columns' description} */
    public Schema schema() {
        return schema;
    }

    /** {@return the number of players} */
    public int players() {
        return names.size();
    }

    /**
     * Reads a player's name.
     *
     * @param player a player's index
     * @return the group's name, or the column's if it stands alone
     */
    public String name(int player) {
        return names.get(player);
    }

    /** {@return the players' names in order} */
    public List<String> names() {
        return names;
    }

    /**
     * Reads a player's columns.
     *
     * @param player a player's index
     * @return a copy, ascending
     */
    public int[] columns(int player) {
        return columns[player].clone();
    }

    /**
     * Writes a player with its values as a person would.
     *
     * @param player a player's index
     * @param row a row of the schema
     * @return the value of a single column ({@code rent}), or every column of a group ({@code Home = rent, Age = 30})
     */
    public String format(int player, double[] row) {
        int[] members = columns[player];
        if (members.length == 1
                && names.get(player).equals(schema.feature(members[0]).name())) {
            return schema.feature(members[0]).format(row[members[0]]);
        }
        StringBuilder text = new StringBuilder();
        for (int column : members) {
            Feature feature = schema.feature(column);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(feature.name())
                    .append(" = ")
                    .append(feature.format(row[column]));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureGroups that
                && schema.equals(that.schema)
                && names.equals(that.names)
                && Arrays.deepEquals(columns, that.columns);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.deepHashCode(columns);
    }

    @Override
    public String toString() {
        return "FeatureGroups" + names;
    }

    /** Collects groups; columns that no group names stay players of their own, after the groups. */
    public static final class Builder {

        private final Schema schema;
        private final List<String> names = new ArrayList<>();
        private final List<int[]> columns = new ArrayList<>();
        private final String[] owner;

        private Builder(Schema schema) {
            this.schema = requireNonNull(schema, "schema");
            this.owner = new String[schema.columns()];
        }

        /**
         * Adds a player of several columns.
         *
         * @param name the player's name
         * @param features the names of its columns, at least one
         * @return this
         * @throws IllegalArgumentException if a column is unknown or belongs to another player already
         */
        public Builder group(String name, String... features) {
            return group(name, Arrays.stream(features).mapToInt(schema::indexOf).toArray());
        }

        /**
         * Adds a player of several columns.
         *
         * @param name the player's name
         * @param columns its columns, at least one
         * @return this
         * @throws IllegalArgumentException if a column is out of range or belongs to another player already
         */
        public Builder group(String name, int... columns) {
            requireNonNull(name, "name");
            if (columns.length == 0) {
                throw new IllegalArgumentException("group '" + name + "' must have at least 1 column but has 0");
            }
            for (int column : columns) {
                claim(name, column);
            }
            int[] sorted = columns.clone();
            Arrays.sort(sorted);
            this.names.add(name);
            this.columns.add(sorted);
            return this;
        }

        private void claim(String name, int column) {
            if (column < 0 || column >= owner.length) {
                throw new IllegalArgumentException("columns of group '" + name + "' must be from 0 to "
                        + (owner.length - 1) + " but one is " + column);
            }
            if (name.equals(owner[column])) {
                throw new IllegalArgumentException(
                        "column '" + schema.feature(column).name() + "' must appear once in group '" + name + "'");
            }
            if (owner[column] != null) {
                throw new IllegalArgumentException(
                        "column '" + schema.feature(column).name() + "' must belong to one group but is in '"
                                + owner[column] + "' and in '" + name + "'");
            }
            owner[column] = name;
        }

        /**
         * Builds the players.
         *
         * @return the groups in the order in which they were added, then every other column by itself
         * @throws IllegalArgumentException if two players have the same name
         */
        public FeatureGroups build() {
            List<String> allNames = new ArrayList<>(names);
            List<int[]> allColumns = new ArrayList<>(columns);
            for (int column = 0; column < owner.length; column++) {
                if (owner[column] == null) {
                    allNames.add(schema.feature(column).name());
                    allColumns.add(new int[] {column});
                }
            }
            Set<String> seen = new HashSet<>();
            for (String name : allNames) {
                if (!seen.add(name)) {
                    throw new IllegalArgumentException(
                            "players must have distinct names but two are named '" + name + "'");
                }
            }
            return new FeatureGroups(schema, allNames, allColumns);
        }
    }
}
