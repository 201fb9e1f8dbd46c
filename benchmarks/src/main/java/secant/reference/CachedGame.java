package secant.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import secant.data.FeatureGroups;
import secant.masking.Coalitions;
import secant.masking.MaskedSubject;

/**
 * A game that remembers what its coalitions are worth, so that many estimates of it ask the model once for each; with noise
 * added if asked. Not thread-safe.
 */
final class CachedGame implements MaskedSubject {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int EMPTY = -1;

    private final MaskedSubject game;
    private final int stride;
    private final int outputs;
    private long[] keys;
    private double[] worths;
    private int[] table = new int[2 * FIRST_CAPACITY];
    private int count;
    private double[] deviations = new double[0];
    private long noiseSeed;

    CachedGame(MaskedSubject game) {
        this.game = game;
        this.stride = Coalitions.words(game.players());
        this.outputs = game.outputs();
        this.keys = new long[FIRST_CAPACITY * stride];
        this.worths = new double[FIRST_CAPACITY * outputs];
        Arrays.fill(table, EMPTY);
    }

    /**
     * Adds normal noise to every coalition's worth, but the empty and the full one's: a fixed function of the row's bits, the
     * coalition, the output and a seed, so that runs repeat.
     *
     * @param standardDeviations an output each; none for no noise
     * @param seed of the noise
     */
    void setNoise(double[] standardDeviations, long seed) {
        this.deviations = standardDeviations.clone();
        this.noiseSeed = mix(seed ^ Arrays.hashCode(game.row()) * 0x9E3779B97F4A7C15L);
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        for (int c = from; c < to; c++) {
            int entry = find(coalitions, c);
            for (int k = 0; k < outputs; k++) {
                double noise = deviations.length == 0 ? 0 : deviations[k] * normal(entry, k);
                gains[(c - from) * outputs + k] = worths[entry * outputs + k] + noise;
            }
        }
    }

    private int find(Coalitions coalitions, int coalition) {
        int slot = slot(coalitions.words(), coalition);
        if (table[slot] != EMPTY) {
            return table[slot];
        }
        if ((count + 1) * stride > keys.length) {
            grow();
            slot = slot(coalitions.words(), coalition);
        }
        double[] gains = new double[outputs];
        game.gains(coalitions, coalition, coalition + 1, gains);
        System.arraycopy(coalitions.words(), coalition * stride, keys, count * stride, stride);
        System.arraycopy(gains, 0, worths, count * outputs, outputs);
        table[slot] = count;
        return count++;
    }

    /** Where a coalition is in the table, or would be. */
    private int slot(long[] words, int coalition) {
        int slot = (int) hash(words, coalition) & table.length - 1;
        while (table[slot] != EMPTY
                && !Arrays.equals(
                        words,
                        coalition * stride,
                        (coalition + 1) * stride,
                        keys,
                        table[slot] * stride,
                        (table[slot] + 1) * stride)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        worths = Arrays.copyOf(worths, 2 * worths.length);
        table = new int[2 * table.length];
        Arrays.fill(table, EMPTY);
        for (int entry = 0; entry < count; entry++) {
            table[slot(keys, entry)] = entry;
        }
    }

    private long hash(long[] words, int coalition) {
        long hash = 0;
        for (int w = coalition * stride; w < (coalition + 1) * stride; w++) {
            hash = mix(hash ^ words[w]);
        }
        return hash;
    }

    /** A standard normal number for a coalition and an output (Box and Muller 1958). */
    private double normal(int entry, int output) {
        long bits = mix(hash(keys, entry) ^ noiseSeed ^ mix(output));
        double radius = (double) ((bits >>> 11) + 1) * 0x1p-53;
        double angle = (double) (mix(bits) >>> 11) * 0x1p-53;
        return Math.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long golden = z + 0x9E3779B97F4A7C15L;
        long a = (golden ^ (golden >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** Nothing is asked of the model again: it is known to be deterministic. */
    @Override
    public void repeatPrediction() {}

    @Override
    public int players() {
        return game.players();
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public double[] baseValues() {
        return game.baseValues();
    }

    @Override
    public double[] predictions() {
        return game.predictions();
    }

    @Override
    public double[] totalGains() {
        return game.totalGains();
    }

    @Override
    public int coalitionsPerCall() {
        return game.coalitionsPerCall();
    }

    @Override
    public int rowsPerCoalition() {
        return game.rowsPerCoalition();
    }

    @Override
    public long modelRows() {
        return game.modelRows();
    }

    @Override
    public List<String> warnings() {
        return game.warnings();
    }

    @Override
    public FeatureGroups groups() {
        return game.groups();
    }

    @Override
    public double[] row() {
        return game.row();
    }

    @Override
    public int[] varyingPlayers() {
        return game.varyingPlayers();
    }

    @Override
    public List<String> outputNames() {
        return game.outputNames();
    }

    @Override
    public String link() {
        return game.link();
    }

    @Override
    public int backgroundSize() {
        return game.backgroundSize();
    }

    @Override
    public String backgroundFingerprint() {
        return game.backgroundFingerprint();
    }

    @Override
    public Map<String, String> options() {
        return game.options();
    }
}
