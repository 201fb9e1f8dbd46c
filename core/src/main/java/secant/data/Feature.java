package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One column of a table: its name and how its numbers are to be read. A NaN in any column is a missing value. */
public sealed interface Feature {

    /** {@return the column's name, any text} */
    String name();

    /**
     * Writes a value of this column as a person would.
     *
     * @param value a cell of this column
     * @return {@code missing} for NaN, a category's label, or the number without needless digits
     */
    String format(double value);

    /**
     * Describes a column of numbers.
     *
     * @param name the column's name
     * @return the feature
     */
    static Feature numeric(String name) {
        return new Numeric(name);
    }

    /**
     * Describes a column of categories.
     *
     * @param name the column's name
     * @param categories the labels; in a row, a category is its index in this list
     * @return the feature
     */
    static Feature categorical(String name, String... categories) {
        return new Categorical(name, List.of(categories));
    }

    /**
     * A column of numbers.
     *
     * @param name the column's name
     */
    record Numeric(String name) implements Feature {

        public Numeric {
            requireNonNull(name, "name");
        }

        @Override
        public String format(double value) {
            return Double.isNaN(value) ? MISSING : shortest(value);
        }
    }

    /**
     * A column of categories, each stored as its index.
     *
     * @param name the column's name
     * @param categories the distinct labels, in the order of their indices; at least one
     */
    record Categorical(String name, List<String> categories) implements Feature {

        public Categorical {
            requireNonNull(name, "name");
            categories = List.copyOf(categories);
            if (categories.isEmpty()) {
                throw new IllegalArgumentException("categories of '" + name + "' must not be empty");
            }
            Set<String> seen = new HashSet<>();
            for (String category : categories) {
                if (!seen.add(category)) {
                    throw new IllegalArgumentException(
                            "categories of '" + name + "' must be distinct but '" + category + "' appears twice");
                }
            }
        }

        /**
         * Looks a label up.
         *
         * @param category a label of this feature
         * @return the number that stands for it in a row
         * @throws IllegalArgumentException if the feature has no such category
         */
        public double index(String category) {
            int index = categories.indexOf(category);
            if (index < 0) {
                throw new IllegalArgumentException("'" + name + "' must be one of " + categories + " but is '"
                        + category + "'; add the category to the schema or pass NaN for missing");
            }
            return index;
        }

        @Override
        public String format(double value) {
            if (Double.isNaN(value)) {
                return MISSING;
            }
            return admits(value) ? categories.get((int) value) : "category " + shortest(value);
        }

        /**
         * Says whether a number stands for one of the categories.
         *
         * @param value any number
         * @return true if it is a whole number from 0 to the number of categories − 1
         */
        public boolean admits(double value) {
            return value == Math.rint(value) && value >= 0 && value < categories.size();
        }
    }

    /** How a missing value is written. */
    String MISSING = "missing";

    private static String shortest(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
