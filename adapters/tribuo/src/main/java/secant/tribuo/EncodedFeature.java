package secant.tribuo;

import org.tribuo.Feature;

/** A feature as Tribuo sees it: its name, the column that it is read from, and how. Immutable. */
sealed interface EncodedFeature {

    String name();

    int column();

    /** {@return the feature's value where its column has {@code cell}, NaN being missing} */
    double value(double cell);

    /** {@return name and value together; the same two objects over and over where there are only two values} */
    Feature read(double cell);

    /** {@return the same feature under an equal name that is the given object, for look-ups that compare by identity} */
    EncodedFeature named(String same);

    /** A number, centred and scaled. */
    record Numeric(String name, int column, double ifMissing, double centre, double scale) implements EncodedFeature {

        @Override
        public double value(double cell) {
            double present = Double.isNaN(cell) ? ifMissing : cell;
            return (present - centre) / scale;
        }

        @Override
        public Feature read(double cell) {
            return new Feature(name, value(cell));
        }

        @Override
        public EncodedFeature named(String same) {
            return new Numeric(same, column, ifMissing, centre, scale);
        }
    }

    /** 1 where a column has one value, else 0. The value may be NaN: 1 where it is missing. */
    record Indicator(String name, int column, double of, Feature absent, Feature present) implements EncodedFeature {

        Indicator(String name, int column, double of) {
            this(name, column, of, new Feature(name, 0), new Feature(name, 1));
        }

        @Override
        public double value(double cell) {
            return matches(cell) ? 1 : 0;
        }

        @Override
        public Feature read(double cell) {
            return matches(cell) ? present : absent;
        }

        @Override
        public EncodedFeature named(String same) {
            return new Indicator(same, column, of);
        }

        private boolean matches(double cell) {
            return cell == of || (Double.isNaN(cell) && Double.isNaN(of));
        }
    }
}
