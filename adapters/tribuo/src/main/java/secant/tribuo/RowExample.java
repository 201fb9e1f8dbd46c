package secant.tribuo;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.util.Merger;

/**
 * One row of a matrix as Tribuo sees it: a read-only view that neither copies the row nor sorts its names, because the
 * features come in the order of their names already. Zeros are explicit.
 *
 * <p>It is valid for as long as the row is. Models that change examples, such as those with transformations, do so to a
 * {@link #copy()}, which shares nothing with the row.
 *
 * @param <T> the kind of output, which a row to be predicted does not have: it carries Tribuo's unknown one
 */
final class RowExample<T extends Output<T>> extends Example<T> {

    private static final long serialVersionUID = 1L;

    private final transient EncodedFeature[] features;
    private final transient double[] cells;
    private final int offset;

    /**
     * Looks at a row.
     *
     * @param unknown the output that says that there is none
     * @param features in the order of their names; shared
     * @param cells the values of all rows; shared
     * @param offset where the row begins
     */
    RowExample(T unknown, EncodedFeature[] features, double[] cells, int offset) {
        super(unknown);
        this.features = features;
        this.cells = cells;
        this.offset = offset;
    }

    @Override
    public int size() {
        return features.length;
    }

    @Override
    public Iterator<Feature> iterator() {
        return new Reader();
    }

    @Override
    public Example<T> copy() {
        return new ArrayExample<>(this);
    }

    @Override
    public boolean validateExample() {
        return features.length > 0; // the encoding has refused NaN and equal names
    }

    @Override
    public boolean isDense(FeatureMap domain) {
        if (domain.size() != features.length) {
            return false;
        }
        for (EncodedFeature feature : features) {
            if (domain.get(feature.name()) == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ExampleProto serialize() {
        return copy().serialize();
    }

    @Override
    protected void sort() {
        // sorted from the start
    }

    @Override
    public void add(Feature feature) {
        throw readOnly();
    }

    @Override
    public void addAll(Collection<? extends Feature> added) {
        throw readOnly();
    }

    @Override
    public void removeFeatures(List<Feature> removed) {
        throw readOnly();
    }

    @Override
    public void reduceByName(Merger merger) {
        throw readOnly();
    }

    @Override
    protected void densify(List<String> names) {
        throw readOnly();
    }

    @Override
    public void set(Feature feature) {
        throw readOnly();
    }

    @Override
    public void canonicalize(FeatureMap domain) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("a view of a row is read-only; change a copy() of it");
    }

    private final class Reader implements Iterator<Feature> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < features.length;
        }

        @Override
        public Feature next() {
            if (next == features.length) {
                throw new NoSuchElementException("the row has " + features.length + " features");
            }
            EncodedFeature feature = features[next++];
            return feature.read(cells[offset + feature.column()]);
        }
    }
}
